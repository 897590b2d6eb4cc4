import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { City } from '../../contract/city.ts'
import { isInside, type Position } from '../../contract/geo.ts'
import type { Incident } from '../../contract/incident.ts'
import { localTime, minute } from '../../contract/time.ts'
import { incidentsOn } from './dailyCounts.ts'
import { dayGenerator, generateDay, type SimulatedDay } from './generateDay.ts'
import { changesOf, incidentAt } from './lifecycle.ts'
import { addDays, daysOfMonth, localDateOf, type LocalDate } from './localDate.ts'

const root = join(import.meta.dirname, '../../..')
const cityOf = (id: string): City =>
  City.parse(JSON.parse(readFileSync(join(root, `resources/cities/${id}.json`), 'utf8')))
const semarang = cityOf('semarang')
const serang = cityOf('serang')
const seeds = [1, 112, 2026]

function days(city: City, seed: number, from: LocalDate, count: number): SimulatedDay[] {
  const generate = dayGenerator(city, seed)
  return Array.from({ length: count }, (_, index) => generate(addDays(from, index)))
}

function incidentsOf(city: City, seed: number, dates: readonly LocalDate[]): number {
  const generate = dayGenerator(city, seed)
  return dates.reduce((sum, date) => sum + generate(date).incidents.length, 0)
}

function classShares(all: readonly SimulatedDay[]): Record<string, number> {
  const calls = all.flatMap((each) => each.calls)
  const shares: Record<string, number> = {}
  for (const call of calls) shares[call.class] = (shares[call.class] ?? 0) + 1 / calls.length
  return shares
}

test('the same seed and date give the same day, another seed or date another', () => {
  const one = generateDay(semarang, 112, '2026-11-21')
  expect(generateDay(semarang, 112, '2026-11-21')).toEqual(one)
  expect(generateDay(semarang, 113, '2026-11-21')).not.toEqual(one)
  expect(generateDay(semarang, 112, '2026-11-20')).not.toEqual(one)
})

test('a day does not depend on which days were made before it', () => {
  const generate = dayGenerator(semarang, 112)
  generate('2026-11-19')
  expect(generate('2026-11-21')).toEqual(generateDay(semarang, 112, '2026-11-21'))
})

describe.each(seeds)('Semarang with seed %i', (seed) => {
  test('has the counts of February and March 2025', () => {
    const march = daysOfMonth('2025-03')
    expect(incidentsOf(semarang, seed, daysOfMonth('2025-02'))).toBe(1_308)
    expect(incidentsOf(semarang, seed, march.slice(0, 25))).toBe(1_297)
    expect(incidentsOf(semarang, seed, march)).toBeGreaterThan(1_700)
  })

  test('has the call classes of 2025 and the category mix of 2024', () => {
    const all = days(semarang, seed, '2025-01-01', 120)
    const shares = classShares(all)
    // 9,576 emergency, 3,949 information, 8,496 prank and ghost of 22,021.
    expect(shares['emergency']).toBeCloseTo(0.4349, 1)
    expect(shares['information']).toBeCloseTo(0.1793, 1)
    expect((shares['prank'] ?? 0) + (shares['ghost'] ?? 0)).toBeCloseTo(0.3858, 1)
    const incidents = all.flatMap((each) => each.incidents)
    const share = (category: string): number =>
      incidents.filter(({ final }) => final.category === category).length / incidents.length
    expect(Math.abs(share('medis') - 4_260 / 12_336)).toBeLessThan(0.03)
    expect(Math.abs(share('kecelakaan') - 1_832 / 12_336)).toBeLessThan(0.03)
  })

  test('responds within 10 minutes in about 89 of 100 cases', () => {
    const taken = days(semarang, seed, '2025-01-01', 60)
      .flatMap((each) => each.incidents)
      .flatMap(({ final }) => (final.arrivedAt ?? Number.NaN) - final.receivedAt)
      .filter((ms) => !Number.isNaN(ms))
      .sort((a, b) => a - b)
    const within = taken.filter((ms) => ms <= 10 * minute).length / taken.length
    expect(within).toBeGreaterThan(0.85)
    expect(within).toBeLessThan(0.93)
    const median = (taken[Math.floor(taken.length / 2)] ?? 0) / minute
    expect(median).toBeGreaterThan(8)
    expect(median).toBeLessThan(9)
  })

  test('varies more from day to day than chance alone', () => {
    const profile = semarang.simulation
    if (profile === undefined) throw new Error('Semarang has a profile')
    const counts = dates('2027-05-01', 1_500).map((date) =>
      incidentsOn({ cityId: semarang.id, seed, profile }, date)
    )
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length
    expect(variance / mean).toBeGreaterThan(1.35)
    expect(variance / mean).toBeLessThan(1.9)
  })
})

