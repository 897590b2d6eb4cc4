import { day, localTime, momentOf, type Moment } from '../../contract/time.ts'

/** Why a text is no time, as the end of a sentence about a column. */
export type TimeProblem = 'unreadable' | 'noSuchDate' | 'skippedHour'

export type ReadTime = (text: string, timeZone: string) => Moment | TimeProblem

const tokens: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  hh: '(?<hour>\\d{2})',
  h: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
  A: '(?<half>[AaPp][Mm])'
}

/** Reads times of one format, or undefined when the format itself makes no sense. */
export function timeFormat(format: string): ReadTime | undefined {
  if (format === 'ISO') return readIso
  const parts = format.match(/YYYY|MM|DD|HH|hh|mm|ss|[MDHhA]|[^A-Za-z]/gu) ?? []
  if (parts.join('') !== format) return undefined
  const used = parts.filter((part) => part in tokens)
  const has = (name: string): boolean => used.some((part) => tokens[part]?.includes(`<${name}>`))
  const twelveHours = used.some((part) => part.startsWith('h'))
  if (!has('year') || !has('month') || !has('day')) return undefined
  if (twelveHours !== has('half') || new Set(used.map((part) => tokens[part])).size < used.length)
    return undefined
  const source = parts
    .map((part) => tokens[part] ?? part.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, '\\$&'))
    .join('')
  let pattern: RegExp
  try {
    pattern = new RegExp(`^${source}$`, 'u')
  } catch {
    return undefined
  }
  return (text, timeZone) => {
    const groups = pattern.exec(text)?.groups
    return groups === undefined ? 'unreadable' : readGroups(groups, timeZone)
  }
}

type Groups = Readonly<Record<string, string | undefined>>

function readGroups(groups: Groups, timeZone: string): Moment | TimeProblem {
  const number = (name: string): number => Number(groups[name] ?? 0)
  const half = groups['half']?.toLowerCase()
  if (half !== undefined && (number('hour') < 1 || number('hour') > 12)) return 'unreadable'
  const hour =
    half === undefined ? number('hour') : (number('hour') % 12) + (half === 'pm' ? 12 : 0)
  const wanted = {
    year: number('year'),
    month: number('month'),
    day: number('day'),
    hour,
    minute: number('minute'),
    second: number('second')
  }
  if (hour > 23 || wanted.minute > 59 || wanted.second > 59) return 'unreadable'
  if (!isDate(wanted)) return 'noSuchDate'
  const at = momentOf(
    timeZone,
    wanted.year,
    wanted.month,
    wanted.day,
    hour,
    wanted.minute,
    wanted.second
  )
  const got = localTime(at, timeZone)
  // In the hour that is skipped when clocks are put forward there is no such reading.
  return got.hour === hour && got.minute === wanted.minute ? at : 'skippedHour'
}

function readIso(text: string, timeZone: string): Moment | TimeProblem {
  const pattern =
    /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,]\d+)?)?)?(?<zone>Z|[+-]\d{2}:?\d{2})?$/u
  const groups = pattern.exec(text)?.groups
  if (groups === undefined) return 'unreadable'
  const zone = groups['zone']
  if (zone === undefined) return readGroups(groups, timeZone)
  const local = readGroups(groups, 'UTC')
  if (typeof local !== 'number' || zone === 'Z') return local
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))]
  const offset = (hours * 60 + minutes) * 60_000 * (zone.startsWith('-') ? -1 : 1)
  return Math.abs(offset) >= day ? 'unreadable' : local - offset
}

function isDate({
  year,
  month,
  day: dayOfMonth
}: {
  year: number
  month: number
  day: number
}): boolean {
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth
}
