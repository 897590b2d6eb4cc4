import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { City } from '../../contract/city.ts'
import { hour, minute, type Moment } from '../../contract/time.ts'
import type { Clock } from '../clock.ts'
import {
  startRecordingBroker,
  type RecordedMessage,
  type RecordingBroker
} from '../recordingBroker.ts'
import { generateDay } from './generateDay.ts'
import { changesOf, incidentAt } from './lifecycle.ts'
import { startSimulator, type Simulator } from './simulator.ts'

const city = City.parse(
  JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../resources/cities/semarang.json'), 'utf8')
  )
)
/** Noon in Semarang on the 3rd: a past of two days and a half. */
const noon = Date.UTC(2026, 10, 3, 5)

interface HandClock extends Clock {
  set(at: Moment): void
}

function clockAt(at: Moment): HandClock {
  let now = at
  return {
    now: () => now,
    reading: () => ({ now, speed: 0, simulated: true }),
    set: (next) => {
      now = next
    }
  }
}

let folder: string
let broker: RecordingBroker
let running: Simulator[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'siaga-simulator-'))
  broker = await startRecordingBroker()
})

afterEach(async () => {
  for (const simulator of running) await simulator.stop()
  running = []
  await broker.stop()
  rmSync(folder, { recursive: true })
})

async function start(clock: Clock, seed = 112, store = 'this'): Promise<Simulator> {
  const simulator = await startSimulator({
    city,
    clock,
    broker,
    seed,
    months: 0,
    stateFile: join(folder, 'simulator.json'),
    store,
    log: () => undefined
  })
  running.push(simulator)
  return simulator
}

