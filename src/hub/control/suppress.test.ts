import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { few, several } from '../../contract/shownCount.ts'
import { forGuests, partsForGuests } from './suppress.ts'

test('below five nobody is told how many', () => {
  expect([0, 1, 4, 5, 6].map(forGuests)).toEqual([few, few, few, 5, 6])
})

describe('of a whole that is told', () => {
  test('parts are numbers when none is small', () => {
    expect(partsForGuests({ a: 30, b: 5 }, 6)).toEqual({ a: 30, b: 5 })
  })

  test('no part is a number when one is small, or when the rest is', () => {
    expect(partsForGuests({ a: 30, b: 3 }, 6)).toEqual({ a: several, b: few })
    expect(partsForGuests({ a: 30, b: 5 }, 2)).toEqual({ a: several, b: several })
  })

  test('nobody can work a small part out, knowing the rule', () => {
    // Every split of every whole, by all that guests would be told of it.
    const most = 30
    const told = new Map<string, (readonly number[])[]>()
    for (let a = 0; a <= most; a += 1)
      for (let b = 0; b <= most; b += 1)
        for (let rest = 0; a + b + rest <= most; rest += 1) {
          const all = JSON.stringify([forGuests(a + b + rest), partsForGuests({ a, b }, rest)])
          told.set(all, [...(told.get(all) ?? []), [a, b, rest]])
        }
    const workedOut = [...told.values()].filter((splits) =>
      [0, 1, 2].some((part) => {
        const [only = 0, ...others] = new Set(splits.map((split) => split[part] ?? 0))
        return others.length === 0 && only > 0 && only < 5
      })
    )
    expect(workedOut).toEqual([])
  })

  test('whatever is told as a number is that number, and at least five', () => {
    const counts = fc.array(fc.nat(20), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(counts, fc.nat(20), (all, rest) => {
        const parts = Object.fromEntries(all.map((count, i) => [`p${i}`, count]))
        for (const [key, value] of Object.entries(partsForGuests(parts, rest))) {
          const count = parts[key] ?? Number.NaN
          if (typeof value === 'number') expect([value, value >= 5]).toEqual([count, true])
          else expect(value).toBe(count < 5 ? few : several)
        }
      })
    )
  })
})
