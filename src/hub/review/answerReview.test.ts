import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Call } from '../../contract/call.ts'
import type { Assignment, Incident } from '../../contract/incident.ts'
import { ReviewAnswer, type ReviewQuestion, type Selection } from '../../contract/review.ts'
import { judge, responseTime } from '../../contract/responseTarget.ts'
import { day, hour, localTime, minute, type Moment } from '../../contract/time.ts'
import { designMoment, makeCity, makeIncident } from '../../testing/make.ts'
import { createAggregates } from '../aggregates/aggregates.ts'
import { MemoryStore } from '../aggregates/memoryStore.ts'
import type { CityEvent } from '../store/store.ts'
import { answerReview } from './answerReview.ts'
import { figuresOf, laterBy, slowFigures, type PlainRow } from './slowReview.ts'

const city = makeCity()
const [target] = city.responseTargets

/** Everything an answer says must follow from the contract's own rules for one incident. */
function plainRow(incident: Incident, now: Moment): PlainRow {
  const at = localTime(incident.receivedAt, city.timeZone)
  const two = (n: number): string => String(n).padStart(2, '0')
  return {
    day: `${at.year}-${two(at.month)}-${two(at.day)}`,
    hour: at.hour,
    category: incident.category,
    district: incident.district,
    ...outcomeOf(incident, now),
    parts: incident.assignments.map((part) => ({
      agency: part.agency,
      ...outcomeOf(partAsIncident(incident, part), now)
    }))
  }
}

function outcomeOf(judged: Parameters<typeof judge>[0], now: Moment) {
  if (target === undefined) throw new Error('the test city has a target')
  return { ms: responseTime(judged, target), verdict: judge(judged, target, now) }
}

/** An assignment that says nothing of itself is where its incident is. */
function partAsIncident(incident: Incident, part: Assignment) {
  const { dispatchedAt, departedAt, arrivedAt } = part
  const isTimed = dispatchedAt !== undefined || departedAt !== undefined || arrivedAt !== undefined
  const own = part.status ?? (isTimed ? 'received' : incident.status)
  return {
    receivedAt: incident.receivedAt,
    ...{ dispatchedAt, departedAt, arrivedAt },
    closedAt: part.closedAt ?? incident.closedAt,
    status: incident.status === 'closed' ? ('closed' as const) : own
  }
}

const milestone = (from: Moment): fc.Arbitrary<Moment | undefined> =>
  fc.option(
    fc.integer({ min: 0, max: 1800 }).map((s) => from + s * 1000),
    { nil: undefined }
  )

/** Days of a peak, of the year before and of an ordinary month, and now. */
const whens = fc
  .oneof(
    fc.integer({ min: -40, max: 1 }),
    fc.integer({ min: -385, max: -330 }),
    fc.constantFrom(-2, -1, 0)
  )
  .chain((days) =>
    fc
      .integer({ min: -720, max: 720 })
      .map((minutes) => designMoment + days * day + minutes * minute)
  )

const anyIncident: fc.Arbitrary<Incident> = whens.chain((receivedAt) => {
  const times = { arrivedAt: milestone(receivedAt), closedAt: milestone(receivedAt + hour) }
  const status = fc.constantFrom('received' as const, 'onScene' as const, 'closed' as const)
  return fc.record({
    id: fc.integer({ min: 1, max: 30 }).map((n) => `I-${n}`),
    revision: fc.integer({ min: 0, max: 9 }),
    category: fc.constantFrom('kebakaran', 'medis', 'kdrt', 'lain'),
    priority: fc.constant(2),
    status,
    receivedAt: fc.constant(receivedAt),
    ...times,
    district: fc.constantFrom('33.74.01', '33.74.02', undefined),
    assignments: fc.array(
      fc.record({
        agency: fc.constantFrom('damkar', 'dinkes', 'polisi'),
        status: fc.option(status, { nil: undefined }),
        arrivedAt: milestone(receivedAt)
      }),
      { maxLength: 3 }
    ),
    calls: fc.constant(1),
    exercise: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
    simulated: fc.boolean()
  })
})

