import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  AggregateTopic,
  aggregateSchemas,
  type Aggregates as Values
} from '../../contract/aggregates.ts'
import type { Call } from '../../contract/call.ts'
import { isInside } from '../../contract/geo.ts'
import { WallIncident, isOpen, type Incident } from '../../contract/incident.ts'
import type { WallPeak } from '../../contract/peaks.ts'
import {
  judge,
  judgeAll,
  responseClock,
  responseTime,
  targetsFor
} from '../../contract/responseTarget.ts'
import { day, hour, minute, startOfDay, startOfMonth, type Moment } from '../../contract/time.ts'
import { designMoment, makeCity, makeIncident } from '../../testing/make.ts'
import type { CityEvent } from '../store/store.ts'
import { createAggregates, type Aggregates } from './aggregates.ts'
import { MemoryStore } from './memoryStore.ts'
import { closedShown, openLimit } from './wallIncidents.ts'

const city = makeCity({
  responseTargets: [
    {
      id: 'berangkat-5',
      name: 'Berangkat',
      from: 'receivedAt',
      to: 'departedAt',
      minutes: 5,
      categories: ['medis'],
      basis: 'made for a test'
    },
    {
      id: 'tiba-10',
      name: 'Tiba',
      from: 'receivedAt',
      to: 'arrivedAt',
      minutes: 10,
      basis: 'made for a test'
    },
    {
      id: 'tangani-30',
      name: 'Dari berangkat',
      from: 'dispatchedAt',
      to: 'arrivedAt',
      minutes: 30,
      categories: ['kebakaran'],
      basis: 'made for a test'
    }
  ]
})
const topics = AggregateTopic.options
const headline = city.responseTargets[1]

/** Every figure, in an order that does not depend on how it came about. */
function everything(aggregates: Aggregates) {
  const byId = (a: WallIncident, b: WallIncident): number => (a.id < b.id ? -1 : 1)
  const { incidents, notSent } = aggregates.wallIncidents()
  return {
    values: Object.fromEntries(topics.map((topic) => [topic, ordered(aggregates.value(topic))])),
    incidents: incidents.toSorted(byId),
    notSent,
    count: aggregates.incidents,
    simulated: aggregates.simulated
  }
}

function ordered(value: Values[AggregateTopic]): unknown {
  return 'cells' in value
    ? { ...value, cells: value.cells.toSorted(([a], [b]) => (a < b ? -1 : 1)) }
    : value
}

const milestone = (from: Moment) =>
  fc.option(
    fc.integer({ min: -60, max: 3600 }).map((s) => from + s * 1000),
    { nil: undefined }
  )

const anyIncident = (now: Moment): fc.Arbitrary<Incident> =>
  fc
    .oneof(
      fc.integer({ min: -40 * 1440, max: 5 }),
      fc.integer({ min: -60, max: 5 }),
      fc.integer({ min: -1500, max: 0 })
    )
    .map((minutes) => now + minutes * minute)
    .chain((receivedAt) => {
      const times = {
        dispatchedAt: milestone(receivedAt),
        departedAt: milestone(receivedAt),
        arrivedAt: milestone(receivedAt),
        closedAt: milestone(receivedAt + hour)
      }
      const status = fc.constantFrom(
        'received' as const,
        'dispatched' as const,
        'onScene' as const,
        'closed' as const
      )
      return fc.record({
        id: fc.integer({ min: 1, max: 9 }).map((n) => `I-${n}`),
        revision: fc.integer({ min: 0, max: 20 }),
        source: fc.constantFrom('padu', undefined),
        category: fc.constantFrom('kebakaran', 'medis', 'kdrt', 'lain'),
        priority: fc.integer({ min: 1, max: 5 }),
        status,
        receivedAt: fc.constant(receivedAt),
        ...times,
        position: fc.constantFrom(
          [110.4, -7] as [number, number],
          [110.41, -7.01] as [number, number],
          [0, 0] as [number, number],
          undefined
        ),
        district: fc.constantFrom('33.74.01', '33.74.02', undefined),
        subdistrict: fc.constantFrom('33.74.01.1001', undefined),
        assignments: fc.array(
          fc.record({
            agency: fc.constantFrom('damkar', 'dinkes'),
            status: fc.option(status, { nil: undefined }),
            ...times
          }),
          { maxLength: 3 }
        ),
        calls: fc.constant(1),
        exercise: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
        simulated: fc.boolean()
      })
    })

