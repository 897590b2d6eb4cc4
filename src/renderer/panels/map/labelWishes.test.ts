import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Basemap } from '../../../contract/basemap.ts'
import type { Priority, WallIncident } from '../../../contract/incident.ts'
import { minute } from '../../../contract/time.ts'
import { designMoment, makeWallCity, makeWallIncident } from '../../../testing/make.ts'
import { boxAround, contains, overlaps, type Box } from './box.ts'
import { incidentMarks } from './incidentMarks.ts'
import { districtNames, findNameSpots, labelWishes, markBoxes } from './labelWishes.ts'
import { shapesOf } from './mapShapes.ts'
import { placeLabels } from './placeLabels.ts'
import { fitProjection } from './projection.ts'

const city = makeWallCity()
const basemap = new URL('../../../../resources/basemaps/semarang.json', import.meta.url)
const shapes = shapesOf(Basemap.parse(JSON.parse(readFileSync(basemap, 'utf8'))))
const [west, south, east, north] = shapes.bounds
const now = designMoment

/** The middle of 3840×2160 at wall scales 1 and 1.4, and of 1920×1080. */
const rooms = [
  { width: 1880, height: 1400, unit: 1 },
  { width: 1180, height: 1300, unit: 1.4 },
  { width: 940, height: 700, unit: 0.5 }
].map(({ unit, ...size }) => {
  const margin = 34 * unit
  const projection = fitProjection([...shapes.bounds], size, {
    x: margin,
    y: margin,
    width: size.width - 2 * margin,
    height: size.height - 2 * margin
  })
  return { unit, projection, nameSpots: findNameSpots(shapes, projection, unit) }
})

const some = fc.record({
  position: fc.tuple(
    fc.double({ min: west, max: east, noNaN: true }),
    fc.double({ min: south, max: north, noNaN: true })
  ),
  priority: fc.constantFrom<Priority[]>(1, 2, 3, 4, 5),
  ageMin: fc.double({ min: 0, max: 25, noNaN: true }),
  arrived: fc.boolean()
})

function incident(told: typeof some extends fc.Arbitrary<infer T> ? T : never, i: number) {
  const receivedAt = Math.round(now - told.ageMin * minute)
  const arrived = told.arrived && {
    status: 'onScene' as const,
    dispatchedAt: receivedAt,
    departedAt: receivedAt,
    arrivedAt: Math.round((receivedAt + now) / 2)
  }
  const { position, priority } = told
  return makeWallIncident({ id: String(i), position, priority, receivedAt, ...arrived })
}

function arrange(incidents: readonly WallIncident[], room: (typeof rooms)[number]) {
  const { marks } = incidentMarks(incidents, city, now)
  const input = {
    marks,
    cued: undefined,
    names: districtNames(city, shapes, { '33.74.01': 3, '33.74.02': 2 }),
    shapes,
    ...room,
    clockText: () => '12:34',
    measure: (text: string, size: number) => text.length * size * 0.6
  }
  const wishes = labelWishes(input)
  const { width, height } = room.projection
  const bounds: Box = { x: 0, y: 0, width, height }
  const obstacles = markBoxes(input)
  return { marks, wishes, bounds, obstacles, labels: placeLabels(wishes, { bounds, obstacles }) }
}

test('the clocks of the lead and of every late incident always find a place', () => {
  for (const room of rooms)
    fc.assert(
      fc.property(fc.array(some, { minLength: 1, maxLength: 60 }), (all) => {
        const { marks, labels } = arrange(all.map(incident), room)
        const due = marks.filter(({ lead, late }) => lead || late).map(({ id }) => id)
        expect(due.filter((id) => !labels.has(id))).toEqual([])
      }),
      { numRuns: 25 }
    )
})

test('they do so when all incidents are in one street', () => {
  const crowd = Array.from({ length: 40 }, (_, i) =>
    incident({ position: [110.42 + i * 1e-5, -6.99], priority: 1, ageMin: 20, arrived: false }, i)
  )
  for (const room of rooms) {
    const { labels } = arrange(crowd, room)
    expect(crowd.filter(({ id }) => !labels.has(id))).toEqual([])
  }
})

test('nothing is left out for the sake of something less important', () => {
  fc.assert(
    fc.property(fc.array(some, { maxLength: 60 }), fc.constantFrom(...rooms), (all, room) => {
      const { wishes, bounds, obstacles, labels } = arrange(all.map(incident), room)
      const taken = [...obstacles]
      for (const { id, width, height, spots } of wishes) {
        const box = labels.get(id)
        if (box) taken.push(box)
        else
          for (const spot of spots) {
            const wanted = boxAround(spot, width, height)
            const isFree =
              contains(bounds, wanted) && !taken.some((other) => overlaps(wanted, other))
            expect(isFree).toBe(false)
          }
      }
    }),
    { numRuns: 40 }
  )
})

test('on a calm day every district has its name, also at the largest wall scale', () => {
  for (const room of rooms) {
    const { labels } = arrange([], room)
    const named = city.districts.filter(({ code }) => labels.has(`district ${code}`))
    expect(named.length).toBe(city.districts.length)
  }
})
