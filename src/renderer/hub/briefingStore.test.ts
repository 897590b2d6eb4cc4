import { expect, test } from 'vitest'
import type { Briefing, FrozenBriefing } from '../../contract/briefing.ts'
import { makeBriefing } from '../../testing/makeBriefing.ts'
import type { BriefingApi } from './briefingApi.ts'
import { makeBriefingStore, refreshEveryMs } from './briefingStore.ts'
import type { Told } from './reviewApi.ts'

const code = 'K7QM3XRE'
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A hub that answers what it is told to, and a clock that is moved by hand. */
function pretended() {
  let now = 0
  let timers: { readonly at: number; readonly call: () => void }[] = []
  const asked: string[] = []
  const hub = {
    live: { ok: true, value: makeBriefing() } as Told<Briefing>,
    frozen: {
      ok: true,
      value: { code, city: 'contoh', briefing: makeBriefing({ total: 7 }) }
    } as Told<FrozenBriefing>,
    done: { ok: true, value: undefined } as Told<unknown>
  }
  const api: BriefingApi = {
    live: async () => (asked.push('live'), hub.live),
    frozen: async (which) => (asked.push(which), hub.frozen),
    freeze: async () => (asked.push('freeze'), hub.done),
    release: async () => (asked.push('release'), hub.done)
  }
  const store = makeBriefingStore(api, {
    monotonic: () => now,
    after: (ms, call) => {
      const timer = { at: now + ms, call }
      timers.push(timer)
      return () => {
        timers = timers.filter((each) => each !== timer)
      }
    }
  })
  const pass = async (ms: number): Promise<void> => {
    now += ms
    const due = timers.filter(({ at }) => at <= now)
    timers = timers.filter(({ at }) => at > now)
    for (const { call } of due) call()
    await settled()
  }
  return { store, hub, asked, pass }
}

test('figures of now are asked at once, and again when something came in, but not at every breath', async () => {
  const { store, asked, pass } = pretended()
  store.wish({ code: undefined, mode: 'briefing' })
  store.start()
  await settled()
  expect(store.state().shown?.briefing.total).toBe(15_812)
  for (let i = 0; i < 20; i += 1) store.touch()
  await pass(refreshEveryMs - 1)
  expect(asked).toEqual(['live'])
  await pass(1)
  expect(asked).toEqual(['live', 'live'])
})

test('frozen figures are asked once, whatever comes in', async () => {
  const { store, asked, pass } = pretended()
  store.wish({ code, mode: 'briefing' })
  store.start()
  await settled()
  expect(store.state().shown).toMatchObject({ code, briefing: { total: 7 } })
  store.touch()
  await pass(120_000)
  expect(asked).toEqual([code])
  store.wish({ code: undefined, mode: 'briefing' })
  await settled()
  expect(store.state().shown).toMatchObject({ code: undefined, briefing: { total: 15_812 } })
})

test('in another mode nothing of what was seen before stays', async () => {
  const { store, hub } = pretended()
  store.wish({ code: undefined, mode: 'operations' })
  store.start()
  await settled()
  hub.live = { ok: false, fault: { kind: 'unreachable' } }
  store.wish({ code: undefined, mode: 'guests' })
  expect(store.state().shown).toBeUndefined()
  await settled()
  expect(store.state()).toMatchObject({ shown: undefined, fault: { kind: 'unreachable' } })
})

test('when the hub fails the last figures stay and say so, and it is asked again', async () => {
  const { store, hub, pass } = pretended()
  store.wish({ code: undefined, mode: 'briefing' })
  store.start()
  await settled()
  hub.live = { ok: false, fault: { kind: 'unreachable' } }
  store.touch()
  await pass(refreshEveryMs)
  expect(store.state().fault).toEqual({ kind: 'unreachable' })
  expect(store.state().shown?.briefing.total).toBe(15_812)
  hub.live = { ok: true, value: makeBriefing({ total: 16_000 }) }
  await pass(1_000)
  expect(store.state()).toMatchObject({ fault: undefined, shown: { briefing: { total: 16_000 } } })
})

test('the key freezes and releases, and says when that was refused', async () => {
  const { store, hub, asked, pass } = pretended()
  store.toggle()
  store.wish({ code, mode: 'briefing' })
  hub.done = { ok: false, fault: { kind: 'refused', status: 503 } }
  store.toggle()
  await settled()
  expect(asked).toEqual(['freeze', 'release'])
  expect(store.state().refused).toMatchObject({ status: 503 })
  await pass(10_000)
  expect(store.state().refused).toBeUndefined()
})
