import { hour, localTime, momentOf, type Moment } from '../../contract/time.ts'

export interface Reading {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** Local hours remembered per zone: fourteen years of an export in order of time. */
const remembered = 120_000

const zones = new Map<string, Map<number, number | 'irregular'>>()

/**
 * The moment of a wall-clock reading, or `skippedHour` where clocks were put forward over it. Of an
 * hour that comes twice one is taken. Asking Intl costs microseconds and a large file asks millions
 * of times, so the offset is kept for every local hour that passes without a change of clocks.
 */
export function momentOfReading(reading: Reading, timeZone: string): Moment | 'skippedHour' {
  const wall = Date.UTC(
    reading.year,
    reading.month - 1,
    reading.day,
    reading.hour,
    reading.minute,
    reading.second
  )
  let offsets = zones.get(timeZone)
  if (offsets === undefined) zones.set(timeZone, (offsets = new Map()))
  const key = Math.floor(wall / hour)
  let offset = offsets.get(key)
  if (offset === undefined) {
    if (offsets.size >= remembered) offsets.clear()
    offset = offsetOfHour(reading, timeZone)
    offsets.set(key, offset)
  }
  return offset === 'irregular' ? exactly(reading, timeZone) : wall - offset
}

/** What to take from readings of this local hour, when it runs from :00:00 to :59:59 unbroken. */
function offsetOfHour(reading: Reading, timeZone: string): number | 'irregular' {
  const first = { ...reading, minute: 0, second: 0 }
  const start = exactly(first, timeZone)
  const end = exactly({ ...reading, minute: 59, second: 59 }, timeZone)
  if (start === 'skippedHour' || end === 'skippedHour') return 'irregular'
  if (end - start !== hour - 1_000) return 'irregular'
  return Date.UTC(first.year, first.month - 1, first.day, first.hour) - start
}

function exactly(reading: Reading, timeZone: string): Moment | 'skippedHour' {
  const { year, month, day, minute, second } = reading
  const at = momentOf(timeZone, year, month, day, reading.hour, minute, second)
  const got = localTime(at, timeZone)
  return got.hour === reading.hour && got.minute === minute ? at : 'skippedHour'
}
