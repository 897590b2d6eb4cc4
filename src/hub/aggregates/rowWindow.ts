import type { Moment } from '../../contract/time.ts'
import type { Columns } from './columns.ts'
import type { Facts } from './facts.ts'

/** What a figure does with a row that comes into, or goes out of, what it counts. */
export interface RowTally {
  add(facts: Facts): void
  subtract(facts: Facts): void
}

/**
 * Keeps a tally of the rows received in [from, to) that are not exercises, as rows change and as
 * the window moves on. Windows never move back: the whole is read again then.
 */
export class RowWindow {
  readonly #columns: Columns
  readonly #tally: RowTally
  #from: Moment = Number.NEGATIVE_INFINITY
  #to: Moment = Number.NEGATIVE_INFINITY

  constructor(columns: Columns, tally: RowTally) {
    this.#columns = columns
    this.#tally = tally
  }

  change(before: Facts | undefined, after: Facts): boolean {
    const was = before !== undefined && this.#holds(before)
    const is = this.#holds(after)
    if (was) this.#tally.subtract(before)
    if (is) this.#tally.add(after)
    return was || is
  }

  /** true when that changed what is counted. */
  moveTo(from: Moment, to: Moment): boolean {
    if (from === this.#from && to === this.#to) return false
    let changed = false
    for (const facts of this.#columns.receivedBetween(this.#from, Math.min(from, this.#to))) {
      if (facts.exercise) continue
      this.#tally.subtract(facts)
      changed = true
    }
    for (const facts of this.#columns.receivedBetween(Math.max(this.#to, from), to)) {
      if (facts.exercise) continue
      this.#tally.add(facts)
      changed = true
    }
    this.#from = from
    this.#to = to
    return changed
  }

  /** Forgets where it stood; the owner empties its tally. */
  reset(): void {
    this.#from = Number.NEGATIVE_INFINITY
    this.#to = Number.NEGATIVE_INFINITY
  }

  #holds({ receivedAt, exercise }: Facts): boolean {
    return !exercise && receivedAt >= this.#from && receivedAt < this.#to
  }
}
