import type { Display } from 'electron'
import { EventEmitter } from 'node:events'
import { expect, it, vi } from 'vitest'
import { readOutputs, watchDisplays } from './displays.ts'

type Told = Pick<Display, 'id' | 'label' | 'bounds' | 'scaleFactor' | 'nativeOrigin'>

function makeScreen(displays: readonly Told[]) {
  const events = new EventEmitter()
  return {
    // Of a display nothing else is read.
    getAllDisplays: () => displays as Display[],
    getPrimaryDisplay: () => displays[0] as Display,
    on: events.on.bind(events),
    emit: events.emit.bind(events)
  }
}

const told: readonly Told[] = [
  {
    id: 11,
    label: 'LG 55VM5J',
    bounds: { x: 0, y: 0, width: 1920, height: 1080 },
    scaleFactor: 2,
    nativeOrigin: { x: 0, y: 0 }
  },
  {
    id: 12,
    label: '',
    bounds: { x: 1920, y: 0, width: 1920, height: 1080 },
    scaleFactor: 1,
    nativeOrigin: { x: 3840, y: 0 }
  }
]

it('a display of Electron is the output of X that covers the same pixels, however large it draws', async () => {
  const inX = () =>
    Promise.resolve([
      { id: 'DP-1', label: 'DP-1', bounds: { x: 3840, y: 0, width: 1920, height: 1080 } },
      {
        id: 'HDMI-1',
        label: 'HDMI-1',
        edid: 'GSM-5BBF-1',
        bounds: { x: 0, y: 0, width: 3840, height: 2160 }
      }
    ])
  expect(await readOutputs(makeScreen(told), inX)).toEqual({
    outputs: [
      { id: '11', label: 'HDMI-1', edid: 'GSM-5BBF-1', bounds: told[0]?.bounds },
      { id: '12', label: 'DP-1', edid: undefined, bounds: told[1]?.bounds }
    ],
    primary: '11'
  })
})

it('where X tells nothing, the name of the screen is what is left, or its number', async () => {
  const { outputs } = await readOutputs(makeScreen(told), () => Promise.resolve([]))
  expect(outputs.map(({ label }) => label)).toEqual(['LG 55VM5J', '12'])
})

it('without any display nobody asks for the primary one', async () => {
  const screen = {
    ...makeScreen([]),
    getPrimaryDisplay: () => {
      throw new Error('there is none')
    }
  }
  const none = await readOutputs(screen, () => Promise.resolve([]))
  expect(none).toEqual({ outputs: [], primary: undefined })
})

it('outputs that come back one after another make one plan', () => {
  vi.useFakeTimers()
  const screen = makeScreen(told)
  const replan = vi.fn()
  watchDisplays(screen, replan)
  for (const event of ['display-removed', 'display-added', 'display-metrics-changed'])
    screen.emit(event)
  vi.advanceTimersByTime(499)
  expect(replan).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(replan).toHaveBeenCalledOnce()
  vi.useRealTimers()
})