const anyCall = (now: Moment): fc.Arbitrary<Call> =>
  fc.record({
    id: fc.integer({ min: 1, max: 5 }).map((n) => `C-${n}`),
    revision: fc.integer({ min: 0, max: 9 }),
    class: fc.constantFrom('emergency', 'prank', 'ghost'),
    receivedAt: fc.integer({ min: -3000, max: 3 }).map((minutes) => now + minutes * minute),
    simulated: fc.boolean()
  })

type Step =
  | { readonly do: 'commit'; readonly events: readonly CityEvent[] }
  | { readonly do: 'wait'; readonly ms: number }

const anySteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .array(anyEvent(designMoment), { minLength: 1, maxLength: 6 })
        .map((events): Step => ({ do: 'commit', events }))
    },
    {
      weight: 2,
      arbitrary: fc
        .oneof(
          fc.integer({ min: 0, max: 20 * minute }),
          fc.integer({ min: 0, max: 2 * day }),
          fc.integer({ min: 0, max: 40 * day }),
          fc.constant(-2 * hour)
        )
        .map((ms): Step => ({ do: 'wait', ms }))
    }
  ),
  { minLength: 1, maxLength: 14 }
)

function anyEvent(now: Moment): fc.Arbitrary<CityEvent> {
  return fc.oneof(
    {
      weight: 5,
      arbitrary: anyIncident(now).map((incident) => ({ kind: 'incident' as const, incident }))
    },
    { weight: 1, arbitrary: anyCall(now).map((call) => ({ kind: 'call' as const, call })) }
  )
}

function play(steps: readonly Step[]) {
  const store = new MemoryStore()
  let now = designMoment
  const aggregates = createAggregates({ city, store, now })
  for (const step of steps) {
    if (step.do === 'wait') {
      now += step.ms
      aggregates.tick(now)
      continue
    }
    const { entries, result } = store.commitEvents(...step.events)
    aggregates.apply(entries, result, now)
  }
  return { store, aggregates, now }
}

describe('the aggregate law', () => {
  test('figures kept by changes are the figures computed from scratch', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const { store, aggregates, now } = play(steps)
        expect(everything(aggregates)).toEqual(everything(createAggregates({ city, store, now })))
      }),
      { numRuns: 150 }
    )
  })

  test('they are what the contract says, counted the slow way', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const { store, aggregates, now } = play(steps)
        const all = store.incidents().map(({ incident }) => incident)
        expect(counted(aggregates)).toEqual(countedSlowly(all, now))
      }),
      { numRuns: 150 }
    )
  })

  test('what was taken adds up to what a fresh window is given', () => {
    fc.assert(
      fc.property(anySteps, fc.integer({ min: 0, max: 3 }), (steps, stride) => {
        const store = new MemoryStore()
        let now = designMoment
        const aggregates = createAggregates({ city, store, now })
        const shown = new Map<string, WallIncident>()
        const take = (): void => {
          for (const change of aggregates.take()) {
            if (change.kind === 'incident') shown.set(change.incident.id, change.incident)
            if (change.kind === 'incidentGone') shown.delete(change.id)
          }
        }
        steps.forEach((step, index) => {
          if (step.do === 'wait') aggregates.tick((now += step.ms))
          else {
            const { entries, result } = store.commitEvents(...step.events)
            aggregates.apply(entries, result, now)
          }
          if (index % (stride + 1) === 0) take()
        })
        take()
        const { incidents } = aggregates.wallIncidents()
        expect([...shown.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
          incidents.toSorted((a, b) => (a.id < b.id ? -1 : 1))
        )
      }),
      { numRuns: 100 }
    )
  })

  test('every value is one of its topic, and no incident tells more than a wall may know', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const { aggregates } = play(steps)
        for (const topic of topics) aggregateSchemas[topic].parse(aggregates.value(topic))
        for (const incident of aggregates.wallIncidents().incidents) {
          WallIncident.parse(incident)
          expect(Object.keys(incident)).not.toContain('source')
          if (incident.category !== 'kdrt') continue
          expect(incident).not.toHaveProperty('position')
          expect(incident).not.toHaveProperty('subdistrict')
        }
      }),
      { numRuns: 50 }
    )
  })
})

