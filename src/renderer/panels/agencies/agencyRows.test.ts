import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AgencyBoard, OpenCounts } from '../../../contract/aggregates.ts'
import type { Agency } from '../../../contract/city.ts'
import { minute } from '../../../contract/time.ts'
import { makeWallCity } from '../../../testing/make.ts'
import { agencyRows } from './agencyRows.ts'

const agency = (id: string, named = true): Agency => ({
  id,
  name: id,
  shortName: id,
  kind: 'opd',
  named,
  aliases: []
})
const city = makeWallCity({ agencies: ['a', 'b', 'c', 'd'].map((id) => agency(id)) })

function counts(byAgency: OpenCounts['byAgency']): OpenCounts {
  return { open: 0, late: 0, arrived: 0, exercises: 0, byAgency }
}

function board(row: Partial<AgencyBoard['rows'][number]>): AgencyBoard {
  const full = {
    agency: 'a',
    n: 50,
    medianMs: 8 * minute,
    p90Ms: 12 * minute,
    met: 40,
    breached: 10
  }
  return { days: 30, target: 'tiba-10', rows: [{ ...full, ...row }] }
}

const names = (rows: readonly { readonly id: string }[]): string =>
  rows.map(({ id }) => id).join('')

describe('the order', () => {
  const openCounts = counts({ c: { open: 2, late: 1 }, d: { open: 1, late: 0 } })
  it('is the city’s while all fit', () => {
    expect(names(agencyRows({ city, board: undefined, openCounts }, 4).rows)).toBe('abcd')
  })

  it('puts the active first when they do not, and counts the others', () => {
    const { rows, hidden } = agencyRows({ city, board: undefined, openCounts }, 3)
    expect(names(rows)).toBe('cd')
    expect(hidden).toEqual({ count: 2, open: 0 })
    expect(agencyRows({ city, board: undefined, openCounts }, 2).hidden).toEqual({
      count: 3,
      open: 1
    })
  })

  it('leaves idle ones unmentioned for far seats, never active ones', () => {
    expect(agencyRows({ city, board: undefined, openCounts }, 2, true)).toMatchObject({
      hidden: { count: 0 }
    })
    expect(agencyRows({ city, board: undefined, openCounts }, 1, true).hidden.count).toBe(4)
  })
})

it('a slot without a name shows only while it has something to do', () => {
  const slots = makeWallCity({ agencies: [agency('a'), agency('slot', false)] })
  const row = (openCounts: OpenCounts): string =>
    names(agencyRows({ city: slots, board: undefined, openCounts }, 9).rows)
  expect(row(counts({}))).toBe('a')
  expect(row(counts({ slot: { open: 1, late: 0 } }))).toBe('aslot')
})

describe('the response', () => {
  const first = (row: Partial<AgencyBoard['rows'][number]>) =>
    agencyRows({ city, board: board(row), openCounts: counts({}) }, 9).rows[0]?.response

  it('is a median, its P90, and the share in time', () => {
    const response = first({})
    expect(response).toMatchObject({ few: false, pastTarget: false, share: 0.8 })
    expect(response?.median).toBeCloseTo(8 / 16.5)
    expect(response?.p90).toBeCloseTo(12 / 16.5)
  })

  it('is marked when its median is past the target, and never leaves the axis', () => {
    expect(first({ medianMs: 11 * minute, p90Ms: 90 * minute })).toMatchObject({
      pastTarget: true,
      p90: 1
    })
  })

  it('of fewer than five has no share and no P90', () => {
    expect(first({ n: 4, met: 4, breached: 0 })).toMatchObject({ few: true, n: 4 })
    expect(first({ n: 4, met: 4, breached: 0 })?.share).toBeUndefined()
    expect(first({ n: 4 })?.p90).toBeUndefined()
    expect(first({ n: 5, met: 5, breached: 0 })).toMatchObject({ few: false, share: 1 })
  })

  it('of nothing timed is unknown, not zero', () => {
    const { rows } = agencyRows(
      { city, board: { days: 30, target: 'tiba-10', rows: [] }, openCounts: undefined },
      9
    )
    expect(rows[0]).toMatchObject({ response: undefined, open: undefined })
  })
})

it('every named agency has a row or is counted', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 20 }),
      fc.nat({ max: 25 }),
      (open, fits) => {
        const many = makeWallCity({
          agencies: [agency('x0'), ...open.slice(1).map((_, index) => agency(`x${index + 1}`))]
        })
        const openCounts = counts(
          Object.fromEntries(
            open.flatMap((count, index) =>
              count === 0 ? [] : [[`x${index}`, { open: count, late: 0 }] as const]
            )
          )
        )
        const { rows, hidden } = agencyRows({ city: many, board: undefined, openCounts }, fits)
        expect(rows.length + hidden.count).toBe(open.length)
        const shown = rows.reduce((sum, row) => sum + Number(row.open ?? 0), 0)
        expect(shown + hidden.open).toBe(open.reduce((sum, count) => sum + count, 0))
        expect(rows.length + (hidden.count > 0 ? 1 : 0)).toBeLessThanOrEqual(Math.max(1, fits))
      }
    )
  )
})
