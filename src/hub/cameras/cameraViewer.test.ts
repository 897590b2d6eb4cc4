import { expect, test } from 'vitest'
import { CameraHubMessage, decodePicture, encodeLooks, lookCells } from '../../contract/camera.ts'
import type { CameraEntry } from './cameraConfig.ts'
import { openCameraRoom, type CameraRoom } from './cameraRoom.ts'
import type { Picture, SourceListener, StreamFormat } from './cameraSource.ts'
import { makeCameraViewer } from './cameraViewer.ts'
import { fakeTimers, type FakeTimers } from './fakeTimers.ts'

const entry = (id: string, more: Partial<CameraEntry> = {}): CameraEntry => ({
  id,
  label: id,
  name: id,
  guest: false,
  groups: [],
  sub: 'rtsp://camera.test/1',
  snapshotMs: 2_000,
  flickerCells: 50,
  ...more
})

interface Setting {
  readonly room: CameraRoom
  readonly timers: FakeTimers
  /** By `id/quality`, every connection ever opened. */
  readonly opened: Map<string, (SourceListener & { stopped: boolean })[]>
  readonly source: (key: string) => SourceListener
}

function makeRoom(entries: readonly CameraEntry[]): Setting {
  const timers = fakeTimers()
  const opened: Setting['opened'] = new Map()
  const room = openCameraRoom({
    entries,
    timers,
    realNow: () => 1_000_000 + timers.now(),
    random: () => 0.5,
    changed: () => undefined,
    openSource:
      ({ id }, quality) =>
      (listener) => {
        const mine = { ...listener, stopped: false }
        const key = `${id}/${quality}`
        opened.set(key, [...(opened.get(key) ?? []), mine])
        return { stop: () => (mine.stopped = true) }
      }
  })
  timers.pass(1_000)
  return {
    room,
    timers,
    opened,
    source: (key) => {
      const last = opened.get(key)?.at(-1)
      if (last === undefined) throw new Error(`${key} was not opened`)
      return last
    }
  }
}

function makeViewer({ room, timers }: Setting, stills = false) {
  let guests = false
  const texts: CameraHubMessage[] = []
  const frames: string[] = []
  const viewer = makeCameraViewer({
    room,
    timers,
    realNow: () => 0,
    guests: () => guests,
    socket: {
      sendText: (text) => texts.push(CameraHubMessage.parse(JSON.parse(text))),
      sendBinary: (frame) => {
        const header = decodePicture(frame.slice().buffer)?.header
        frames.push(
          `${header?.channel}:${header?.timestampUs}${header?.key ? 'k' : ''}${header?.cached ? 'c' : ''}`
        )
      }
    }
  })
  const watch = (...streams: readonly (readonly [number, string, 'sub' | 'main'])[]): boolean =>
    viewer.hearText(
      JSON.stringify({
        type: 'watch',
        h265: false,
        stills,
        streams: streams.map(([channel, camera, quality]) => ({
          channel,
          camera,
          quality,
          priority: false
        }))
      })
    )
  const setGuests = (present: boolean): void => {
    guests = present
    viewer.tellCameras()
    viewer.tellStates()
  }
  return { viewer, texts, frames, watch, setGuests }
}

const h264: StreamFormat = { codec: 'avc1.42c01f', width: 640, height: 360 }
const picture = (timestampUs: number, key = false): Picture => ({
  data: new Uint8Array([0, 0, 0, 1]),
  key,
  timestampUs
})

test('however many windows watch, a camera has one connection; its main stream only while watched', () => {
  const setting = makeRoom([entry('a', { main: 'demo:02' }), entry('b')])
  const [one, two] = [makeViewer(setting), makeViewer(setting)]
  for (const { watch } of [one, two]) watch([0, 'a', 'sub'], [1, 'a', 'main'], [2, 'b', 'main'])
  setting.timers.pass(100)
  expect([...setting.opened].map(([key, list]) => [key, list.length])).toEqual([
    ['a/sub', 1],
    ['b/sub', 1],
    ['a/main', 1]
  ])
  one.watch()
  two.viewer.stop()
  setting.timers.pass(9_000)
  expect(setting.opened.get('a/main')?.[0]?.stopped).toBe(false)
  setting.timers.pass(2_000)
  expect(setting.opened.get('a/main')?.[0]?.stopped).toBe(true)
  expect(setting.opened.get('a/sub')?.[0]?.stopped).toBe(false)
})

test('a window gets format, cached and live pictures of what it watches, and nothing else', () => {
  const setting = makeRoom([entry('a'), entry('b')])
  const { frames, texts, watch } = makeViewer(setting)
  const a = setting.source('a/sub')
  a.format(h264)
  for (const [at, key] of [
    [1, true],
    [2, false]
  ] as const)
    a.picture(picture(at, key))
  expect(watch([7, 'a', 'sub'], [8, 'nobody', 'sub'])).toBe(true)
  a.picture(picture(3))
  setting.source('b/sub').picture(picture(4, true))
  watch()
  a.picture(picture(5))
  expect(texts).toEqual([{ type: 'format', channel: 7, ...h264 }])
  expect(frames).toEqual(['7:1kc', '7:2c', '7:3'])
})

test('a 4K stream where a small one was promised shows its key pictures only, and is named', () => {
  const setting = makeRoom([entry('a')])
  const { frames, watch } = makeViewer(setting)
  watch([0, 'a', 'sub'])
  const a = setting.source('a/sub')
  a.format({ ...h264, width: 3_840, height: 2_160 })
  for (const [at, key] of [
    [1, true],
    [2, false],
    [3, true],
    [4, false]
  ] as const)
    a.picture(picture(at, key))
  expect(frames).toEqual(['0:1k', '0:3k'])
  expect(setting.room.states()[0]).toMatchObject({ status: 'live', problem: 'tooLarge' })
})

