import type { Briefing } from '../../../contract/briefing.ts'
import type { Format } from '../../look/format.ts'

/** What the months of a briefing are called: `Maret`, `Maret 2025`, `Februari`. */
export function monthNames(
  { today }: Pick<Briefing, 'today'>,
  format: Format
): { readonly now: string; readonly nowYear: string; readonly last: string } {
  // Noon of the middle of a month is in that month wherever the city is.
  const [year = 0, month = 1] = today.split('-').map(Number)
  const middle = Date.UTC(year, month - 1, 15, 12)
  return {
    now: format.monthName(middle),
    nowYear: format.month(middle),
    last: format.monthName(Date.UTC(year, month - 2, 15, 12))
  }
}
