import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reachM, type Camera, type CameraStatus } from '../../../contract/camera.ts'
import type { Category } from '../../../contract/city.ts'
import type { WallIncident } from '../../../contract/incident.ts'
import { makeWallIncident } from '../../../testing/make.ts'
import { cueCameras, incidentsAtCameras, stripCameras, type CueInput } from './cueCameras.ts'

/** About 111 m a thousandth of a degree. */
const place = (east: number, north = 0): [number, number] => [
  110.4 + east / 1000,
  -6.98 + north / 1000
]

const camera = (id: string, east: number, north = 0): Camera => ({
  id,
  label: id.toUpperCase(),
  name: id,
  position: place(east, north),
  guest: false,
  groups: [],
  demo: false,
  hasMain: false
})

const incident = (
  id: string,
  priority: number,
  east: number,
  more: Partial<WallIncident> = {}
): WallIncident => ({
  id,
  revision: 1,
  category: 'kebakaran',
  priority,
  status: 'received',
  receivedAt: 1_000,
  position: place(east),
  assignments: [],
  calls: 1,
  exercise: false,
  simulated: false,
  ...more
})

const category = (id: string, isPrivate: boolean): Category => ({
  id,
  name: id,
  nameEn: id,
  icon: 'other',
  agencies: [],
  priority: 3,
  aliases: [],
  private: isPrivate
})

const cameras = [camera('k1', 1), camera('k2', 4), camera('k3', 9), camera('far', 900)]

/** The lead is the newest of the gravest, as feed and map choose it. */
const leadOf = (incidents: readonly WallIncident[]): WallIncident | undefined =>
  [...incidents].sort((a, b) => a.priority - b.priority || b.receivedAt - a.receivedAt)[0]

const input = (incidents: readonly WallIncident[], more: Partial<CueInput> = {}): CueInput => ({
  incidents,
  lead: leadOf(incidents),
  cameras,
  statusOf: () => 'live',
  categories: [category('kebakaran', false), category('kdrt', true)],
  guests: false,
  ...more
})

describe('the cued camera', () => {
  test('is the nearest live one of the lead', () => {
    const cue = cueCameras(
      input([
        incident('old', 1, 9),
        incident('new', 1, 0, { receivedAt: 2_000 }),
        incident('high', 2, 4, { receivedAt: 3_000 })
      ])
    )
    expect(cue?.incident.id).toBe('new')
    expect(cue?.lead?.camera.id).toBe('k1')
    expect(cue?.lead?.distanceM).toBeCloseTo(110, -1)
    expect(cue?.next.map((near) => near.camera.id)).toEqual(['k2', 'k3'])
  })

  test('gives the frame to the next when it stalls, and stays named', () => {
    const statusOf = ({ id }: Camera): CameraStatus => (id === 'k1' ? 'frozen' : 'live')
    const cue = cueCameras(input([incident('a', 1, 0)], { statusOf }))
    expect(cue?.lead?.camera.id).toBe('k2')
    expect(cue?.passedOver.map((near) => near.camera.id)).toEqual(['k1'])
  })

  test.each([
    ['nothing grave', [incident('a', 3, 0)], {}],
    ['a private incident', [incident('a', 1, 0, { category: 'kdrt' })], {}],
    ['a drill', [incident('a', 1, 0, { exercise: true })], {}],
    ['a closed incident', [incident('a', 1, 0, { status: 'closed' })], {}],
    ['guests', [incident('a', 1, 0)], { guests: true }]
  ])('is none with %s', (_what, incidents, more) => {
    expect(cueCameras(input(incidents, more))).toBeUndefined()
    expect(
      stripCameras(input(incidents, more), undefined, 3).length === 0 ||
        incidents[0]?.priority === 3
    ).toBe(true)
  })

  test('is none when the lead has no point, though a lesser one has', () => {
    const lead = makeWallIncident({ id: 'a', priority: 1, category: 'kebakaran' })
    expect(lead.position).toBeUndefined()
    expect(cueCameras(input([lead, incident('b', 2, 0)]))).toBeUndefined()
  })

  test('is none out of reach', () => {
    const cue = cueCameras(input([incident('a', 1, 0)], { cameras: [camera('far', 900)] }))
    expect(cue).toMatchObject({ lead: undefined, next: [], passedOver: [] })
  })
})

test('the strip shows other incidents first, then more of the lead, and never the large one', () => {
  const all = input([incident('lead', 1, 0), incident('other', 3, 9)])
  const strip = stripCameras(all, cueCameras(all), 3)
  expect(strip.map(({ camera: { id }, incident: of }) => [id, of.id])).toEqual([
    ['k3', 'other'],
    ['k2', 'lead']
  ])
})

test('a camera wears the mark of the gravest incident beside it', () => {
  const marks = incidentsAtCameras(
    input([incident('a', 3, 1), incident('b', 2, 1), incident('c', 1, 9, { category: 'kdrt' })])
  )
  expect([...marks]).toEqual([['k1', 'high']])
})

test('whatever happens, what is shown is live, within reach, and not of a private incident', () => {
  const anyIncident = fc.record({
    id: fc.uuid(),
    priority: fc.integer({ min: 1, max: 5 }),
    east: fc.integer({ min: -20, max: 60 }),
    category: fc.constantFrom('kebakaran', 'kdrt')
  })
  const statuses = fc.dictionary(
    fc.constantFrom('k1', 'k2', 'k3'),
    fc.constantFrom<CameraStatus>('frozen', 'noSignal', 'live')
  )
  fc.assert(
    fc.property(fc.array(anyIncident, { maxLength: 8 }), statuses, (drafts, byId) => {
      const statusOf = ({ id }: Camera): CameraStatus => byId[id] ?? 'live'
      const all = input(
        drafts.map(({ id, priority, east, category: of }) =>
          incident(id, priority, east, { category: of })
        ),
        { statusOf }
      )
      const cue = cueCameras(all)
      const shown = [
        ...(cue?.lead ? [{ ...cue.lead, incident: cue.incident }] : []),
        ...stripCameras(all, cue, 3)
      ]
      expect(new Set(shown.map((near) => near.camera.id)).size).toBe(shown.length)
      for (const near of shown) {
        expect(statusOf(near.camera)).toBe('live')
        expect(near.distanceM).toBeLessThanOrEqual(reachM)
        expect(near.incident.category).not.toBe('kdrt')
      }
    })
  )
})
