import type { ChangedFigure, FiguresToday } from '../../contract/export.ts'
import type { ReviewAnswer } from '../../contract/review.ts'

/** Not figures of the period: when it was counted, and the ends of what the store holds. */
const passing: ReadonlySet<string> = new Set([
  'asOf',
  'newest',
  'since'
] satisfies (keyof ReviewAnswer)[])

/** Which figures of `then` are otherwise in `now`, both answers to the same question. */
export function compareFigures(then: ReviewAnswer, now: ReviewAnswer): FiguresToday {
  const before = new Map(leavesOf(then))
  const after = new Map(leavesOf(now))
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (figure) => !passing.has(figure) && before.get(figure) !== after.get(figure)
  )
  const totals = changed.filter((figure) => /^(?:total|response)\./u.test(figure))
  return {
    same: changed.length === 0,
    totals: totals.map((figure) => changeOf(figure, before.get(figure), after.get(figure))),
    others: changed.length - totals.length
  }
}

type Leaf = number | string | boolean

function changeOf(figure: string, then: Leaf | undefined, now: Leaf | undefined): ChangedFigure {
  return {
    figure,
    ...(then === undefined ? {} : { then }),
    ...(now === undefined ? {} : { now })
  }
}

/** Rows by their name where they have one, so that a changed order is no change of every row. */
function* leavesOf(value: unknown, path = ''): Generator<[string, Leaf]> {
  if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      const name = Array.isArray(value) ? (nameOf(each) ?? key) : key
      yield* leavesOf(each, path === '' ? name : `${path}.${name}`)
    }
  } else if (['number', 'string', 'boolean'].includes(typeof value)) yield [path, value as Leaf] // just tested
}

function nameOf(row: unknown): string | undefined {
  if (typeof row !== 'object' || row === null) return undefined
  const { day, category, district, agency }: Partial<Record<string, unknown>> = { ...row }
  return [day, category, district, agency].find((name) => typeof name === 'string')
}