/** Incidents and calls; heartbeats and duty come when they come. */
function records(messages: readonly RecordedMessage[]): RecordedMessage[] {
  return messages.filter(({ topic }) => /\/(incident|call)\//u.test(topic))
}

const numbered = (messages: readonly RecordedMessage[]): RecordedMessage[] =>
  records(messages).filter(({ body }) => body['seq'] !== undefined)

const seqs = (messages: readonly RecordedMessage[]): unknown[] =>
  numbered(messages).map(({ body }) => body['seq'])

/** How many changes and calls Semarang has between two moments of the 3rd. */
function happenedBetween(from: Moment, to: Moment): number {
  const days = ['2026-11-02', '2026-11-03'].map((date) => generateDay(city, 112, date))
  const moments = days.flatMap(({ incidents, calls }) => [
    ...incidents.flatMap(changesOf),
    ...calls.map(({ receivedAt }) => receivedAt)
  ])
  return moments.filter((at) => at > from && at <= to).length
}

test('the past comes once, newest day first, in its last state, labelled and unnumbered', async () => {
  const simulator = await start(clockAt(noon))
  await simulator.backfilled
  const past = records(broker.messages)
  expect(numbered(broker.messages)).toEqual([])
  expect(past.every(({ body }) => body['simulated'] === true)).toBe(true)
  expect(new Set(past.map(({ topic }) => topic)).size).toBe(past.length)

  const days = ['2026-11-03', '2026-11-02', '2026-11-01'].map((date) =>
    generateDay(city, 112, date)
  )
  const expected = days.flatMap(({ incidents }) =>
    incidents.flatMap((incident) => incidentAt(incident, noon) ?? [])
  )
  const got = past.filter(({ topic }) => topic.includes('/incident/'))
  expect(got.map(({ body }) => [body['id'], body['revision'], body['status']])).toEqual(
    expected.map(({ id, revision, status }) => [id, revision, status])
  )
})

test('then every change is published at its time, in order and numbered from 0', async () => {
  const clock = clockAt(noon)
  const simulator = await start(clock)
  await simulator.backfilled
  clock.set(noon + 3 * hour)
  const count = happenedBetween(noon, noon + 3 * hour)
  await broker.until((messages) => numbered(messages).length >= count)
  expect(seqs(broker.messages)).toEqual(Array.from({ length: count }, (_, index) => index))

  const one = generateDay(city, 112, '2026-11-03').incidents.find(
    ({ final }) =>
      final.receivedAt > noon &&
      (final.closedAt ?? Infinity) < noon + 3 * hour &&
      final.assignments.length === 1 &&
      final.calls === 1 &&
      final.arrivedAt !== undefined
  )
  const states = numbered(broker.messages).filter(({ body }) => body['id'] === one?.final.id)
  expect(states.map(({ body }) => body['status'])).toEqual([
    'received',
    'dispatched',
    'enRoute',
    'onScene',
    'closed'
  ])
})

test('a change whose time has not come is not told', async () => {
  const clock = clockAt(noon)
  await (
    await start(clock)
  ).backfilled
  clock.set(noon + 20 * minute)
  const count = happenedBetween(noon, noon + 20 * minute)
  await broker.until((messages) => numbered(messages).length >= count)
  for (const { body } of records(broker.messages)) {
    for (const key of ['receivedAt', 'dispatchedAt', 'departedAt', 'arrivedAt', 'closedAt']) {
      const told = body[key]
      if (typeof told === 'string') expect(Date.parse(told)).toBeLessThanOrEqual(clock.now())
    }
  }
})

test('a restart publishes nothing twice and numbers on without a hole', async () => {
  const clock = clockAt(noon)
  const first = await start(clock)
  await first.backfilled
  clock.set(noon + hour)
  const live = happenedBetween(noon, noon + hour)
  await broker.until((messages) => numbered(messages).length >= live)
  await first.stop()
  const before = records(broker.messages).length

  const second = await start(clock)
  await second.backfilled
  clock.set(noon + 2 * hour)
  const more = happenedBetween(noon + hour, noon + 2 * hour)
  await broker.until((messages) => numbered(messages).length >= live + more)
  expect(records(broker.messages)).toHaveLength(before + more)
  expect(seqs(broker.messages)).toEqual(Array.from({ length: live + more }, (_, i) => i))
})

test('what happened while it was down is told at the next start, once and unnumbered', async () => {
  const clock = clockAt(noon)
  const first = await start(clock)
  await first.backfilled
  await first.stop()
  const before = records(broker.messages).length

  clock.set(noon + 2 * hour)
  const second = await start(clock)
  await second.backfilled
  const missed = records(broker.messages).slice(before)
  expect(numbered(missed)).toEqual([])
  expect(new Set(missed.map(({ topic }) => topic)).size).toBe(missed.length)
  const incidents = ['2026-11-02', '2026-11-03'].flatMap(
    (date) => generateDay(city, 112, date).incidents
  )
  const changed = incidents.filter((incident) =>
    changesOf(incident).some((at) => at > noon && at <= noon + 2 * hour)
  )
  expect(missed.filter(({ topic }) => topic.includes('/incident/'))).toHaveLength(changed.length)
})

test('another seed is another world and begins afresh', async () => {
  const clock = clockAt(noon)
  const first = await start(clock)
  await first.backfilled
  await first.stop()
  const before = records(broker.messages).length
  await (
    await start(clock, 7)
  ).backfilled
  const after = records(broker.messages).slice(before)
  expect(after.length).toBeGreaterThan(before / 2)
  expect(after.every(({ topic }) => /\/S7-/u.test(topic))).toBe(true)
})

test('a store that was lost is told its whole past again', async () => {
  const clock = clockAt(noon)
  const first = await start(clock)
  await first.backfilled
  await first.stop()
  const before = records(broker.messages)
  await (
    await start(clock, 112, 'another')
  ).backfilled
  expect(records(broker.messages).slice(before.length)).toEqual(before)
})

test('the duty of the shift is retained, with more than 30 operators', async () => {
  await start(clockAt(noon))
  await broker.until((messages) => messages.some(({ topic }) => topic.endsWith('/duty')))
  const duty = broker.messages.find(({ topic }) => topic.endsWith('/duty'))
  expect(duty?.retain).toBe(true)
  // Shifts change at 00, 06, 12 and 18 in Semarang.
  expect(duty?.body['at']).toBe('2026-11-03T05:00:00.000Z')
  expect(duty?.body['operators']).toBeGreaterThan(30)
})

test('it says that it is alive', async () => {
  await start(clockAt(noon))
  await broker.until((messages) =>
    messages.some(({ topic }) => topic === 'siaga/v1/semarang/heartbeat/simulator')
  )
})

test('a city without a profile is refused with a sentence', async () => {
  const bare = { ...city }
  delete bare.simulation
  const options = {
    city: bare,
    clock: clockAt(noon),
    broker,
    seed: 1,
    months: 0,
    stateFile: join(folder, 'none.json'),
    store: 'this',
    log: () => undefined
  }
  await expect(startSimulator(options)).rejects.toThrow(/no simulation profile/u)
})
