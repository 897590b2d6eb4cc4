import { expect, it } from 'vitest'
import { makeWallStore } from './wallStore.ts'

const unreadable = { type: 'unreadable', where: 'changes.0' } as const

it('changes that come before the next frame are drawn once, as the newest state', () => {
  const frames: (() => void)[] = []
  const seen: number[] = []
  const store = makeWallStore(undefined, (tell) => frames.push(tell))
  store.subscribe(() => seen.push(store.state().unreadable.count))

  store.dispatch(unreadable)
  store.dispatch(unreadable)
  expect([store.state().unreadable.count, seen, frames.length]).toEqual([2, [], 1])
  frames.shift()?.()
  store.dispatch(unreadable)
  frames.shift()?.()
  expect([seen, frames.length]).toEqual([[2, 3], 0])
})

it('without frames a change is told at once', () => {
  const seen: number[] = []
  const store = makeWallStore()
  store.subscribe(() => seen.push(store.state().unreadable.count))
  store.dispatch(unreadable)
  store.dispatch(unreadable)
  expect(seen).toEqual([1, 2])
})
