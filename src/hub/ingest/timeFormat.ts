import { day, type Moment } from '../../contract/time.ts'
import { momentOfReading, type Reading } from './localMoment.ts'

/** Why a text is no time, as the end of a sentence about a column. */
export type TimeProblem = 'unreadable' | 'noSuchDate' | 'skippedHour'

export type ReadTime = (text: string, timeZone: string) => Moment | TimeProblem

type Field = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'half'

const tokens: Readonly<Record<string, { readonly field: Field; readonly pattern: string }>> = {
  YYYY: { field: 'year', pattern: '(\\d{4})' },
  MM: { field: 'month', pattern: '(\\d{2})' },
  M: { field: 'month', pattern: '(\\d{1,2})' },
  DD: { field: 'day', pattern: '(\\d{2})' },
  D: { field: 'day', pattern: '(\\d{1,2})' },
  HH: { field: 'hour', pattern: '(\\d{2})' },
  H: { field: 'hour', pattern: '(\\d{1,2})' },
  hh: { field: 'hour', pattern: '(\\d{2})' },
  h: { field: 'hour', pattern: '(\\d{1,2})' },
  mm: { field: 'minute', pattern: '(\\d{2})' },
  ss: { field: 'second', pattern: '(\\d{2})' },
  A: { field: 'half', pattern: '([AaPp][Mm])' }
}

/** Reads times of one format, or undefined when the format itself makes no sense. */
export function timeFormat(format: string): ReadTime | undefined {
  if (format === 'ISO') return readIso
  if (format === 'EXCEL') return readSerial
  const parts = format.match(/YYYY|MM|DD|HH|hh|mm|ss|[MDHhA]|[^A-Za-z]/gu) ?? []
  if (parts.join('') !== format) return undefined
  const fields = parts.flatMap((part) => tokens[part]?.field ?? [])
  const twelveHours = parts.some((part) => part.startsWith('h'))
  const has = (field: Field): boolean => fields.includes(field)
  if (!has('year') || !has('month') || !has('day')) return undefined
  if (twelveHours !== has('half') || new Set(fields).size < fields.length) return undefined
  const source = parts
    .map((part) => tokens[part]?.pattern ?? part.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, '\\$&'))
    .join('')
  let pattern: RegExp
  try {
    pattern = new RegExp(`^${source}$`, 'u')
  } catch {
    return undefined
  }
  // Places in the match, because named groups cost an object for every time that is read.
  const place = (field: Field): number => fields.indexOf(field) + 1
  const [year, month, dayOfMonth] = [place('year'), place('month'), place('day')]
  const [hours, minutes, seconds] = [place('hour'), place('minute'), place('second')]
  const half = place('half')
  return (text, timeZone) => {
    const match = pattern.exec(text)
    if (match === null) return 'unreadable'
    const number = (index: number): number => (index === 0 ? 0 : Number(match[index]))
    return readReading(
      {
        year: number(year),
        month: number(month),
        day: number(dayOfMonth),
        hour: number(hours),
        minute: number(minutes),
        second: number(seconds)
      },
      half === 0 ? undefined : match[half],
      timeZone
    )
  }
}

function readReading(
  reading: Reading,
  half: string | undefined,
  timeZone: string
): Moment | TimeProblem {
  if (half !== undefined && (reading.hour < 1 || reading.hour > 12)) return 'unreadable'
  const afternoon = half?.toLowerCase() === 'pm' ? 12 : 0
  const wanted =
    half === undefined ? reading : { ...reading, hour: (reading.hour % 12) + afternoon }
  if (wanted.hour > 23 || wanted.minute > 59 || wanted.second > 59) return 'unreadable'
  return isDate(wanted) ? momentOfReading(wanted, timeZone) : 'noSuchDate'
}

const iso =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/u

function readIso(text: string, timeZone: string): Moment | TimeProblem {
  const match = iso.exec(text)
  if (match === null) return 'unreadable'
  const reading = {
    year: Number(match[1]),
    month: Number(match[2]),
    day: Number(match[3]),
    hour: Number(match[4] ?? 0),
    minute: Number(match[5] ?? 0),
    second: Number(match[6] ?? 0)
  }
  const zone = match[7]
  if (zone === undefined) return readReading(reading, undefined, timeZone)
  const local = readReading(reading, undefined, 'UTC')
  if (typeof local !== 'number' || zone === 'Z') return local
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))]
  const offset = (hours * 60 + minutes) * 60_000 * (zone.startsWith('-') ? -1 : 1)
  return Math.abs(offset) >= day ? 'unreadable' : local - offset
}

function isDate({ year, month, day: dayOfMonth }: Reading): boolean {
  if (month < 1 || month > 12 || dayOfMonth < 1) return false
  if (dayOfMonth <= 28) return true
  return new Date(Date.UTC(year, month - 1, dayOfMonth)).getUTCMonth() === month - 1
}

/** 1954-10-04 to 2119-01-18: other numbers in a column of times are something else. */
const plausibleSerials = { from: 20_000, to: 80_000 }

/** Days since 1899-12-30 on the local clock, as spreadsheets count them, to the second. */
function readSerial(text: string, timeZone: string): Moment | TimeProblem {
  if (!/^\d{5}(?:[.,]\d+)?$/u.test(text)) return 'unreadable'
  const serial = Number(text.replace(',', '.'))
  if (serial < plausibleSerials.from || serial > plausibleSerials.to) return 'unreadable'
  const wall = new Date(Math.round(serial * 86_400) * 1_000 + Date.UTC(1899, 11, 30))
  return momentOfReading(
    {
      year: wall.getUTCFullYear(),
      month: wall.getUTCMonth() + 1,
      day: wall.getUTCDate(),
      hour: wall.getUTCHours(),
      minute: wall.getUTCMinutes(),
      second: wall.getUTCSeconds()
    },
    timeZone
  )
}