const some = <T>(...of: readonly T[]): fc.Arbitrary<[T, ...T[]] | undefined> =>
  fc.option(
    // subarray with minLength 1 is never empty.
    fc.subarray([...of], { minLength: 1 }).map((chosen) => chosen as [T, ...T[]]),
    { nil: undefined, freq: 2 }
  )

const today = '2025-03-25'

const anySelection: fc.Arbitrary<Selection> = fc.record(
  {
    categories: some('kebakaran', 'medis', 'kdrt', 'lain'),
    districts: some('33.74.01', '33.74.02', 'unknown'),
    agencies: some('damkar', 'dinkes'),
    days: fc.option(
      fc
        .tuple(fc.integer({ min: -35, max: 0 }), fc.integer({ min: 0, max: 5 }))
        .map(([back, long]) => ({
          from: laterBy(today, back),
          to: laterBy(today, Math.min(3, back + long))
        })),
      { nil: undefined, freq: 1 }
    ),
    weekdays: some(0, 1, 2, 3, 4, 5, 6),
    hours: some(...Array.from({ length: 24 }, (_, at) => at))
  },
  { requiredKeys: [] }
)

const anyQuestion: fc.Arbitrary<ReviewQuestion> = fc
  .record({
    selection: anySelection,
    hasAnchor: fc.boolean(),
    shift: fc.integer({ min: -2, max: 2 })
  })
  .map(({ selection, hasAnchor, shift }) => ({
    period: { from: laterBy(today, -35), to: laterBy(today, 3) },
    ...(hasAnchor ? { anchor: laterBy(today, -3) } : {}),
    compare: {
      period: { from: laterBy(today, -385), to: laterBy(today, -350) },
      ...(hasAnchor ? { anchor: laterBy(today, -355 + shift) } : {})
    },
    normal: { from: laterBy(today, -349), to: laterBy(today, -330) },
    selection: Object.fromEntries(
      Object.entries(selection).filter(([, value]) => value !== undefined)
    )
  }))

type Step = readonly Incident[] | number

const anySteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.array(anyIncident, { minLength: 1, maxLength: 12 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 30 * minute }) }
  ),
  { minLength: 1, maxLength: 8 }
)

function play(steps: readonly Step[]) {
  const store = new MemoryStore()
  let now = designMoment
  const aggregates = createAggregates({ city, store, now })
  for (const step of steps) {
    if (typeof step === 'number') {
      now += step
      aggregates.tick(now)
      continue
    }
    const events = step.map((incident): CityEvent => ({ kind: 'incident', incident }))
    const { entries, result } = store.commitEvents(...events)
    aggregates.apply(entries, result, now)
  }
  return { store, aggregates, now }
}

describe('the aggregate law', () => {
  test('an answer after any commits is the answer of a hub that starts on the same store', () => {
    fc.assert(
      fc.property(anySteps, anyQuestion, (steps, question) => {
        const { store, aggregates, now } = play(steps)
        const fresh = createAggregates({ city, store, now })
        const kept = answerReview({ city, mirror: aggregates.mirror }, question, now)
        // Agencies of one count stand in the order of their names, categories in the city's, those
        // of nobody in the order of their coming: the same either way but for those.
        expect(ordered(kept)).toEqual(
          ordered(answerReview({ city, mirror: fresh.mirror }, question, now))
        )
        ReviewAnswer.parse(kept)
      }),
      { numRuns: 60 }
    )
  })

  test('its figures are those counted the slow way, each chart narrowed by all choices but its own', () => {
    fc.assert(
      fc.property(anySteps, anyQuestion, (steps, question) => {
        const { store, aggregates, now } = play(steps)
        const rows = store
          .incidents()
          .filter(({ incident }) => !incident.exercise)
          .map(({ incident }) => plainRow(incident, now))
          .filter((row) => row.day <= plainRow(makeIncident({ receivedAt: now }), now).day)
        const { compare, normal, ...figures } = figuresOf(
          answerReview({ city, mirror: aggregates.mirror }, question, now)
        )
        const slow = slowFigures(rows, question)
        expect({ ...figures, compare: compare ?? 0, normal: normal ?? 0 }).toEqual(slow)
      }),
      { numRuns: 100 }
    )
  })

  test('parts sum to the whole where their own kind is not chosen', () => {
    fc.assert(
      fc.property(anySteps, anyQuestion, (steps, question) => {
        const { aggregates, now } = play(steps)
        const { selection } = question
        const answer = answerReview({ city, mirror: aggregates.mirror }, question, now)
        const { total, response } = answer
        const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0)
        const { met, breached, running, unknown } = response
        expect(met + breached + running + unknown).toBe(total.count)
        if (selection.categories === undefined)
          expect(sum(answer.categories.map(({ count }) => count))).toBe(total.count)
        if (selection.districts === undefined)
          expect(sum(answer.districts.map(({ count }) => count))).toBe(total.count)
        if (selection.days === undefined)
          expect(sum(answer.days.map(({ count = 0 }) => count))).toBe(total.count)
        if (selection.hours === undefined && selection.weekdays === undefined)
          expect(sum(answer.hours.counts.flat())).toBe(total.count)
      }),
      { numRuns: 100 }
    )
  })
})

