import { expect, test } from 'vitest'
import type { Camera, CameraState } from '../../../contract/camera.ts'
import { countStates, noCameras, reduceCameras, type CameraAction } from './cameraStore.ts'
import { tileState } from './tileState.ts'

const camera = (id: string): Camera => ({
  id,
  label: id,
  name: id,
  guest: false,
  groups: [],
  demo: true,
  hasMain: false
})

const after = (...actions: readonly CameraAction[]) =>
  actions.reduce((seen, action) => reduceCameras(seen, action, 1_000), noCameras)

const states = (...list: readonly CameraState[]): CameraAction => ({
  type: 'states',
  states: list,
  pressure: 'none'
})

test('ages grow from the word of the hub', () => {
  const seen = after(states({ id: 'k1', status: 'frozen', pictureAgeMs: 252_000 }))
  expect(tileState(seen, 'k1', 4_000)).toMatchObject({ status: 'frozen', ageMs: 255_000 })
})

test('without the hub nothing is live', () => {
  const live = states({ id: 'k1', status: 'live', pictureAgeMs: 40 })
  const cameras: CameraAction = { type: 'cameras', cameras: [camera('k1'), camera('k2')] }
  const seen = after(cameras, live)
  expect(tileState(seen, 'k1', 1_000)).toMatchObject({ status: 'live', ageMs: undefined })
  expect(countStates(seen)).toMatchObject({ live: 1, neverSeen: 1 })
  const lost = after(cameras, live, { type: 'lost' })
  expect(tileState(lost, 'k1', 6_000)).toMatchObject({ status: 'noSignal', ageMs: 5_000 })
  expect(countStates(lost)).toMatchObject({ live: 0, noSignal: 1 })
})
