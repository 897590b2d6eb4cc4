import type { FrozenBriefing } from '../../../../contract/briefing.ts'
import type { WallCity } from '../../../../contract/city.ts'
import type { Format } from '../../../look/format.ts'
import type { Language } from '../../../look/words.ts'
import { exportWords } from '../../review/export/exportWords.ts'
import { noteExport } from '../../review/export/figuresHub.ts'
import { ownFile } from '../../review/export/ownFile.ts'
import { pictureOf } from '../../review/export/picture/pictureOf.ts'
import { saveFile } from '../../review/export/saveFile.ts'

export interface BriefingShown {
  readonly frozen: FrozenBriefing
  readonly city: WallCity
  readonly language: Language
  readonly format: Format
  /** What a picture is taken of. */
  readonly element: HTMLElement
}

/** Saves a frozen briefing; gives the name of the file. Rejects when it cannot be made. */
export async function saveBriefing(kind: 'pdf' | 'png', shown: BriefingShown): Promise<string> {
  const { code } = shown.frozen
  const name = fileName(shown, kind)
  const blob = kind === 'pdf' ? await pdf(shown) : await png(shown)
  await noteExport({ kind, code })
  saveFile(name, blob)
  return name
}

async function pdf({ frozen, city, language }: BriefingShown): Promise<Blob> {
  const { briefingPdf } = await import('./briefingPdf.ts')
  const [regular, bold] = await Promise.all([font('Regular'), font('SemiBold')])
  const bytes = briefingPdf({ frozen, city, language, fonts: { regular, bold } })
  return new Blob([bytes], { type: 'application/pdf' })
}

async function png({ frozen, city, language, format, element }: BriefingShown): Promise<Blob> {
  const say = exportWords[language]
  const { briefing, code } = frozen
  const caption = [
    city.service,
    say.asOf(
      `${format.date(briefing.asOf)} ${format.timeOfDay(briefing.asOf)} ${city.timeZoneName}`
    ),
    ...(briefing.simulated ? [say.simulated] : []),
    say.code(code)
  ].join(' · ')
  // Buttons are no part of the picture.
  element.dataset['picture'] = 'true'
  try {
    return await pictureOf('png', element, caption, say)
  } finally {
    delete element.dataset['picture']
  }
}

/** `siaga-semarang-briefing-2025-03-25-1402-K7QM3XRP.pdf` */
function fileName(
  { frozen: { city, code, briefing }, format }: BriefingShown,
  kind: string
): string {
  const time = format.timeOfDay(briefing.asOf).replaceAll(/\D/gu, '')
  return `siaga-${city}-briefing-${briefing.today}-${time}-${code}.${kind}`
}

async function font(weight: 'Regular' | 'SemiBold'): Promise<ArrayBuffer> {
  return (await ownFile(`/fonts/print/IBMPlexSans-${weight}.ttf`)).arrayBuffer()
}
