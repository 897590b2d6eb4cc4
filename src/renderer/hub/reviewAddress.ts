import {
  ReviewQuestion,
  type AnchoredPeriod,
  type DayRange,
  type Selection
} from '../../contract/review.ts'

/** What changes are measured against. */
export type Against = 'normal' | 'compare'

/** What the middle of the lower row shows. */
export const details = ['categories', 'agencies', 'calls'] as const
export type Detail = (typeof details)[number]

/** Everything about the scene Puncak that can be sent to a colleague. */
export interface ReviewView {
  /** Absent: what the hub proposes. */
  readonly question?: ReviewQuestion
  readonly against: Against
  readonly detail: Detail
}

export const firstView: ReviewView = { against: 'normal', detail: 'categories' }

const keys = {
  period: 'period',
  compare: 'compare',
  normal: 'normal',
  categories: 'categories',
  districts: 'districts',
  agencies: 'agencies',
  days: 'days',
  weekdays: 'weekdays',
  hours: 'hours',
  against: 'against',
  detail: 'detail'
} as const

/** `2025-03-17..2025-04-14@2025-03-31`: the days, and the day H among them. */
const written = ({ period, anchor }: AnchoredPeriod): string =>
  rangeText(period) + (anchor === undefined ? '' : `@${anchor}`)

const rangeText = ({ from, to }: DayRange): string => `${from}..${to}`

/** Puts a view into an address; what it does not say is taken out, all else stays. */
export function writeView(query: URLSearchParams, { question, against, detail }: ReviewView): void {
  for (const key of Object.values(keys)) query.delete(key)
  if (question !== undefined) {
    const { compare, normal, selection } = question
    query.set(keys.period, written(question))
    if (compare) query.set(keys.compare, written(compare))
    if (normal) query.set(keys.normal, rangeText(normal))
    for (const [key, value] of Object.entries(selection))
      if (value !== undefined)
        query.set(key, Array.isArray(value) ? value.join() : rangeText(value))
  }
  if (against !== firstView.against) query.set(keys.against, against)
  if (detail !== firstView.detail) query.set(keys.detail, detail)
}

/** What follows the `?` of a link that opens this scene with this view in a window of its own. */
export function linkQuery(scene: string, view: ReviewView): string {
  const query = new URLSearchParams({ scene })
  writeView(query, view)
  return query.toString()
}

/** The view of an address; `unreadable` when it names a question that nobody can ask. */
export function readView(query: URLSearchParams): {
  readonly view: ReviewView
  readonly unreadable: boolean
} {
  const against: Against = query.get(keys.against) === 'compare' ? 'compare' : 'normal'
  const detail = details.find((known) => known === query.get(keys.detail)) ?? firstView.detail
  const rest = { against, detail }
  if (!query.has(keys.period)) return { view: rest, unreadable: false }
  const parsed = ReviewQuestion.safeParse(questionIn(query))
  if (!parsed.success) return { view: rest, unreadable: true }
  return { view: { ...rest, question: parsed.data }, unreadable: false }
}

/** Not yet checked: whatever the address says, in the places of a question. */
function questionIn(query: URLSearchParams): unknown {
  const days = query.get(keys.days)
  const selection = {
    ...listIn(query, keys.categories),
    ...listIn(query, keys.districts),
    ...listIn(query, keys.agencies),
    ...(days !== null && { days: rangeIn(days) }),
    ...listIn(query, keys.weekdays, Number),
    ...listIn(query, keys.hours, Number)
  }
  const compare = query.get(keys.compare)
  const normal = query.get(keys.normal)
  return {
    ...periodIn(query.get(keys.period) ?? ''),
    ...(compare !== null && { compare: periodIn(compare) }),
    ...(normal !== null && { normal: rangeIn(normal) }),
    selection
  }
}

function listIn(
  query: URLSearchParams,
  key: keyof Selection,
  read: (text: string) => unknown = String
): Readonly<Record<string, unknown>> {
  const text = query.get(key)
  return text === null ? {} : { [key]: text.split(',').map(read) }
}

function periodIn(text: string): Readonly<Record<string, unknown>> {
  const [days = '', anchor] = text.split('@')
  return { period: rangeIn(days), ...(anchor !== undefined && { anchor }) }
}

function rangeIn(text: string): unknown {
  const [from, to] = text.split('..')
  return { from, to }
}
