import { expect, it } from 'vitest'
import { takeToken } from './token.ts'

function place(hash: string, kept = new Map<string, string>()) {
  const shown: unknown[] = []
  return {
    shown,
    kept,
    location: { hash, pathname: '/', search: '?display=2' },
    history: {
      replaceState: (_: unknown, __: string, url?: string | URL | null) => shown.push(url)
    },
    storage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value)
    }
  }
}

it('the token is taken out of the address and kept for a reload', () => {
  const first = place('#token=secret')
  expect(takeToken(first)).toBe('secret')
  expect(first.shown).toEqual(['/?display=2'])
  expect(takeToken(place('', first.kept))).toBe('secret')
})

it('a window opened without one has none', () => {
  const bare = place('')
  expect([takeToken(bare), bare.shown]).toEqual([undefined, []])
})
