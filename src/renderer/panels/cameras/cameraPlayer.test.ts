import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeCameraPlayer, type CameraPlayer } from './cameraPlayer.ts'
import type { ToWorker } from './workerMessages.ts'

/** As much of a page as the player touches; a browser in which only stills can be shown. */
class FakePage extends EventTarget {
  hidden = false
  createElement = (): object => ({
    transferControlToOffscreen: () => ({}),
    remove: () => undefined
  })
}

let page: FakePage
let told: ToWorker[]
const heard = vi.fn()

beforeEach(() => {
  page = new FakePage()
  told = []
  heard.mockClear()
  vi.stubGlobal('document', page)
  vi.stubGlobal('VideoDecoder', vi.fn())
  vi.stubGlobal('VideoFrame', vi.fn())
})
afterEach(() => vi.unstubAllGlobals())

function open(): CameraPlayer {
  const worker = { postMessage: (message: ToWorker) => told.push(message) }
  // The player only posts to it and sets its `onmessage`.
  return makeCameraPlayer({ makeWorker: () => worker as never, heard, showing: () => undefined })
}

/** The cameras of the latest word to the worker, after the page has come to rest. */
async function watched(): Promise<readonly string[] | undefined> {
  await Promise.resolve()
  const views = told.filter((message) => message.type === 'views').at(-1)?.views
  return views?.map(({ camera }) => camera)
}

const view = (camera: string) => ({ camera, quality: 'sub' as const, priority: false })

test('only what is visible is watched, and a hidden window watches nothing', async () => {
  const player = open()
  const [one, two] = [player.borrow(), player.borrow()]
  player.show(one, view('k1'))
  player.show(two, view('k2'))
  expect(await watched()).toEqual(['k1', 'k2'])
  player.show(two, undefined)
  expect(await watched()).toEqual(['k1'])
  page.hidden = true
  page.dispatchEvent(new Event('visibilitychange'))
  expect(await watched()).toEqual([])
  page.hidden = false
  page.dispatchEvent(new Event('visibilitychange'))
  expect(await watched()).toEqual(['k1'])
  player.giveBack(one)
  expect(await watched()).toEqual([])
})

test('elements are made once and lent again', () => {
  const player = open()
  const first = player.borrow()
  player.giveBack(first)
  expect(player.borrow()).toBe(first)
})

test('where no frame can go into a video, canvases show stills; without WebCodecs nothing', () => {
  const player = open()
  player.open('ws://127.0.0.1/cameras', [])
  player.borrow()
  expect(told.map(({ type }) => type)).toEqual(['open', 'canvas'])
  expect(told[0]).toMatchObject({ path: 'stills' })
  expect(heard).toHaveBeenCalledWith({ type: 'pictures', pictures: 'stills' })
  Reflect.deleteProperty(globalThis, 'VideoDecoder')
  open()
  expect(heard).toHaveBeenLastCalledWith({ type: 'pictures', pictures: 'none' })
})
