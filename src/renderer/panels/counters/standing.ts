import type { Range } from '../../../contract/aggregates.ts'

/** Where a count stands to its usual range; both ends belong to the range as they are written. */
export function standing(count: number, usual: Range): 'above' | 'within' | 'below' {
  if (count > Math.round(usual.high)) return 'above'
  return count < Math.round(usual.low) ? 'below' : 'within'
}
