import type { RateChange } from '../../../contract/review.ts'
import type { Format } from '../../look/format.ts'
import type { ReviewWords } from './words.ts'

/** `+96%`, `−31%`, `dalam batas wajar`, `terlalu sedikit`; empty without a comparison. */
export function changeText(
  change: RateChange | undefined,
  format: Format,
  say: ReviewWords
): string {
  if (change === undefined) return ''
  switch (change.verdict) {
    case 'within':
      return say.within
    case 'tooFew':
      return say.tooFew
    case 'more':
    case 'fewer':
      return change.ratio === undefined ? say.fresh : signedPercent(change.ratio, format)
  }
}

/** Its 95 % interval: `+18% … +36%`; empty where there is none. */
export function intervalText(change: RateChange | undefined, format: Format): string {
  if (change?.low === undefined || change.high === undefined) return ''
  return `${signedPercent(change.low, format)} … ${signedPercent(change.high, format)}`
}

/** New over old as a signed whole percentage with a true minus. */
export function signedPercent(ratio: number, format: Format): string {
  return signed(Math.round((ratio - 1) * 100), format) + '%'
}

export function signed(value: number, format: Format): string {
  const size = format.count(Math.abs(value))
  if (value === 0) return size
  return value < 0 ? `\u2212${size}` : `+${size}`
}

/** What the others bring together: some are never "0,0 a day". */
export function restText(
  { count, perDay }: { readonly count: number; readonly perDay: number },
  format: Format,
  say: ReviewWords
): string {
  const small = count > 0 && perDay < 0.05
  return say.perDay(small ? say.under(format.decimal(0.1)) : format.decimal(perDay))
}
