import { useEffect, useEffectEvent, useState, type ReactElement } from 'react'
import type { WallCity } from '../../../../contract/city.ts'
import type { Freshness } from '../../../../contract/health.ts'
import { useFormat } from '../../../look/format.ts'
import { useWords } from '../../../look/words.ts'
import './export.css'
import { exportWords } from './exportWords.ts'
import { noteExport } from './figuresHub.ts'
import { pictureOf } from './picture/pictureOf.ts'
import { saveFile } from './saveFile.ts'
import { whyNotSaved } from './whyNotSaved.ts'
import { isTyping } from '../../../look/isTyping.ts'

interface PanelPicturesProps {
  readonly city: WallCity
  readonly scene: string
  readonly now: number
  readonly freshness: Freshness
  readonly simulated: boolean
}

/** How long it says what became of a picture. */
const toldMs = 6_000

/** `P` saves the panel under the pointer as PNG, `S` as SVG. */
export function PanelPictures(props: PanelPicturesProps): ReactElement | null {
  const { city, scene, now, freshness, simulated } = props
  const say = useWords(exportWords)
  const format = useFormat()
  const [told, setTold] = useState<string>()

  const save = async (kind: 'png' | 'svg'): Promise<void> => {
    const panel = document.querySelector<HTMLElement>('[data-panel]:hover')
    if (panel === null) return setTold(say.pointAtPanel)
    const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/gu, '')
    const name = `siaga-${city.id}-${scene}-${panel.dataset['panel']}-${stamp}Z.${kind}`
    const caption = [
      city.service,
      say.asOf(`${format.date(now)} ${format.clock(now)} ${city.timeZoneName}`),
      ...(freshness === 'live' ? [] : [say.stale]),
      ...(simulated ? [say.simulated] : [])
    ].join(' · ')
    try {
      const picture = await pictureOf(kind, panel, caption, say)
      await noteExport({ kind })
      saveFile(name, picture)
      setTold(say.saved(name))
    } catch (error) {
      setTold(say.failed(name, whyNotSaved(error, say)))
    }
  }
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
    if (isTyping(event)) return
    const key = event.key.toLowerCase()
    if (key === 'p' || key === 's') void save(key === 'p' ? 'png' : 'svg')
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  useEffect(() => {
    if (told === undefined) return
    const timer = setTimeout(() => setTold(undefined), toldMs)
    return () => clearTimeout(timer)
  }, [told])

  if (told === undefined) return null
  return (
    <p className="export-told" role="status">
      {told}
    </p>
  )
}