function counted(aggregates: Aggregates) {
  const { total, today, month } = aggregates.value('volume')
  const { n } = aggregates.value('responseTimes').today
  const districts = aggregates.value('districtCounts')
  const day30 = aggregates.value('density:30d')
  const hour1 = aggregates.value('density:1h')
  const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0)
  return {
    open: aggregates.value('openCounts'),
    volume: [total, today.count, month.count],
    hours: aggregates.value('volume').hours.map(({ byPriority }) => sum(byPriority)),
    within: aggregates.value('responseTimes').within,
    n,
    districts: [
      districts.today['33.74.01'] ?? 0,
      districts.today['33.74.02'] ?? 0,
      districts.unknown
    ],
    density: [
      sum(day30.cells.map(([, count]) => count)),
      day30.withoutPosition,
      sum(hour1.cells.map(([, count]) => count))
    ],
    board: aggregates
      .value('agencyBoard')
      .rows.map(({ agency, n: times, met, breached }) => [agency, times, met, breached])
  }
}

function countedSlowly(all: readonly Incident[], now: Moment) {
  const { timeZone } = city
  const real = all.filter(({ exercise }) => !exercise)
  const between = (from: Moment, to: Moment): readonly Incident[] =>
    real.filter(({ receivedAt }) => receivedAt >= from && receivedAt < to)
  const midnight = startOfDay(now, timeZone)
  const today = between(midnight, startOfDay(now, timeZone, 1))
  const targets = ({ category }: Incident) => targetsFor(city.responseTargets, category)
  const clock = (incident: Incident) => responseClock(incident, targets(incident), now)
  const open = real.filter(isOpen)
  const late = open.filter((incident) => clock(incident).state === 'late')
  const isPart = (incident: Incident, { status, closedAt }: Incident['assignments'][number]) =>
    isOpen({ status: status ?? incident.status, closedAt })
  const agencies = ['damkar', 'dinkes'].flatMap((agency) => {
    const openParts = open.filter((incident) =>
      incident.assignments.some((part) => part.agency === agency && isPart(incident, part))
    )
    const lateParts = late.filter((incident) =>
      incident.assignments.some((part) => {
        const to = clock(incident).target?.to ?? 'receivedAt'
        return (
          part.agency === agency &&
          isPart(incident, part) &&
          to !== 'receivedAt' &&
          part[to] === undefined
        )
      })
    )
    return openParts.length === 0
      ? []
      : [[agency, { open: openParts.length, late: lateParts.length }]]
  })
  const verdicts = today.map((incident) => judgeAll(incident, targets(incident), now))
  const verdictCount = (verdict: string): number => verdicts.filter((v) => v === verdict).length
  const edge = Math.floor(now / minute) * minute
  const onMap = ({ category, position }: Incident): boolean =>
    category !== 'kdrt' && position !== undefined && isInside(position, city.bounds)
  const in30 = between(edge - 30 * day, Number.POSITIVE_INFINITY)
  const hourStart = Math.floor(now / hour) * hour // a zone of whole hours
  return {
    open: {
      open: open.length,
      late: late.length,
      arrived: open.filter((incident) => clock(incident).state === 'stopped').length,
      exercises: all.filter((incident) => incident.exercise && isOpen(incident)).length,
      byAgency: Object.fromEntries(agencies)
    },
    volume: [
      real.length,
      today.length,
      between(startOfMonth(now, timeZone), startOfMonth(now, timeZone, 1)).length
    ],
    hours: Array.from({ length: 24 }, (_, index) => {
      const start = hourStart - (23 - index) * hour
      return between(start, start + hour).length
    }),
    within: {
      met: verdictCount('met'),
      breached: verdictCount('breached'),
      running: verdictCount('running'),
      unknown: verdictCount('unknown')
    },
    n: today.filter((incident) => headline && responseTime(incident, headline) !== undefined)
      .length,
    districts: ['33.74.01', '33.74.02', undefined].map(
      (code) => today.filter(({ district }) => district === code).length
    ),
    density: [
      in30.filter(onMap).length,
      in30.filter((incident) => !onMap(incident)).length,
      between(edge - hour, Number.POSITIVE_INFINITY).filter(onMap).length
    ],
    board: boardSlowly(between(startOfDay(now, timeZone, -29), startOfDay(now, timeZone, 1)), now)
  }
}

