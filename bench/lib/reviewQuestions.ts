import type { City } from '../../src/contract/city.ts'
import type { AnchoredPeriod, ReviewQuestion, Selection } from '../../src/contract/review.ts'
import { daysIn } from '../../src/contract/review.ts'

type Shape = Omit<ReviewQuestion, 'selection'>

const lebaran: Readonly<Record<number, AnchoredPeriod>> = {
  2023: { period: { from: '2023-04-08', to: '2023-05-06' }, anchor: '2023-04-22' },
  2024: { period: { from: '2024-03-27', to: '2024-04-24' }, anchor: '2024-04-10' },
  2025: { period: { from: '2025-03-17', to: '2025-04-14' }, anchor: '2025-03-31' }
}
const christmas: readonly AnchoredPeriod[] = [
  { period: { from: '2024-12-18', to: '2025-01-04' }, anchor: '2024-12-25' },
  { period: { from: '2023-12-18', to: '2024-01-04' }, anchor: '2023-12-25' }
]
const february = { from: '2025-02-01', to: '2025-02-28' }

/** What an analyst asks for, from a week to the longest a question may span. */
const shapes: readonly Shape[] = [
  { ...lebaran[2025], compare: lebaran[2024], normal: february },
  { ...lebaran[2024], compare: lebaran[2023], normal: { from: '2024-02-01', to: '2024-02-29' } },
  { ...christmas[0], compare: christmas[1], normal: { from: '2024-11-01', to: '2024-11-30' } },
  { period: { from: '2025-04-07', to: '2025-04-13' }, normal: february },
  {
    period: { from: '2025-03-01', to: '2025-03-31' },
    compare: { period: { from: '2024-03-01', to: '2024-03-31' } },
    normal: february
  },
  {
    period: { from: '2025-01-01', to: '2025-03-31' },
    compare: { period: { from: '2024-01-01', to: '2024-03-31' } },
    normal: { from: '2024-09-01', to: '2024-11-30' }
  },
  {
    period: { from: '2024-10-01', to: '2025-03-31' },
    compare: { period: { from: '2023-10-01', to: '2024-03-31' } },
    normal: february
  },
  {
    period: { from: '2024-03-01', to: '2025-03-31' },
    compare: { period: { from: '2023-02-01', to: '2024-02-29' } },
    normal: february
  }
] as readonly Shape[] // every named year is in the list above

/** Eight periods, each with five selections. */
export function reviewQuestions(city: City): readonly ReviewQuestion[] {
  const categories = city.categories.map(({ id }) => id)
  const districts = city.districts.map(({ code }) => code)
  const pick = (list: readonly string[], at: number): string => list[at % list.length] ?? ''
  return shapes.flatMap((shape, at) => {
    const selections: Selection[] = [
      {},
      { categories: [pick(categories, at), pick(categories, at + 5)] },
      { agencies: ['dinkes'], hours: [6, 7, 8, 15, 16, 17, 18] },
      { districts: [pick(districts, at), 'unknown'], weekdays: [5, 6] },
      { days: middleOf(shape.period), agencies: ['damkar', 'polisi'] }
    ]
    return selections.map((selection): ReviewQuestion => ({ ...shape, selection }))
  })
}

function middleOf(period: ReviewQuestion['period']): ReviewQuestion['period'] {
  const third = Math.floor(daysIn(period) / 3)
  const later = (days: number): string =>
    new Date(Date.parse(period.from) + days * 86_400_000).toISOString().slice(0, 10)
  return { from: later(third), to: later(2 * third) }
}
