import { expect, test } from 'vitest'
import type { Camera, CameraState } from '../../../contract/camera.ts'
import { countStates, noCameras, reduceCameras, type CameraAction } from './cameraStore.ts'
import { isDark, tileState } from './tileState.ts'

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
  const cameras: CameraAction = {
    type: 'cameras',
    guests: false,
    cameras: [camera('k1'), camera('k2')]
  }
  const seen = after(cameras, live)
  expect(tileState(seen, 'k1', 1_000)).toMatchObject({ status: 'live', ageMs: undefined })
  expect(countStates(seen)).toMatchObject({ live: 1, neverSeen: 1 })
  const lost = after(cameras, live, { type: 'lost' })
  expect(tileState(lost, 'k1', 6_000)).toMatchObject({ status: 'noSignal', ageMs: 5_000 })
  expect(countStates(lost)).toMatchObject({ live: 0, noSignal: 1 })
})

test('a camera whose codec this browser cannot decode is not shown live', () => {
  const seen = after(
    { type: 'cameras', guests: false, cameras: [camera('k1'), camera('k2'), camera('k3')] },
    states(
      { id: 'k1', status: 'live', pictureAgeMs: 40, codec: 'hvc1.1.6.L93.B0' },
      { id: 'k2', status: 'noSignal', pictureAgeMs: 9_000, codec: 'hvc1.1.6.L93.B0' },
      { id: 'k3', status: 'live', pictureAgeMs: 40, codec: 'avc1.42c01f' }
    ),
    { type: 'undecodable', codecs: ['hvc1.1.6.L93.B0'] }
  )
  expect(tileState(seen, 'k1', 1_000)).toMatchObject({ status: 'undecodable', ageMs: undefined })
  expect(tileState(seen, 'k2', 1_000)).toMatchObject({ status: 'noSignal', ageMs: 9_000 })
  expect(countStates(seen)).toMatchObject({ live: 1, noSignal: 1, undecodable: 1 })
})

test('a browser without WebCodecs shows nothing live', () => {
  const seen = after(
    { type: 'cameras', guests: false, cameras: [camera('k1')] },
    states({ id: 'k1', status: 'live', pictureAgeMs: 40 }),
    { type: 'pictures', pictures: 'none' }
  )
  expect(countStates(seen)).toMatchObject({ live: 0, undecodable: 1 })
})

test('a last picture stays as long as the list says, fifteen minutes where it says nothing', () => {
  const gone = states({ id: 'k1', status: 'noSignal', pictureAgeMs: 600_000 })
  const darkAfter = (keepPictureMs?: number): boolean => {
    const seen = after(
      { type: 'cameras', guests: false, cameras: [camera('k1')], keepPictureMs },
      gone
    )
    return isDark(tileState(seen, 'k1', 1_000), seen.keepPictureMs)
  }
  expect(darkAfter()).toBe(false)
  expect(darkAfter(599_000)).toBe(true)
  expect(darkAfter(3_600_000)).toBe(false)
})
