import { EventEmitter } from 'node:events'
import { expect, it, vi } from 'vitest'
import { watchDisplays } from './displays.ts'
import { arrangeQuit, isQuitKey } from './lifecycle.ts'

function makeApp() {
  const signals = new EventEmitter()
  const app = Object.assign(new EventEmitter(), { quit: vi.fn(), exit: vi.fn() })
  const order: string[] = []
  // An EventEmitter is all of a process that is listened to here.
  const quitting = arrangeQuit(app, signals, () => undefined)
  quitting.onQuit(async () => {
    await Promise.resolve()
    order.push('hub')
  })
  quitting.onQuit(() => void order.push('windows'))
  return { app, signals, order, quitting }
}

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])(
  'stops all in reverse on %s, then ends',
  async (signal) => {
    const { app, signals, order } = makeApp()
    signals.emit(signal)
    await vi.waitFor(() => expect(app.exit).toHaveBeenCalledWith(0))
    expect(order).toEqual(['windows', 'hub'])
  }
)

it('holds a quit back until everything has stopped, and does it once', async () => {
  const { app, signals, order } = makeApp()
  const preventDefault = vi.fn()
  app.emit('before-quit', { preventDefault })
  signals.emit('SIGTERM')
  expect(preventDefault).toHaveBeenCalledOnce()
  await vi.waitFor(() => expect(app.exit).toHaveBeenCalledOnce())
  expect(order).toEqual(['windows', 'hub'])
})

it('ends although one part fails to stop', async () => {
  const { app, order, quitting } = makeApp()
  quitting.onQuit(() => {
    throw new Error('stuck')
  })
  quitting.quit(2)
  await vi.waitFor(() => expect(app.exit).toHaveBeenCalledWith(2))
  expect(order).toEqual(['windows', 'hub'])
})

it('stays when all windows are closed: a wall without displays waits for one', () => {
  const { app } = makeApp()
  app.emit('window-all-closed')
  expect(app.listenerCount('window-all-closed')).toBe(1)
  expect(app.exit).not.toHaveBeenCalled()
})

it('quits on Ctrl+Shift+Q alone', () => {
  const press = { type: 'keyDown', control: true, shift: true, key: 'Q' } as const
  expect(isQuitKey(press)).toBe(true)
  expect(isQuitKey({ ...press, shift: false })).toBe(false)
  expect(isQuitKey({ ...press, type: 'keyUp' })).toBe(false)
})

it('plans once when the outputs of a wall come back one after another', () => {
  vi.useFakeTimers()
  const screen = Object.assign(new EventEmitter(), {
    getAllDisplays: () => [],
    getPrimaryDisplay: () => {
      throw new Error('there is no display')
    }
  })
  const replan = vi.fn()
  watchDisplays(screen, replan)
  for (const event of [
    'display-added',
    'display-added',
    'display-metrics-changed',
    'display-removed'
  ])
    screen.emit(event)
  vi.runAllTimers()
  expect(replan).toHaveBeenCalledOnce()
  vi.useRealTimers()
})
