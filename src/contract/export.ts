import { z } from 'zod'
import { Id } from './incident.ts'
import { ReviewAnswer, ReviewQuestion } from './review.ts'
import { Moment } from './time.ts'

/** Signs of a code: none looks like another, and there are 31 of them, which is a prime. */
const signs = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const codeLength = 8

/**
 * The last sign of a code, from the others: a wrong sign, or two that changed places, give another
 * one, because every place has a weight of its own and their number is a prime.
 */
function checkSign(body: string): string {
  let sum = 0
  for (let at = 0; at < body.length; at += 1) sum += (at + 2) * signs.indexOf(body.charAt(at))
  return signs.charAt(sum % signs.length)
}

/** The code that a number stands for; only its lowest 31⁷ are told apart. */
export function codeOf(number: bigint): string {
  let body = ''
  for (let rest = number; body.length < codeLength - 1; rest /= BigInt(signs.length))
    body += signs.charAt(Number(rest % BigInt(signs.length)))
  return body + checkSign(body)
}

/**
 * A code as somebody typed it: small letters, blanks and hyphens do not matter. Undefined when it
 * is none, which one mistyped sign is enough for.
 */
export function readCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replaceAll(/[\s-]/gu, '')
  if (code.length !== codeLength || [...code].some((sign) => !signs.includes(sign)))
    return undefined
  return checkSign(code.slice(0, -1)) === code.at(-1) ? code : undefined
}

/** What a code of figures is stood for by: eight signs, the last of which checks the others. */
export const FiguresCode = z.string().refine((text) => readCode(text) === text, {
  message: 'is no code'
})

/** Figures that were counted once and are kept, so that they can be shown again under their code. */
export const Figures = z.strictObject({
  code: FiguresCode,
  city: Id,
  /** `answer.asOf`: when these figures were first asked for. */
  asOf: Moment,
  question: ReviewQuestion,
  answer: ReviewAnswer
})
export type Figures = z.infer<typeof Figures>

/** One figure that is otherwise today; undefined where it was or is not there. */
export const ChangedFigure = z.strictObject({
  /** Its place in the answer: `total.count`. */
  figure: z.string(),
  then: z.union([z.number(), z.string(), z.boolean()]).optional(),
  now: z.union([z.number(), z.string(), z.boolean()]).optional()
})
export type ChangedFigure = z.infer<typeof ChangedFigure>

/** Whether the store would give the same figures today, and which totals it would not. */
export const FiguresToday = z.strictObject({
  same: z.boolean(),
  /** Those of `total` and `response`. */
  totals: z.array(ChangedFigure),
  /** How many other figures differ. */
  others: z.number().int().nonnegative()
})
export type FiguresToday = z.infer<typeof FiguresToday>

/** POST: counts, keeps, and answers with `Figures`. */
export const figuresPath = '/api/figures'
export const FiguresRequest = z.strictObject({
  question: ReviewQuestion,
  /** `asOf` of the answer on the screen: while nothing came in since, it is counted for then. */
  asOf: Moment.optional()
})

/** GET `?code=`: the kept figures, and what the store would give today. */
export const keptFiguresPath = '/api/figures/kept'
export const KeptFigures = z.strictObject({ figures: Figures, today: FiguresToday })
export type KeptFigures = z.infer<typeof KeptFigures>

/** GET `?code=`: files. */
export const figuresFilePaths = {
  json: '/api/figures/figures.json',
  csv: '/api/figures/incidents.csv',
  parquet: '/api/figures/incidents.parquet'
} as const

/** In an answer with incidents: how many there will be, so that a file cut short is noticed. */
export const incidentsHeader = 'x-siaga-incidents'

/** POST: a window made a file of what it shows, to be noted where exports are noted. */
export const exportedPath = '/api/figures/exported'
export const ExportKind = z.enum(['csv', 'parquet', 'json', 'pdf', 'png', 'svg'])
export type ExportKind = z.infer<typeof ExportKind>
export const Exported = z.strictObject({
  kind: z.enum(['pdf', 'png', 'svg']),
  code: FiguresCode.optional()
})
export type Exported = z.infer<typeof Exported>

/** `siaga-semarang-puncak-2025-03-17_2025-04-14-K7QM3XRP.csv` */
export function figuresFileName(
  { city, code, question }: Pick<Figures, 'city' | 'code' | 'question'>,
  ending: string
): string {
  const { from, to } = question.period
  return `siaga-${city}-puncak-${from}_${to}-${code}${ending}`
}