function ordered(answer: ReviewAnswer): ReviewAnswer {
  const byName = <T>(rows: readonly T[], name: (row: T) => string): T[] =>
    rows.toSorted((a, b) => (name(a) < name(b) ? -1 : 1))
  return { ...answer, categories: byName(answer.categories, ({ category }) => category) }
}

/** A hub with so many incidents on each named day, an hour apart from 01:00 on. */
function hubWith(
  counts: Readonly<Record<string, number>>,
  { now = designMoment, more = [] }: { now?: Moment; more?: readonly CityEvent[] } = {}
) {
  const store = new MemoryStore()
  const events = Object.entries(counts).flatMap(([on, count]) =>
    Array.from({ length: count }, (_, index): CityEvent => {
      const receivedAt =
        Date.parse(`${on}T01:00:00+07:00`) + (index * 22 * hour) / Math.max(1, count)
      const id = `${on}-${index}`
      return { kind: 'incident', incident: makeIncident({ id, receivedAt, status: 'closed' }) }
    })
  )
  store.commitEvents(...events, ...more)
  const { mirror } = createAggregates({ city, store, now })
  return (question: Partial<ReviewQuestion>) =>
    answerReview(
      { city, mirror },
      { period: { from: '2025-03-20', to: '2025-03-27' }, selection: {}, ...question },
      now
    )
}

/** `count` on every day of a range. */
function everyDay(from: string, to: string, count: number): Record<string, number> {
  const counts: Record<string, number> = {}
  for (let on = from; on <= to; on = laterBy(on, 1)) counts[on] = count
  return counts
}

