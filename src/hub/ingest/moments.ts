import { momentOf, type Moment } from '../../contract/time.ts'

const withOffset =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d\d):?(\d\d))$/u
const withoutOffset = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?$/u

/** ISO 8601 with an offset, to the millisecond; undefined for anything else, 30 February included. */
export function momentOfIso(text: string): Moment | undefined {
  const match = withOffset.exec(text)
  if (match === null) return undefined
  const utc = fieldsOf(match)
  if (utc === undefined) return undefined
  const [sign, hours, minutes] = [match[8], Number(match[9] ?? 0), Number(match[10] ?? 0)]
  if (hours > 23 || minutes > 59) return undefined
  return utc.moment - (sign === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000
}

/** A wall-clock reading like `2025-03-01 08:15:00`, in the given zone. */
export function momentOfLocal(text: string, timeZone: string): Moment | undefined {
  const match = withoutOffset.exec(text)
  const fields = match === null ? undefined : fieldsOf(match)
  if (fields === undefined) return undefined
  const at = new Date(fields.moment)
  return (
    momentOf(
      timeZone,
      at.getUTCFullYear(),
      at.getUTCMonth() + 1,
      at.getUTCDate(),
      at.getUTCHours(),
      at.getUTCMinutes(),
      at.getUTCSeconds()
    ) + at.getUTCMilliseconds()
  )
}

/** The reading as if it were UTC. */
function fieldsOf(match: RegExpExecArray): { readonly moment: Moment } | undefined {
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1, 7)
    .map((digits) => Number(digits ?? 0))
  const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3))
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined
  const at = new Date(0)
  // setUTCFullYear, because Date.UTC takes the years 0–99 for 1900–1999.
  at.setUTCFullYear(year, month - 1, day)
  at.setUTCHours(hours, minutes, seconds, milliseconds)
  const isOnCalendar = at.getUTCMonth() === month - 1 && at.getUTCDate() === day
  return isOnCalendar ? { moment: at.getTime() } : undefined
}
