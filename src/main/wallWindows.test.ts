import { expect, it } from 'vitest'
import { FakeWindow } from './fakeElectron.ts'
import type { PlannedWindow } from '../displays/planWindows.ts'
import { makeWallWindows } from './wallWindows.ts'

const hub = { url: 'http://127.0.0.1:4112/', token: 't'.repeat(32) }
const planned = (display: string, x: number): PlannedWindow => ({
  display,
  bounds: { x, y: 0, width: 1920, height: 1080 }
})

function makeWall() {
  const opened: FakeWindow[] = []
  const windows = makeWallWindows(
    (bounds) => {
      const window = new FakeWindow(bounds)
      opened.push(window)
      return window
    },
    () => undefined
  )
  return { windows, opened }
}

it('opens one window per display, each with the name of its display in its address', () => {
  const { windows, opened } = makeWall()
  windows.apply([planned('7', 0), planned('8', 1920)], hub)
  expect(opened.map(({ loads }) => loads)).toEqual([
    [`http://127.0.0.1:4112/?display=7#token=${hub.token}`],
    [`http://127.0.0.1:4112/?display=8#token=${hub.token}`]
  ])
  windows.close()
})

it('closes the window of a display that was unplugged and opens it when it is back', () => {
  const { windows, opened } = makeWall()
  windows.apply([planned('7', 0), planned('8', 1920)], hub)
  windows.apply([planned('7', 0)], hub)
  expect(opened.map((window) => window.isDestroyed())).toEqual([false, true])
  windows.apply([planned('7', 0), planned('8', 1920)], hub)
  expect(opened).toHaveLength(3)
  windows.close()
})

it('leaves other windows as they are when one display changes its size', () => {
  const { windows, opened } = makeWall()
  windows.apply([planned('7', 0), planned('8', 1920)], hub)
  windows.apply(
    [planned('7', 0), { display: '8', bounds: { x: 1920, y: 0, width: 3840, height: 2160 } }],
    hub
  )
  expect(opened.map(({ loads, bounds }) => [loads.length, bounds.width])).toEqual([
    [1, 1920],
    [1, 3840]
  ])
  windows.close()
})

it('shows nothing without displays, and waits for one', () => {
  const { windows, opened } = makeWall()
  windows.apply([], hub)
  expect(opened).toEqual([])
  windows.apply([planned('7', 0)], hub)
  expect(opened).toHaveLength(1)
  windows.close()
})