test.each(['2024-04-10', '2025-03-31', '2026-03-21'])(
  'the Lebaran of %s rises to H−2, dips on H and rises again to about H+5',
  (h) => {
    const profile = semarang.simulation
    if (profile === undefined) throw new Error('Semarang has a profile')
    const worlds = seeds.map((seed) => ({ cityId: semarang.id, seed, profile }))
    /** Incidents a day from H+`from`, over all worlds. */
    const count = (from: number, length: number): number =>
      worlds
        .flatMap((world) => dates(addDays(h, from), length).map((date) => incidentsOn(world, date)))
        .reduce((sum, each) => sum + each, 0) /
      length /
      worlds.length
    const normal = count(-74, 42)
    expect(normal).toBeGreaterThan(44)
    expect(normal).toBeLessThan(50)
    expect(count(-3, 2)).toBeGreaterThan(normal * 1.5)
    expect(count(0, 1)).toBeLessThan(normal * 1.3)
    expect(count(4, 3)).toBeGreaterThan(normal * 1.4)
    expect(count(11, 4)).toBeLessThan(normal * 1.15)
  }
)

describe('the growth at Lebaran', () => {
  const inWorlds = (from: LocalDate, count: number): Incident[] =>
    [112, 2026]
      .flatMap((seed) => days(semarang, seed, from, count))
      .flatMap((each) => each.incidents.map(({ final }) => final))
  const normal = inWorlds('2025-02-01', 28)
  const lebaran = inWorlds('2025-03-17', 29)
  const growth = (matches: (each: Incident) => boolean): number =>
    lebaran.filter(matches).length / 29 / (normal.filter(matches).length / 28)

  test('doubles the accidents, and hardly touches planned visits', () => {
    expect(growth(({ category }) => category === 'kecelakaan')).toBeGreaterThan(1.7)
    expect(growth(({ category }) => category === 'kecelakaan')).toBeLessThan(2.4)
    expect(growth(({ category }) => category === 'periksa')).toBeLessThan(1.2)
  })

  test('falls on the ends of the toll roads and on the evenings', () => {
    const tollRoads = ['33.74.13', '33.74.16', '33.74.05', '33.74.11', '33.74.15']
    const isEvening = ({ receivedAt }: Incident): boolean =>
      localTime(receivedAt, semarang.timeZone).hour >= 15
    expect(growth(({ district }) => tollRoads.includes(district ?? ''))).toBeGreaterThan(1.4)
    expect(growth(({ district }) => !tollRoads.includes(district ?? ''))).toBeLessThan(1.3)
    expect(growth(isEvening)).toBeGreaterThan(growth((each) => !isEvening(each)) * 1.1)
  })
})

function dates(from: LocalDate, count: number): LocalDate[] {
  return Array.from({ length: count }, (_, index) => addDays(from, index))
}

test('Serang has a real emergency in fewer than one of a hundred calls', () => {
  const all = days(serang, 112, '2025-01-01', 365)
  const emergencies = all.flatMap((each) => each.incidents).length
  expect(emergencies).toBeGreaterThan(150)
  expect(emergencies).toBeLessThan(270)
  const shares = classShares(all)
  expect(shares['emergency']).toBeLessThan(0.01)
  expect(shares['dropped']).toBeCloseTo(0.172, 1)
})

test('everything of a day is received on that day, in order, with its own id', () => {
  for (const city of [semarang, serang]) {
    const day = generateDay(city, 112, '2026-11-21')
    const received = day.incidents.map(({ final }) => final.receivedAt)
    expect(received).toEqual([...received].sort((a, b) => a - b))
    for (const at of received) expect(localDateOf(at, city.timeZone)).toBe('2026-11-21')
    const ids = [...day.incidents.map(({ final }) => final.id), ...day.calls.map(({ id }) => id)]
    expect(new Set(ids).size).toBe(ids.length)
  }
})

test('nights are quiet and rush hours are not', () => {
  const hours = days(semarang, 112, '2026-05-01', 60)
    .flatMap((each) => each.incidents)
    .map(({ final }) => localTime(final.receivedAt, semarang.timeZone).hour)
  const perHour = (from: number, to: number): number =>
    hours.filter((each) => each >= from && each < to).length / (to - from)
  expect(perHour(1, 5) * 3).toBeLessThan(perHour(16, 20))
  expect(perHour(1, 5) * 3).toBeLessThan(perHour(7, 9))
})

