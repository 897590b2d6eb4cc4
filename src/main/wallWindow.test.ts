import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { minute, second } from '../contract/time.ts'
import { makeBackoff } from './backoff.ts'
import { FakeWindow } from './fakeElectron.ts'
import { keepWallWindow, type WallWindow } from './wallWindow.ts'

const url = 'http://127.0.0.1:4112/?display=1#token=t'
const bounds = { x: 0, y: 0, width: 3840, height: 2160 }

let opened: FakeWindow[]
let kept: WallWindow

/** Opens a window whose first loads fail as given. */
function keep(...failures: string[]): FakeWindow {
  opened = []
  kept = keepWallWindow({
    open: (place) => {
      const window = new FakeWindow(place, opened.length === 0 ? failures : [])
      opened.push(window)
      return window
    },
    url,
    bounds,
    name: '1',
    log: () => undefined,
    // Upper end of the draw: waits are 1, 2, 4 … seconds exactly.
    backoff: makeBackoff(() => 1)
  })
  return last()
}

const last = (): FakeWindow => {
  const window = opened.at(-1)
  if (window === undefined) throw new Error('no window was opened')
  return window
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  kept.close()
  vi.useRealTimers()
})

it('loads the wall and shows it when it is ready', () => {
  const window = keep()
  expect({ loads: window.loads, shown: window.shown }).toEqual({ loads: [url], shown: true })
})

it('reloads a page whose process crashed', async () => {
  const window = keep()
  window.webContents.crash('crashed')
  expect(window.loads).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(second)
  expect(window.loads).toEqual([url, url])
})

it('loads again when the hub was not there yet', async () => {
  const window = keep('ERR_CONNECTION_REFUSED')
  await vi.advanceTimersByTimeAsync(second)
  expect(window.loads).toHaveLength(2)
})

it('does not take a load that was replaced by another for a failure', async () => {
  const window = keep('ERR_ABORTED (-3)')
  await vi.advanceTimersByTimeAsync(5 * second)
  expect(window.loads).toHaveLength(1)
})

it('opens a new window when reloading has not helped three times', async () => {
  const window = keep()
  for (const waitMs of [1, 2, 4].map((seconds) => seconds * second)) {
    last().webContents.crash('crashed')
    await vi.advanceTimersByTimeAsync(waitMs)
  }
  expect(opened).toHaveLength(2)
  expect(window.isDestroyed()).toBe(true)
  expect(last().loads).toEqual([url])
})

it('waits longer after each crash, and briefly again after a calm minute', async () => {
  const window = keep()
  window.webContents.crash('oom')
  await vi.advanceTimersByTimeAsync(second)
  window.webContents.crash('oom')
  await vi.advanceTimersByTimeAsync(second)
  expect(window.loads).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(second)
  expect(window.loads).toHaveLength(3)

  await vi.advanceTimersByTimeAsync(minute)
  window.webContents.crash('oom')
  await vi.advanceTimersByTimeAsync(second)
  expect(window.loads).toHaveLength(4)
})

it('ends a page that no longer answers and loads it again, though nobody touched it', async () => {
  const window = keep()
  window.webContents.hangs = true
  await vi.advanceTimersByTimeAsync(10 * second + 15 * second)
  expect(window.webContents.crashes).toBe(1)
  window.webContents.hangs = false
  await vi.advanceTimersByTimeAsync(second)
  expect(window.loads).toHaveLength(2)
})

it('asks at once when Electron itself calls the page unresponsive', async () => {
  const window = keep()
  window.webContents.hangs = true
  window.emit('unresponsive')
  await vi.advanceTimersByTimeAsync(15 * second)
  expect(window.webContents.crashes).toBe(1)
})

it('leaves a page alone that answers', async () => {
  const window = keep()
  await vi.advanceTimersByTimeAsync(10 * minute)
  expect({ loads: window.loads.length, crashes: window.webContents.crashes }).toEqual({
    loads: 1,
    crashes: 0
  })
})

it('opens a window again that somebody closed', async () => {
  keep().destroy()
  await vi.advanceTimersByTimeAsync(second)
  expect(opened).toHaveLength(2)
})

it('stays closed once it was closed on purpose', async () => {
  const window = keep()
  window.webContents.crash('crashed')
  kept.close()
  await vi.advanceTimersByTimeAsync(minute)
  expect({ windows: opened.length, loads: window.loads.length }).toEqual({ windows: 1, loads: 1 })
  expect(vi.getTimerCount()).toBe(0)
})

it('moves and loads only when the display or the hub has really changed', () => {
  const window = keep()
  kept.update(url, { ...bounds })
  expect(window.loads).toHaveLength(1)
  kept.update('http://127.0.0.1:5000/#token=t', { ...bounds, x: 3840 })
  expect(window.loads.at(-1)).toBe('http://127.0.0.1:5000/#token=t')
  expect(window.bounds.x).toBe(3840)
})