function boardSlowly(incidents: readonly Incident[], now: Moment) {
  return ['damkar', 'dinkes'].flatMap((agency) => {
    const parts = incidents.flatMap((incident) =>
      incident.assignments
        .filter((assignment) => assignment.agency === agency)
        .map((assignment) => ({
          dispatchedAt: assignment.dispatchedAt,
          departedAt: assignment.departedAt,
          arrivedAt: assignment.arrivedAt,
          receivedAt: incident.receivedAt,
          closedAt: assignment.closedAt ?? incident.closedAt,
          status:
            incident.status === 'closed'
              ? ('closed' as const)
              : (assignment.status ??
                ((assignment.dispatchedAt ?? assignment.departedAt ?? assignment.arrivedAt)
                  ? ('received' as const)
                  : incident.status))
        }))
    )
    if (headline === undefined) return []
    const verdicts = parts.map((part) => judge(part, headline, now))
    const row = [
      parts.filter((part) => responseTime(part, headline) !== undefined).length,
      verdicts.filter((verdict) => verdict === 'met').length,
      verdicts.filter((verdict) => verdict === 'breached').length
    ]
    return row.every((count) => count === 0) ? [] : [[agency, ...row]]
  })
}

describe('the incidents windows have', () => {
  const openIncidents = (count: number, overrides: (n: number) => Partial<Incident>) =>
    Array.from({ length: count }, (_, n): CityEvent => ({
      kind: 'incident',
      incident: makeIncident({ id: `I-${n}`, ...overrides(n) })
    }))

  test('are the late, then the grave, then the newest, when there are too many', () => {
    const store = new MemoryStore()
    store.commitEvents(
      ...openIncidents(openLimit + 100, (n) => ({
        priority: n % 2 === 0 ? 3 : 5,
        receivedAt: designMoment - n * 1000
      }))
    )
    const aggregates = createAggregates({ city, store, now: designMoment })
    const { incidents, notSent } = aggregates.wallIncidents()
    expect(notSent).toBe(100)
    const ids = new Set(incidents.map(({ id }) => id))
    // 600 s is the target: none is late. All 300 of priority 3, and the newest 200 of the rest.
    expect([...ids].filter((id) => Number(id.slice(2)) % 2 === 0)).toHaveLength(300)
    expect(ids.has('I-399') && !ids.has('I-401')).toBe(true)
  })

  test('hold every critical one, however many others are late', () => {
    const store = new MemoryStore()
    const late = { priority: 2, receivedAt: designMoment - 30 * minute }
    store.commitEvents(
      ...openIncidents(openLimit + 100, (n) =>
        n < 20 ? { priority: 1, receivedAt: designMoment - n * 1000 } : late
      )
    )
    const aggregates = createAggregates({ city, store, now: designMoment })
    const { incidents } = aggregates.wallIncidents()
    expect(incidents.filter(({ priority }) => priority === 1)).toHaveLength(20)
  })

  test('the twelve closed last stay, whatever order they came in', () => {
    const store = new MemoryStore()
    const aggregates = createAggregates({ city, store, now: designMoment })
    const closings = openIncidents(700, (n) => ({
      status: 'closed',
      closedAt: designMoment - ((n * 37) % 700) * minute
    }))
    for (const event of closings) {
      const { entries, result } = store.commitEvents(event)
      aggregates.apply(entries, result, designMoment)
    }
    const { incidents } = aggregates.wallIncidents()
    expect(incidents.map(({ closedAt = 0 }) => (designMoment - closedAt) / minute)).toEqual(
      Array.from({ length: closedShown }, (_, n) => n)
    )
  })

  test('an incident becomes late by time alone', () => {
    const store = new MemoryStore()
    store.commitEvents(...openIncidents(1, () => ({ receivedAt: designMoment })))
    const aggregates = createAggregates({ city, store, now: designMoment })
    aggregates.tick(designMoment + 10 * minute)
    expect(aggregates.value('openCounts').late).toBe(0)
    aggregates.tick(designMoment + 10 * minute + 1)
    expect(aggregates.value('openCounts').late).toBe(1)
    expect(aggregates.value('responseTimes').within).toEqual({
      met: 0,
      breached: 1,
      running: 0,
      unknown: 0
    })
  })
})