describe('the states of an incident', () => {
  const incidents = days(semarang, 112, '2026-11-01', 5).flatMap((each) => each.incidents)

  test('rise in revision and status, gain and never lose, and end as the whole', () => {
    const order = ['received', 'dispatched', 'enRoute', 'onScene', 'closed']
    fc.assert(
      fc.property(fc.constantFrom(...incidents), (incident) => {
        const states = changesOf(incident).map((at) => incidentAt(incident, at))
        expect(states.map((state) => state?.revision)).toEqual(states.map((_, i) => i + 1))
        const steps = states.map((state) => order.indexOf(state?.status ?? ''))
        expect(steps).toEqual([...steps].sort((a, b) => a - b))
        expect(states.at(-1)).toEqual({ ...incident.final, revision: states.length })
        expect(incidentAt(incident, incident.final.receivedAt - 1)).toBeUndefined()
      })
    )
  })

  test('never tell of a time that has not come', () => {
    fc.assert(
      fc.property(fc.constantFrom(...incidents), fc.nat(4 * 60), (incident, minutes) => {
        const at = incident.final.receivedAt + minutes * minute
        const state = incidentAt(incident, at)
        for (const part of [state, ...(state?.assignments ?? [])]) {
          for (const key of ['dispatchedAt', 'departedAt', 'arrivedAt', 'closedAt'] as const) {
            expect(part?.[key] ?? at).toBeLessThanOrEqual(at)
          }
        }
      })
    )
  })

  test('keep their milestones in order', () => {
    for (const { final } of incidents) {
      for (const part of [final, ...final.assignments]) {
        const times = [part.dispatchedAt, part.departedAt, part.arrivedAt, part.closedAt].filter(
          (at) => at !== undefined
        )
        expect(times).toEqual([...times].sort((a, b) => a - b))
      }
    }
  })
})

describe.each(['semarang', 'pekanbaru', 'serang'])('places in %s', (id) => {
  const city = cityOf(id)
  const placed = days(city, 112, '2026-01-01', id === 'serang' ? 700 : 60)
    .flatMap((each) => each.incidents)
    .flatMap(({ final }) =>
      final.position === undefined ? [] : { at: final.position, district: final.district }
    )
  const file = join(root, `../shared/data/subdistricts-${id}.geojson`)

  test('lie in the city', () => {
    for (const { at } of placed) expect(isInside(at, city.bounds)).toBe(true)
  })

  test('gather, so that a heat map has something to show', () => {
    const cells = new Map<string, number>()
    for (const { at } of placed) {
      const cell = `${at[0].toFixed(2)} ${at[1].toFixed(2)}`
      cells.set(cell, (cells.get(cell) ?? 0) + 1)
    }
    const busiest = [...cells.values()].sort((a, b) => b - a).slice(0, cells.size / 10)
    const share = busiest.reduce((sum, count) => sum + count, 0) / placed.length
    expect(share).toBeGreaterThan(0.25)
  })

  test.skipIf(!existsSync(file))('lie on land and mostly in the district they name', () => {
    const outlines = outlinesOf(file)
    const land = placed.filter(({ at }) => outlines.some(({ ring }) => isIn(at, ring)))
    expect(land.length / placed.length).toBeGreaterThan(0.98)
    const right = placed.filter(({ at, district }) =>
      outlines.some(({ code, ring }) => code === district && isIn(at, ring))
    )
    expect(right.length / placed.length).toBeGreaterThan(0.9)
  })
})

interface Outline {
  readonly code: string
  readonly ring: readonly Position[]
}

function outlinesOf(file: string): Outline[] {
  // Our own copy of the boundaries: features of Polygon or MultiPolygon with a Kemendagri code.
  const { features } = JSON.parse(readFileSync(file, 'utf8')) as {
    features: { properties: { code: string }; geometry: { type: string; coordinates: unknown } }[]
  }
  return features.flatMap(({ properties, geometry }) => {
    const polygons = (
      geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
    ) as Position[][][]
    return polygons.flatMap(([ring]) =>
      ring === undefined ? [] : { code: properties.code.slice(0, 8), ring }
    )
  })
}

function isIn([x, y]: Position, ring: readonly Position[]): boolean {
  let inside = false
  ring.forEach(([xi, yi], index) => {
    const [xj, yj] = ring.at(index - 1) ?? [xi, yi]
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside
  })
  return inside
}
