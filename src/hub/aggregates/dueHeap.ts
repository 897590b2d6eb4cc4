import type { Moment } from '../../contract/time.ts'

/** Moments at which rows change by time alone, the earliest first. */
export class DueHeap {
  readonly #at: Moment[] = []
  readonly #row: number[] = []

  get size(): number {
    return this.#at.length
  }

  push(at: Moment, row: number): void {
    let child = this.#at.length
    this.#at.push(at)
    this.#row.push(row)
    while (child > 0) {
      const parent = (child - 1) >> 1
      if (this.#key(parent) <= this.#key(child)) break
      this.#swap(parent, child)
      child = parent
    }
  }

  /** The row whose moment is the earliest before `now`, or undefined. */
  popBefore(now: Moment): { readonly at: Moment; readonly row: number } | undefined {
    const at = this.#at[0]
    const row = this.#row[0]
    if (at === undefined || row === undefined || at >= now) return undefined
    this.#swap(0, this.#at.length - 1)
    this.#at.pop()
    this.#row.pop()
    this.#sink()
    return { at, row }
  }

  clear(): void {
    this.#at.length = 0
    this.#row.length = 0
  }

  #sink(): void {
    let parent = 0
    for (;;) {
      const left = 2 * parent + 1
      const right = left + 1
      let least = parent
      if (this.#key(left) < this.#key(least)) least = left
      if (this.#key(right) < this.#key(least)) least = right
      if (least === parent) return
      this.#swap(parent, least)
      parent = least
    }
  }

  #key(index: number): number {
    return this.#at[index] ?? Number.POSITIVE_INFINITY
  }

  #swap(a: number, b: number): void {
    const [atA, atB, rowA, rowB] = [this.#at[a], this.#at[b], this.#row[a], this.#row[b]]
    if (atA === undefined || atB === undefined || rowA === undefined || rowB === undefined) return
    this.#at[a] = atB
    this.#at[b] = atA
    this.#row[a] = rowB
    this.#row[b] = rowA
  }
}
