import { expect, test } from 'vitest'
import type { Camera, CameraStatus } from '../../../contract/camera.ts'
import type { WallIncident } from '../../../contract/incident.ts'
import { makeWallCity, makeWallIncident } from '../../../testing/make.ts'
import { cueCameras, type CueInput } from './cueCameras.ts'

const { categories } = makeWallCity()
const camera = (id: string, lon: number): Camera => ({
  id,
  label: id.toUpperCase(),
  name: id,
  position: [lon, -7],
  guest: false,
  groups: [],
  demo: false,
  hasMain: false
})
const cameras = [camera('far', 110.43), camera('near', 110.401), camera('next', 110.41)]
const lead = makeWallIncident({ id: 'lead', priority: 1, position: [110.4, -7] })

function cue(incident: WallIncident | undefined, dead: readonly string[] = [], guests = false) {
  const statusOf = ({ id }: Camera): CameraStatus => (dead.includes(id) ? 'noSignal' : 'live')
  const incidents = incident ? [incident] : []
  const input: CueInput = { incidents, lead: incident, cameras, statusOf, categories, guests }
  return cueCameras(input)
}

test('the lead cues its nearest camera', () => {
  expect(cue(lead)?.lead?.camera.id).toBe('near')
})

test('a nearer camera without a picture is passed over and named', () => {
  const passed = cue(lead, ['near'])
  expect(passed?.lead?.camera.id).toBe('next')
  expect(passed?.passedOver.map((near) => near.camera.id)).toEqual(['near'])
})

test('a lead that is mild, a drill, private or without a point cues none, and guests see none', () => {
  const secret = categories.find((category) => category.private)
  expect(secret).toBeDefined()
  expect(cue({ ...lead, priority: 3 })).toBeUndefined()
  expect(cue({ ...lead, exercise: true })).toBeUndefined()
  expect(cue({ ...lead, category: secret?.id ?? '' })).toBeUndefined()
  expect(cue(makeWallIncident({ id: 'lead', priority: 1 }))).toBeUndefined()
  expect(cue(lead, [], true)).toBeUndefined()
})