describe('days', () => {
  test('before the store began and after today there is no count; within, a day can have none', () => {
    const ask = hubWith({ '2025-03-21': 2, '2025-03-23': 1 })
    expect(ask({}).days.map(({ count, running }) => (running ? 'running' : count))).toEqual([
      undefined,
      2,
      0,
      1,
      0,
      'running',
      undefined,
      undefined
    ])
  })

  test('of which none is covered bring nothing that could be taken for a zero', () => {
    const ask = hubWith(everyDay('2025-02-01', '2025-03-24', 3))
    const normal = { from: '2025-02-01', to: '2025-02-28' }
    for (const period of [
      { from: '2026-03-07', to: '2026-04-04' },
      { from: '2024-03-27', to: '2024-04-24' }
    ]) {
      const { total, categories, districts } = ask({ period, normal })
      expect(total).toMatchObject({ count: 0, period: { days: 0 }, normalPerDay: 3 })
      for (const rate of [total, ...categories, ...districts]) {
        expect(rate).not.toHaveProperty('perDay')
        expect(rate).not.toHaveProperty('change')
      }
    }
    const quiet = ask({ period: { from: '2025-03-10', to: '2025-03-11' }, normal })
    expect(quiet.categories.at(-1)).toMatchObject({ count: 0, perDay: 0 })
  })

  test('a hole of more than four weeks is not taken for quiet days', () => {
    const ask = hubWith({ '2025-01-10': 3, '2025-01-12': 1, '2025-03-21': 2 })
    const { days, total } = ask({ period: { from: '2025-01-09', to: '2025-03-20' } })
    expect(days.filter(({ count }) => count !== undefined).map(({ count }) => count)).toEqual([
      3, 0, 1
    ])
    expect(total.count).toBe(4)
    expect(ask({ normal: { from: '2025-02-01', to: '2025-02-28' } }).total).not.toHaveProperty(
      'normalPerDay'
    )
  })

  test('rates divide by what has passed of today and of a first day that began late', () => {
    const receivedAt = Date.parse('2025-03-22T18:00:00+07:00')
    const incident = makeIncident({ id: 'first', receivedAt })
    const more: readonly CityEvent[] = [{ kind: 'incident', incident }]
    const counts = { '2025-03-23': 22, '2025-03-24': 24 }
    // Now it is 14.02 of the fourth day.
    const { total, hours } = hubWith(counts, { more })({})
    expect(total.period.days).toBeCloseTo(6 / 24 + 2 + 14.036 / 24, 3)
    expect(total.perDay).toBeCloseTo(47 / total.period.days, 9)
    // From Monday: 24 March whole, today, and the Saturday on which it began.
    expect(hours.days.map((days) => Math.round(days * 100) / 100)).toEqual([
      1, 0.58, 0, 0, 0, 0.25, 1
    ])
    // At 01:00 nobody can tell whether it had begun: the day is whole.
    expect(hubWith(counts)({}).total.period.days).toBeCloseTo(2 + 14.036 / 24, 3)
  })

  test('of chosen hours only those that have passed count as part of today', () => {
    const ask = hubWith(everyDay('2025-03-01', '2025-03-24', 3))
    const period = { from: '2025-03-24', to: '2025-03-25' }
    expect(ask({ period, selection: { hours: [8, 20] } }).total.period.days).toBe(1.5)
    expect(ask({ period, selection: { hours: [20], weekdays: [1] } }).total.period.days).toBe(0)
  })

  test('are paired by distance to H, and the compared days follow the chosen ones', () => {
    const ask = hubWith({ ...everyDay('2024-04-01', '2024-04-20', 1), '2024-04-08': 5 })
    const { days, total } = ask({
      period: { from: '2025-03-27', to: '2025-04-02' },
      anchor: '2025-03-31',
      compare: { period: { from: '2024-04-06', to: '2024-04-12' }, anchor: '2024-04-10' },
      selection: { days: { from: '2025-03-29', to: '2025-03-30' } }
    })
    expect(
      days.map(({ offset, compareDay, compareCount }) => [offset, compareDay, compareCount])
    ).toEqual([
      [-4, '2024-04-06', 1],
      [-3, '2024-04-07', 1],
      [-2, '2024-04-08', 5],
      [-1, '2024-04-09', 1],
      [0, '2024-04-10', 1],
      [1, '2024-04-11', 1],
      [2, '2024-04-12', 1]
    ])
    expect(total.compare).toMatchObject({ days: 2, incidents: 6 })
  })

  test('puncak mudik and balik are the heaviest days beyond what is usual, before and after H', () => {
    const usual = everyDay('2025-01-01', '2025-03-24', 40)
    const ask = hubWith({ ...usual, '2025-03-12': 90, '2025-03-13': 95, '2025-03-17': 80 })
    const { peakBefore, peakAfter, days, normalDay } = ask({
      period: { from: '2025-03-10', to: '2025-03-20' },
      anchor: '2025-03-15',
      normal: { from: '2025-02-01', to: '2025-02-28' }
    })
    expect(peakBefore).toEqual({ day: '2025-03-13', offset: -2, count: 95 })
    expect(peakAfter).toEqual({ day: '2025-03-17', offset: 2, count: 80 })
    expect(days.filter(({ verdict }) => verdict === 'more')).toHaveLength(3)
    expect(normalDay).toMatchObject({ mean: 40, days: 28 })
  })

  test('no day is called a peak where none is beyond what is usual, and none while it runs', () => {
    const ask = hubWith({ ...everyDay('2025-01-01', '2025-03-24', 40), '2025-03-25': 200 })
    const answer = ask({ anchor: '2025-03-22', normal: { from: '2025-02-01', to: '2025-02-28' } })
    expect(answer).not.toHaveProperty('peakBefore')
    expect(answer).not.toHaveProperty('peakAfter')
    expect(answer.days.find(({ running }) => running)).not.toHaveProperty('verdict')
  })
})

