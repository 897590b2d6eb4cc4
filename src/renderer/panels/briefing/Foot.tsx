import { useState, type ReactElement, type RefObject } from 'react'
import type { Briefing } from '../../../contract/briefing.ts'
import type { ReviewFault } from '../../hub/reviewApi.ts'
import type { ReadyWall } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { useLanguage, useWords } from '../../look/words.ts'
import { saveBriefing } from './export/briefingFile.ts'
import { faultText } from './faultText.ts'
import { briefingWords } from './words.ts'

/** Of which moment the figures are, why there are no newer ones, and what can be done. */
export function Foot({
  state,
  briefing,
  code,
  fault,
  refused,
  toggle,
  root
}: {
  readonly state: ReadyWall
  readonly briefing: Briefing
  readonly code: string | undefined
  readonly fault: ReviewFault | undefined
  readonly refused: ReviewFault | undefined
  readonly toggle: () => void
  readonly root: RefObject<HTMLDivElement | null>
}): ReactElement {
  const say = useWords(briefingWords)
  const format = useFormat()
  const { city } = state
  const time = format.timeOfDay(briefing.asOf)
  return (
    <footer className="briefing-foot">
      {fault === undefined ? (
        <span>
          {city.service}, {format.date(briefing.asOf)}, {say.asOf(time, city.timeZoneName)}
          {briefing.simulated && `, ${say.simulated}`}
        </span>
      ) : (
        <span className="briefing-old" role="alert">
          {say.oldFigures(time, faultText(fault, say))}
        </span>
      )}
      {refused && (
        <span className="briefing-old" role="alert">
          {say.notDone(faultText(refused, say))}
        </span>
      )}
      <span className="briefing-tools">
        {code !== undefined && state.control.mode.mode !== 'guests' && (
          <Files state={state} briefing={briefing} code={code} root={root} />
        )}
        <button type="button" onClick={toggle} title={say.key}>
          {code === undefined ? say.freeze : say.release}
        </button>
      </span>
    </footer>
  )
}

/** The frozen briefing as files, and what became of them. */
function Files({
  state,
  briefing,
  code,
  root
}: {
  readonly state: ReadyWall
  readonly briefing: Briefing
  readonly code: string
  readonly root: RefObject<HTMLDivElement | null>
}): ReactElement {
  const say = useWords(briefingWords)
  const language = useLanguage()
  const format = useFormat()
  const [told, setTold] = useState<string>()
  const [busy, setBusy] = useState(false)
  const { city } = state

  const save = async (kind: 'pdf' | 'png'): Promise<void> => {
    const element = root.current
    if (element === null) return
    const name = kind.toUpperCase()
    setBusy(true)
    setTold(say.saving(name))
    try {
      const frozen = { code, city: city.id, briefing }
      setTold(say.saved(await saveBriefing(kind, { frozen, city, language, format, element })))
    } catch {
      setTold(say.notSaved(name))
    }
    setBusy(false)
  }
  return (
    <>
      {told !== undefined && <span role="status">{told}</span>}
      {(['pdf', 'png'] as const).map((kind) => (
        <button key={kind} type="button" disabled={busy} onClick={() => void save(kind)}>
          {say.save(kind.toUpperCase())}
        </button>
      ))}
    </>
  )
}
