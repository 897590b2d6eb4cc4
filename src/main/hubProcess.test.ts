import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { HubReady } from '../contract/launch.ts'
import { second } from '../contract/time.ts'
import { makeBackoff } from './backoff.ts'
import { FakeChild } from './fakeElectron.ts'
import { startHubProcess } from './hubProcess.ts'

const ready: HubReady = {
  ready: true,
  url: 'http://127.0.0.1:4112/',
  token: 'a'.repeat(64),
  mqtt: 'mqtt://127.0.0.1:1883'
}

function startHub() {
  const children: FakeChild[] = []
  const heard: HubReady[] = []
  const refused = vi.fn()
  let notice = (): void => undefined
  const hub = startHubProcess({
    fork: (flags, env) => {
      const child = new FakeChild(flags, env)
      children.push(child)
      return child
    },
    flags: ['--city', 'serang'],
    log: () => undefined,
    onReady: (value) => {
      heard.push(value)
      notice()
    },
    onRefused: refused,
    backoff: makeBackoff(() => 1)
  })
  const last = (): FakeChild => {
    const child = children.at(-1)
    if (child === undefined) throw new Error('no hub was started')
    return child
  }
  const becomeReady = async (): Promise<void> => {
    const next = new Promise<void>((resolve) => (notice = resolve))
    last().print(JSON.stringify(ready))
    await next
  }
  return { hub, children, heard, refused, last, becomeReady }
}

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => vi.useRealTimers())

it('passes the flags on and says when the hub is ready', async () => {
  const { children, heard, becomeReady } = startHub()
  await becomeReady()
  expect(children[0]?.flags).toEqual(['--city', 'serang'])
  expect(heard).toEqual([ready])
})

it('does not take other lines for the ready line', async () => {
  const { heard, last, becomeReady } = startHub()
  last().print('listening')
  last().print('{"ready":true}')
  await becomeReady()
  expect(heard).toEqual([ready])
})

it('restarts a crashed hub at the same port with the same token', async () => {
  const { children, last, becomeReady } = startHub()
  await becomeReady()
  last().emit('exit', 9)
  expect(children).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(second)
  expect(children).toHaveLength(2)
  expect(last().flags).toEqual(['--city', 'serang', '--port', '4112'])
  expect(last().env).toEqual({ SIAGA_TOKEN: ready.token })
})

it('waits twice as long after each crash, and gives the port up when it does not help', async () => {
  const { children, last, becomeReady } = startHub()
  await becomeReady()
  for (const seconds of [1, 2, 4]) {
    const before = children.length
    last().emit('exit', 1)
    await vi.advanceTimersByTimeAsync(seconds * second - 1)
    expect(children).toHaveLength(before)
    await vi.advanceTimersByTimeAsync(1)
    expect(children).toHaveLength(before + 1)
  }
  expect(last().flags).toEqual(['--city', 'serang'])
})

it('gives up at once when the hub ends before it was ever ready', async () => {
  const { children, refused, last } = startHub()
  last().emit('exit', 1)
  await vi.advanceTimersByTimeAsync(60 * second)
  expect(refused).toHaveBeenCalledOnce()
  expect(children).toHaveLength(1)
})

it('asks the hub to end on stop and does not start it again', async () => {
  const { hub, children, last, becomeReady } = startHub()
  await becomeReady()
  await hub.stop()
  await vi.advanceTimersByTimeAsync(60 * second)
  expect(last().killed).toBe(false)
  expect(children).toHaveLength(1)
})

it('ends a hub that does not listen', async () => {
  const { hub, children, last, becomeReady } = startHub()
  await becomeReady()
  last().obeys = false
  const stopped = hub.stop()
  await vi.advanceTimersByTimeAsync(10 * second)
  await stopped
  expect(last().killed).toBe(true)
  expect(children).toHaveLength(1)
})
