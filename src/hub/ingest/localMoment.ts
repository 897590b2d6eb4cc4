import { day, localTime, momentOf, type Moment } from '../../contract/time.ts'

export interface Reading {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** Local days remembered per zone: more than any export spans, and no more than a few MB. */
const remembered = 50_000

const zones = new Map<string, Map<number, number | 'irregular'>>()

/**
 * The moment of a wall-clock reading, or `skippedHour` where clocks were put forward over it. Of an
 * hour that comes twice one is taken. Asking Intl costs microseconds and a large file asks millions
 * of times, so the offset is kept for every local day that passes without a change of clocks.
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
  if (timeZone === 'UTC') return wall
  let offsets = zones.get(timeZone)
  if (offsets === undefined) zones.set(timeZone, (offsets = new Map()))
  const key = Math.floor(wall / day)
  let offset = offsets.get(key)
  if (offset === undefined) {
    if (offsets.size >= remembered) offsets.clear()
    offset = offsetOfDay(reading, timeZone)
    offsets.set(key, offset)
  }
  return offset === 'irregular' ? exactly(reading, timeZone) : wall - offset
}

/** What to take from readings of this local day, when it runs from midnight to 23:59:59 unbroken. */
function offsetOfDay(reading: Reading, timeZone: string): number | 'irregular' {
  const start = exactly({ ...reading, hour: 0, minute: 0, second: 0 }, timeZone)
  const end = exactly({ ...reading, hour: 23, minute: 59, second: 59 }, timeZone)
  if (start === 'skippedHour' || end === 'skippedHour') return 'irregular'
  if (end - start !== day - 1_000) return 'irregular'
  return Date.UTC(reading.year, reading.month - 1, reading.day) - start
}

function exactly(reading: Reading, timeZone: string): Moment | 'skippedHour' {
  const { year, month, minute, second } = reading
  const at = momentOf(timeZone, year, month, reading.day, reading.hour, minute, second)
  const got = localTime(at, timeZone)
  return got.hour === reading.hour && got.minute === minute ? at : 'skippedHour'
}