describe('changes', () => {
  const normal = { from: '2025-02-01', to: '2025-02-28' }

  test('a doubled city is more, a steady one within', () => {
    const doubled = hubWith({
      ...everyDay('2025-01-01', '2025-03-19', 40),
      ...everyDay('2025-03-20', '2025-03-24', 80)
    })({ normal, period: { from: '2025-03-20', to: '2025-03-24' } })
    expect(doubled.total).toMatchObject({ normalPerDay: 40, perDay: 80, change: { ratio: 2 } })
    expect(doubled.total.change?.verdict).toBe('more')
    expect(doubled.categories[0]).toMatchObject({ category: 'kebakaran', change: { ratio: 2 } })
    const steady = hubWith(everyDay('2025-01-01', '2025-03-24', 40))({ normal })
    expect(steady.total.change?.verdict).toBe('within')
  })

  test('a target that time alone breaks is broken at the moment of the question', () => {
    const store = new MemoryStore()
    const now = designMoment
    const part = { agency: 'damkar' }
    const incident = makeIncident({ receivedAt: now, assignments: [part] })
    store.commitEvents({ kind: 'incident', incident })
    const aggregates = createAggregates({ city, store, now })
    const ask = (at: Moment) => {
      aggregates.tick(at)
      const period = { from: today, to: today }
      return answerReview({ city, mirror: aggregates.mirror }, { period, selection: {} }, at)
    }
    const running = { met: 0, breached: 0, running: 1, unknown: 0 }
    expect(ask(now + 10 * minute)).toMatchObject({ response: running, agencies: [running] })
    const breached = { ...running, breached: 1, running: 0 }
    expect(ask(now + 10 * minute + 1)).toMatchObject({ response: breached, agencies: [breached] })
  })
})

test('calls stand beside the days, and only the chosen days narrow them', () => {
  const call = (id: string, on: string, kind: Call['class']): CityEvent => ({
    kind: 'call',
    call: {
      id,
      revision: 1,
      class: kind,
      receivedAt: Date.parse(`${on}T12:00:00+07:00`),
      simulated: false
    }
  })
  const more = [
    call('a', '2025-03-20', 'prank'),
    call('b', '2025-03-21', 'emergency'),
    call('c', '2025-03-21', 'prank')
  ]
  const ask = hubWith(everyDay('2025-03-01', '2025-03-24', 1), { more })
  const days = { from: '2025-03-21', to: '2025-03-22' }
  const { calls, total } = ask({ selection: { days, categories: ['medis'], hours: [3] } })
  const none = { emergency: 0, information: 0, prank: 0, ghost: 0, dropped: 0 }
  expect(calls?.slice(0, 3)).toEqual([
    { ...none, prank: 1 },
    { ...none, prank: 1, emergency: 1 },
    none
  ])
  expect(total.period.calls).toEqual({ ...none, prank: 1, emergency: 1 })
  expect(hubWith({ '2025-03-20': 1 })({})).not.toHaveProperty('calls')
})

test('simulated incidents of any of the periods are told of, exercises never counted', () => {
  const at = (id: string, on: string, marks: Partial<Incident>): CityEvent => ({
    kind: 'incident',
    incident: makeIncident({ id, receivedAt: Date.parse(`${on}T12:00:00+07:00`), ...marks })
  })
  const more = [
    at('drill', '2025-03-21', { exercise: true, simulated: true }),
    at('made', '2025-02-03', { simulated: true })
  ]
  const ask = hubWith({ ...everyDay('2025-03-20', '2025-03-24', 1), '2025-02-20': 1 }, { more })
  expect(ask({})).toMatchObject({ simulated: false, total: { count: 5 } })
  expect(ask({ normal: { from: '2025-02-01', to: '2025-02-28' } }).simulated).toBe(true)
})