describe('the past that figures are compared with', () => {
  const daily = (days: number): CityEvent[] =>
    Array.from({ length: days }, (_, n): CityEvent => ({
      kind: 'incident',
      incident: makeIncident({ id: `D-${n}`, receivedAt: designMoment - n * day })
    }))
  const strayed: CityEvent = {
    kind: 'incident',
    incident: makeIncident({ id: 'wrong year', receivedAt: Date.UTC(2001, 4, 1) })
  }
  const volumeOf = (...events: readonly CityEvent[]) => {
    const store = new MemoryStore()
    store.commitEvents(...events)
    return createAggregates({ city, store, now: designMoment }).value('volume')
  }

  test('one incident of a wrong year is counted but is no history', () => {
    const { total, today, month, forecast } = volumeOf(...daily(10), strayed)
    expect(total).toBe(11)
    expect(today).not.toHaveProperty('usual')
    expect(month).not.toHaveProperty('last')
    expect(month).not.toHaveProperty('forecast')
    expect(forecast).toEqual([])
  })

  test('a long history stays one, and quiet weeks are part of it', () => {
    const quiet = daily(90).filter((_, n) => n < 30 || n > 50)
    const { today, month } = volumeOf(...quiet, strayed)
    expect(today.usual).toBeDefined()
    expect(month.last).toBeGreaterThan(0)
  })

  test('what a peak brought last year is foretold for this one', () => {
    const peak = (daysFromNow: number): WallPeak => ({
      id: 'feast',
      name: 'Pesta',
      day: new Date(designMoment + daysFromNow * day).toISOString().slice(0, 10),
      certainty: 'decreed',
      window: { from: -3, to: 3 }
    })
    const store = new MemoryStore()
    for (let n = 0; n < 450; n += 1) {
      const perDay = Math.abs(n - 363) <= 3 ? 24 : 6
      for (let i = 0; i < perDay; i += 1) {
        const receivedAt = designMoment - n * day - i * minute
        store.commitEvents({
          kind: 'incident',
          incident: makeIncident({ id: `P-${n}-${i}`, receivedAt, status: 'closed' })
        })
      }
    }
    const volume = (peaks: readonly WallPeak[]) =>
      createAggregates({ city, store, now: designMoment, peaks }).value('volume')
    const without = volume([]).month.forecast?.value ?? 0
    // H is 29 March: the six days left of the month are all in the window.
    const known = volume([peak(-363), peak(4)])
    expect(known.month.forecast?.value).toBeGreaterThan(without + 60)
    expect(known.today.usual).toEqual(volume([]).today.usual)
    expect(volume([peak(-363)]).month.forecast?.value).toBeLessThan(without + 5)
  })
})
