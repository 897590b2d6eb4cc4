import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ReviewQuestion } from '../../contract/review.ts'
import { details, linkQuery, readView, writeView, type ReviewView } from './reviewAddress.ts'

const day = fc
  .integer({ min: 0, max: 3_000 })
  .map((n) => new Date(Date.UTC(2020, 0, 1) + n * 86_400_000).toISOString().slice(0, 10))
const range = fc.tuple(day, fc.integer({ min: 0, max: 60 })).map(([from, length]) => ({
  from,
  to: new Date(Date.parse(from) + length * 86_400_000).toISOString().slice(0, 10)
}))
const anchored = fc.record({ period: range, anchor: day }, { requiredKeys: ['period'] })
const some = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(one, { minLength: 1, maxLength: 4 })
const selection = fc.record(
  {
    categories: some(fc.constantFrom('kebakaran', 'medis', 'kdrt')),
    districts: some(fc.constantFrom('33.74.01', 'unknown')),
    agencies: some(fc.constantFrom('damkar', 'dinkes')),
    days: range,
    weekdays: some(fc.integer({ min: 0, max: 6 })),
    hours: some(fc.integer({ min: 0, max: 23 }))
  },
  { requiredKeys: [] }
)
const view: fc.Arbitrary<ReviewView> = fc
  .tuple(
    fc.record({ compare: anchored, normal: range, selection }, { requiredKeys: ['selection'] }),
    anchored,
    fc.constantFrom('normal' as const, 'compare' as const),
    fc.constantFrom(...details)
  )
  .map(([rest, period, against, detail]) => ({
    question: ReviewQuestion.parse({ ...period, ...rest }),
    against,
    detail
  }))

describe('the address of a view', () => {
  test('opens the same view again, beside whatever else it says', () => {
    fc.assert(
      fc.property(view, (shown) => {
        const query = new URLSearchParams('theme=light&scene=puncak')
        writeView(query, shown)
        const read = readView(new URLSearchParams(query.toString()))
        expect(read).toEqual({ view: shown, unreadable: false })
        expect([query.get('theme'), query.get('scene')]).toEqual(['light', 'puncak'])
      }),
      { numRuns: 60 }
    )
  })

  test('says nothing of a choice that was taken back', () => {
    const query = new URLSearchParams('period=2025-03-17..2025-04-14&hours=16&detail=calls')
    writeView(query, { against: 'normal', detail: 'categories' })
    expect(query.toString()).toBe('')
  })

  test('that names no question that can be asked is said to be unreadable', () => {
    for (const search of [
      'period=2025-03-17',
      'period=2025-04-14..2025-03-17',
      'period=2025-02-31..2025-03-01',
      'period=2025-03-17..2025-04-14&hours=25',
      'period=2025-03-17..2025-04-14&categories='
    ])
      expect(readView(new URLSearchParams(search))).toEqual({
        view: { against: 'normal', detail: 'categories' },
        unreadable: true
      })
  })

  test('as a link names its scene', () => {
    expect(linkQuery('puncak', { against: 'compare', detail: 'categories' })).toBe(
      'scene=puncak&against=compare'
    )
  })
})