test('H.265 is not sent to a window that cannot decode it', () => {
  const setting = makeRoom([entry('a')])
  const { frames, texts, watch } = makeViewer(setting)
  watch([0, 'a', 'sub'])
  const a = setting.source('a/sub')
  a.format({ codec: 'hev1.1.6.L93.B0', width: 0, height: 0 })
  a.picture(picture(1, true))
  expect(frames).toEqual([])
  expect(texts).toHaveLength(1)
})

test('a window that can only show stills gets one key picture of a camera every three seconds', () => {
  const setting = makeRoom([entry('a')])
  const { viewer, frames, watch } = makeViewer(setting, true)
  watch([0, 'a', 'sub'])
  for (let tenth = 0; tenth < 70; tenth += 1) {
    setting.source('a/sub').picture(picture(tenth, tenth % 10 === 0))
    viewer.hearText(JSON.stringify({ type: 'ack', seq: frames.length }))
    setting.timers.pass(100)
  }
  expect(frames).toEqual(['0:0k', '0:30k', '0:60k'])
})

test('while guests are here a window gets nothing of a camera that is not theirs; then all again', () => {
  const setting = makeRoom([entry('hall', { guest: true }), entry('cell')])
  const { texts, frames, watch, setGuests } = makeViewer(setting)
  const play = (at: number): void => {
    for (const id of ['hall', 'cell']) setting.source(`${id}/sub`).picture(picture(at, true))
  }
  watch([0, 'hall', 'sub'], [1, 'cell', 'sub'])
  play(1)
  setGuests(true)
  // Asking for it all the same, and asking for it anew, brings nothing either.
  watch([0, 'hall', 'sub'], [1, 'cell', 'sub'], [2, 'cell', 'main'])
  frames.length = 0
  play(2)
  expect(frames).toEqual(['0:2k'])
  expect(texts.at(-2)).toMatchObject({ type: 'cameras', guests: true, cameras: [{ id: 'hall' }] })
  expect(texts.at(-1)).toMatchObject({ type: 'states', states: [{ id: 'hall' }] })
  expect(JSON.stringify(texts.slice(-2))).not.toContain('cell')

  setGuests(false)
  frames.length = 0
  play(3)
  expect(frames).toEqual(['0:3k', '1:3k', '2:3k'])
  expect(texts.at(-2)).toMatchObject({ guests: false, cameras: [{ id: 'hall' }, { id: 'cell' }] })
})

test('what a window sees makes a camera frozen for every window', () => {
  const setting = makeRoom([entry('a')])
  const { viewer, watch } = makeViewer(setting)
  watch([3, 'a', 'sub'])
  for (let second = 0; second <= 12; second += 1) {
    setting.source('a/sub').picture(picture(second * 1e6, true))
    viewer.hearBinary(encodeLooks([{ channel: 3, cells: new Uint8Array(lookCells).fill(80) }]))
    setting.timers.pass(1_000)
  }
  expect(setting.room.states()[0]).toMatchObject({
    id: 'a',
    status: 'frozen',
    pictureAgeMs: 13_000
  })
})

test.each([
  '',
  '{}',
  '[]',
  '{"type":"watch"}',
  '{"type":"ack","seq":-1}',
  '{"type":"watch","h265":true,"stills":false,"streams":[{"channel":999,"camera":"a","quality":"sub","priority":true}]}'
])('a message that is none (%s) is not understood and changes nothing', (text) => {
  const { viewer } = makeViewer(makeRoom([entry('a')]))
  expect(viewer.hearText(text)).toBe(false)
  expect(viewer.hearBinary(new Uint8Array([3, 0, 1]))).toBe(false)
})

test('another list leaves unchanged cameras connected and closes the others', () => {
  const setting = makeRoom([entry('a'), entry('b'), entry('c')])
  setting.room.replace([entry('a'), entry('b', { sub: 'demo:09' })])
  setting.timers.pass(1_000)
  expect(
    [...setting.opened].map(([key, list]) => [key, list.map(({ stopped }) => stopped)])
  ).toEqual([
    ['a/sub', [false]],
    ['b/sub', [true, false]],
    ['c/sub', [true]]
  ])
})

test('through a thousand faults no camera ever has two connections; stopped, none and no timer', () => {
  const setting = makeRoom(Array.from({ length: 35 }, (_, i) => entry(`k${i}`)))
  const open = (): readonly number[] =>
    [...setting.opened.values()].map((list) => list.filter(({ stopped }) => !stopped).length)
  let faults = 0
  for (let step = 0; faults < 1_000; step += 1) {
    const [, list = []] = [...setting.opened][step % 35] ?? []
    const source = list.at(-1)
    if (step % 3 === 0) source?.picture(picture(step * 1e6, true))
    if (source?.stopped === false && step % 4 !== 0) {
      source.stopped = true
      source.ended('ended')
      faults += 1
    }
    setting.timers.pass(step % 7 === 0 ? 20_000 : 500)
    expect(Math.max(...open())).toBeLessThanOrEqual(1)
  }
  setting.timers.pass(61_000)
  setting.room.stop()
  expect(Math.max(...open())).toBe(0)
  expect(setting.timers.waiting()).toBe(0)
})
