import { z } from 'zod'
import type { Bounds, Position } from './geo.ts'
import { DayRange, Selection } from './review.ts'
import { hour, second, type Moment } from './time.ts'

/** Where the hub answers a `ReplayQuestion` in the bytes below: POST, JSON, with the token. */
export const replayPath = '/api/review/replay'

/** The incidents of a period as they happened; the answer to the map's time-lapse. */
export const ReplayQuestion = z.strictObject({ period: DayRange, selection: Selection })
export type ReplayQuestion = z.infer<typeof ReplayQuestion>

/** What no category of the city stands for. */
export const otherCategory = 255

/**
 * Incidents of a period in order of time, column by column, so that a million is 10 MB and needs no
 * objects. Exercises are left out. An incident of a private category, or whose place nobody told,
 * has no row here: it is counted under its hour.
 */
export interface Replay {
  /** The hub's clock when it looked. */
  readonly asOf: Moment
  /** First midnight of the period, and the one that ends it. */
  readonly from: Moment
  readonly to: Moment
  /** receivedAt of the oldest incident stored; undefined in an empty store. */
  readonly since: Moment | undefined
  /** Some of it is simulated. */
  readonly simulated: boolean
  /** The area over which places are spread in 65,536 steps each way: under a metre in a city. */
  readonly bounds: Bounds
  /** Seconds after `from`, rising. */
  readonly receivedAt: Uint32Array
  /** Steps from the west, steps from the south. */
  readonly lon: Uint16Array
  readonly lat: Uint16Array
  readonly priority: Uint8Array
  /** Index into the categories of the city; `otherCategory` for none of them. */
  readonly category: Uint8Array
  /** Incidents without a point, for each hour since `from`. */
  readonly withoutPoint: Uint32Array
}

const steps = 65_535

/** A place as steps; undefined outside the bounds. */
export function toSteps(
  [lon, lat]: Position,
  [west, south, east, north]: Bounds
): readonly [number, number] | undefined {
  if (lon < west || lon > east || lat < south || lat > north) return undefined
  return [
    Math.round(((lon - west) / (east - west)) * steps),
    Math.round(((lat - south) / (north - south)) * steps)
  ]
}

export function replayPosition({ bounds, lon, lat }: Replay, index: number): Position {
  const [west, south, east, north] = bounds
  return [
    west + ((lon[index] ?? 0) / steps) * (east - west),
    south + ((lat[index] ?? 0) / steps) * (north - south)
  ]
}

/** Hours of a period, the last one perhaps begun only. */
export function hoursOf({ from, to }: Pick<Replay, 'from' | 'to'>): number {
  return Math.ceil((to - from) / hour)
}

const magic = 0x59_4c_50_52 // "RPLY" in the order of the bytes
const version = 1
const headerBytes = 80
const simulatedFlag = 1

/**
 * The bytes, little-endian, in pieces for a stream: 80 bytes of header, then each column whole
 * (hours 4 bytes; each incident 4 + 2 + 2 + 1 + 1), widest first so that every column is aligned.
 */
export function* encodeReplay(replay: Replay): Generator<Uint8Array> {
  const header = new DataView(new ArrayBuffer(headerBytes))
  header.setUint32(0, magic, true)
  header.setUint8(4, version)
  header.setUint8(5, replay.simulated ? simulatedFlag : 0)
  header.setUint32(8, replay.receivedAt.length, true)
  header.setUint32(12, replay.withoutPoint.length, true)
  const numbers = [replay.asOf, replay.from, replay.to, replay.since ?? Number.NaN]
  for (const [index, value] of [...numbers, ...replay.bounds].entries())
    header.setFloat64(16 + 8 * index, value, true)
  yield new Uint8Array(header.buffer)
  for (const column of columnsOf(replay))
    yield new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
}

function columnsOf(replay: Replay): readonly (Uint32Array | Uint16Array | Uint8Array)[] {
  const { withoutPoint, receivedAt, lon, lat, priority, category } = replay
  return [withoutPoint, receivedAt, lon, lat, priority, category]
}

export type DecodedReplay =
  | { readonly ok: true; readonly replay: Replay }
  /** `otherVersion`: hub and page are of different versions; `damaged`: cut off, or no replay. */
  | { readonly ok: false; readonly why: 'otherVersion' | 'damaged' }

/** Reads what {@link encodeReplay} wrote, without copying: the columns are views of `bytes`. */
export function decodeReplay(bytes: ArrayBuffer): DecodedReplay {
  const damaged: DecodedReplay = { ok: false, why: 'damaged' }
  if (bytes.byteLength < 5) return damaged
  const header = new DataView(bytes)
  if (header.getUint32(0, true) !== magic) return damaged
  if (header.getUint8(4) !== version) return { ok: false, why: 'otherVersion' }
  if (bytes.byteLength < headerBytes) return damaged
  const count = header.getUint32(8, true)
  const hours = header.getUint32(12, true)
  if (bytes.byteLength !== headerBytes + 4 * hours + 10 * count) return damaged
  const number = (index: number): number => header.getFloat64(16 + 8 * index, true)
  const since = number(3)
  const first = headerBytes + 4 * hours
  const replay: Replay = {
    asOf: number(0),
    from: number(1),
    to: number(2),
    since: Number.isNaN(since) ? undefined : since,
    simulated: (header.getUint8(5) & simulatedFlag) !== 0,
    bounds: [number(4), number(5), number(6), number(7)],
    withoutPoint: new Uint32Array(bytes, headerBytes, hours),
    receivedAt: new Uint32Array(bytes, first, count),
    lon: new Uint16Array(bytes, first + 4 * count, count),
    lat: new Uint16Array(bytes, first + 6 * count, count),
    priority: new Uint8Array(bytes, first + 8 * count, count),
    category: new Uint8Array(bytes, first + 9 * count, count)
  }
  return isSound(replay) ? { ok: true, replay } : damaged
}

function isSound(replay: Replay): boolean {
  const { from, to, bounds, receivedAt, withoutPoint } = replay
  const [west, south, east, north] = bounds
  if (!(from < to && west < east && south < north)) return false
  if (withoutPoint.length !== hoursOf(replay)) return false
  let last = 0
  for (const at of receivedAt) {
    if (at < last) return false
    last = at
  }
  return last * second < to - from
}
