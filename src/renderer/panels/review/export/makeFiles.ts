import type { WallCity } from '../../../../contract/city.ts'
import { figuresFileName, type ExportKind, type Figures } from '../../../../contract/export.ts'
import type { ReviewAnswer, ReviewPeak, ReviewQuestion } from '../../../../contract/review.ts'
import type { Format } from '../../../look/format.ts'
import type { Language } from '../../../look/words.ts'
import { dayText } from '../dayText.ts'
import type { ExportWords } from './exportWords.ts'
import { fetchFile, HubRefusal, keepFigures, noteExport } from './figuresHub.ts'
import { ownFile } from './ownFile.ts'
import { pictureOf } from './picture/pictureOf.ts'
import { saveFile } from './saveFile.ts'

/** What can be saved of the scene. */
export type ExportWish =
  | { readonly kind: 'pdf'; readonly size: 'a4' | 'wide' }
  | { readonly kind: 'csv' | 'parquet' | 'json' }
  | { readonly kind: 'png' | 'svg'; readonly id: string; readonly element: HTMLElement }

export interface Shown {
  readonly city: WallCity
  readonly question: ReviewQuestion
  readonly answer: ReviewAnswer
  readonly peak: ReviewPeak | undefined
}

export interface Tongue {
  readonly language: Language
  readonly format: Format
  readonly say: ExportWords
}

/** What was saved, and what has to be told about it. */
export interface Saved {
  readonly name: string
  readonly code: string
  readonly warning?: string
}

/** Saves one file of what is shown. Rejects with a HubRefusal, or the browser's error; then nothing was saved. */
export async function makeFile(wish: ExportWish, shown: Shown, tongue: Tongue): Promise<Saved> {
  const figures = await keepFigures(shown.question, shown.answer.asOf)
  const same = isSame(figures.answer, shown.answer)
  const told = (name: string, warning: string | undefined): Saved => ({
    ...{ name, code: figures.code },
    ...(warning === undefined ? {} : { warning })
  })
  const newer = same ? undefined : tongue.say.newer
  switch (wish.kind) {
    case 'pdf': {
      const name = figuresFileName(figures, wish.size === 'a4' ? '.pdf' : '-16x9.pdf')
      const { reportPdf } = await loaded(() => import('./report/reportPdf.ts'))
      const [regular, bold] = await Promise.all([font('Regular'), font('SemiBold')])
      const { city, peak } = shown
      const { language } = tongue
      const bytes = reportPdf({
        figures,
        city,
        peak,
        language,
        size: wish.size,
        fonts: { regular, bold }
      })
      return save(
        'pdf',
        name,
        new Blob([bytes], { type: 'application/pdf' }),
        figures.code,
        told(name, newer)
      )
    }
    case 'png':
    case 'svg': {
      const code = same ? figures.code : undefined
      const name = same
        ? figuresFileName(figures, `-${wish.id}.${wish.kind}`)
        : figuresFileName(figures, `-${wish.id}.${wish.kind}`).replace(`-${figures.code}`, '')
      const caption = captionOf(shown, code, tongue)
      const blob = await pictureOf(wish.kind, wish.element, caption, tongue.say)
      return save(
        wish.kind,
        name,
        blob,
        code,
        told(name, same ? undefined : tongue.say.pictureOlder)
      )
    }
    default: {
      const name = figuresFileName(figures, `.${wish.kind}`)
      // The hub notes these itself.
      const { blob, incidents } = await fetchFile(wish.kind, figures.code)
      saveFile(name, blob)
      return told(name, differing(incidents, figures, tongue) ?? newer)
    }
  }
}

async function save(
  kind: Extract<ExportKind, 'pdf' | 'png' | 'svg'>,
  name: string,
  blob: Blob,
  code: string | undefined,
  saved: Saved
): Promise<Saved> {
  await noteExport({ kind, ...(code === undefined ? {} : { code }) })
  saveFile(name, blob)
  return saved
}

function differing(
  incidents: number | undefined,
  { answer }: Figures,
  { say, format }: Tongue
): string | undefined {
  if (incidents === undefined || incidents === answer.total.count) return undefined
  return say.rowsDiffer(format.count(incidents), format.count(answer.total.count))
}

/** The same figures, whenever they were counted. */
export function isSame(one: ReviewAnswer, other: ReviewAnswer): boolean {
  const lasting = (answer: ReviewAnswer): string =>
    JSON.stringify({ ...answer, asOf: 0, newest: 0, since: 0 })
  return lasting(one) === lasting(other)
}

/** `Semarang 112 · 17 Mar–14 Apr 2025 · data per … · Kode …` */
function captionOf(
  { city, question, answer }: Shown,
  code: string | undefined,
  { say, format, language }: Tongue
): string {
  const asOf = `${format.date(answer.asOf)} ${format.timeOfDay(answer.asOf)} ${city.timeZoneName}`
  return [
    city.service,
    dayText(language).period(question.period),
    say.asOf(asOf),
    ...(answer.simulated ? [say.simulated] : []),
    ...(code === undefined ? [] : [say.code(code)])
  ].join(' · ')
}

async function font(weight: 'Regular' | 'SemiBold'): Promise<ArrayBuffer> {
  return (await ownFile(`/fonts/print/IBMPlexSans-${weight}.ttf`)).arrayBuffer()
}

/** A part of the page that is fetched when it is needed: the hub may be gone, or a newer one. */
async function loaded<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch {
    throw new HubRefusal(0, 'a part of the page is missing')
  }
}
