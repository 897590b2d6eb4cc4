import type { Moment } from '../../contract/time.ts'
import { blockRows, ColumnBlock, mark } from './columnBlock.ts'
import type { Facts } from './facts.ts'

/** What the figures need of every incident, beside the store and at the same row (from 1). */
export class Columns {
  #blocks: ColumnBlock[] = []
  #rows = 0
  /** Only of rows that time alone will make otherwise: few at any moment. */
  readonly #nextAt = new Map<number, Moment>()
  readonly #days = new Map<number, number>()

  /** Rows ever written, from 1 to this one. */
  get rows(): number {
    return this.#rows
  }

  /** In row order; for scans that cannot pay for an object a row. */
  get blocks(): readonly ColumnBlock[] {
    return this.#blocks
  }

  /** How many incidents each local day has that has any, exercises left out. */
  get days(): ReadonlyMap<number, number> {
    return this.#days
  }

  nextAt(row: number): Moment {
    return this.#nextAt.get(row) ?? Number.POSITIVE_INFINITY
  }

  closedAt(row: number): Moment {
    const at = row - 1
    return this.#blocks[Math.floor(at / blockRows)]?.closedAt[at % blockRows] ?? 0
  }

  has(row: number): boolean {
    const at = row - 1
    return this.#blocks[Math.floor(at / blockRows)]?.has(at % blockRows) ?? false
  }

  /** Writes a row and gives back what stood there. */
  replace(facts: Facts): Facts | undefined {
    const { row, nextAt } = facts
    const before = this.has(row) ? this.read(row) : undefined
    this.#blockOf(row).write((row - 1) % blockRows, facts)
    this.#rows = Math.max(this.#rows, row)
    if (nextAt === Number.POSITIVE_INFINITY) this.#nextAt.delete(row)
    else this.#nextAt.set(row, nextAt)
    if (before !== undefined) this.#countDay(before, -1)
    this.#countDay(facts, 1)
    return before
  }

  read(row: number): Facts {
    const at = (row - 1) % blockRows
    return { row, nextAt: this.nextAt(row), ...this.#blockOf(row).read(at) }
  }

  /** Rows received in [from, to), in row order. */
  *receivedBetween(from: Moment, to: Moment): Generator<Facts> {
    if (from >= to) return
    for (const [index, block] of this.#blocks.entries()) {
      if (block.lastReceivedAt < from || block.firstReceivedAt >= to) continue
      for (let at = 0; at < block.count; at += 1) {
        const receivedAt = block.receivedAt[at] ?? Number.NaN
        if (receivedAt >= from && receivedAt < to && block.has(at))
          yield this.read(index * blockRows + at + 1)
      }
    }
  }

  /** First and last receivedAt of a local day, exercises left out; undefined where it has none. */
  spanOn(localDay: number): { readonly first: Moment; readonly last: Moment } | undefined {
    if (!this.#days.has(localDay)) return undefined
    let first = Number.POSITIVE_INFINITY
    let last = Number.NEGATIVE_INFINITY
    for (const block of this.#blocks) {
      if (block.lastHour < localDay * 24 || block.firstHour >= (localDay + 1) * 24) continue
      for (let at = 0; at < block.count; at += 1) {
        if (Math.floor((block.localHour[at] ?? 0) / 24) !== localDay) continue
        if (((block.marks[at] ?? 0) & mark.exercise) !== 0) continue
        first = Math.min(first, block.receivedAt[at] ?? first)
        last = Math.max(last, block.receivedAt[at] ?? last)
      }
    }
    return { first, last }
  }

  clear(): void {
    this.#blocks = []
    this.#rows = 0
    this.#nextAt.clear()
    this.#days.clear()
  }

  #blockOf(row: number): ColumnBlock {
    const index = Math.floor((row - 1) / blockRows)
    while (this.#blocks.length <= index) this.#blocks.push(new ColumnBlock())
    return this.#blocks[index] ?? this.#blockOf(row)
  }

  #countDay({ exercise, localHour }: Facts, by: 1 | -1): void {
    if (exercise) return
    const localDay = Math.floor(localHour / 24)
    const count = (this.#days.get(localDay) ?? 0) + by
    if (count === 0) this.#days.delete(localDay)
    else this.#days.set(localDay, count)
  }
}
