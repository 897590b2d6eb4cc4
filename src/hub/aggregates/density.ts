import type { Density, DensityWindow } from '../../contract/aggregates.ts'
import { day, hour, minute, type Moment } from '../../contract/time.ts'
import type { Aggregate } from './aggregate.ts'
import type { Columns } from './columns.ts'
import type { Facts } from './facts.ts'
import type { Names } from './names.ts'
import { RowWindow } from './rowWindow.ts'

const lengths: Readonly<Record<DensityWindow, number>> = {
  '1h': hour,
  '24h': day,
  '7d': 7 * day,
  '30d': 30 * day
}

/** Incidents per H3 cell in a window that moves on by whole minutes. */
export class DensityAggregate implements Aggregate<Density> {
  readonly #length: DensityWindow
  readonly #cells: Names
  readonly #window: RowWindow
  readonly #counts = new Map<number, number>()
  #withoutPosition = 0
  #changed = true

  constructor(length: DensityWindow, columns: Columns, cells: Names) {
    this.#length = length
    this.#cells = cells
    this.#window = new RowWindow(columns, {
      add: ({ cell }) => this.#count(cell, 1),
      subtract: ({ cell }) => this.#count(cell, -1)
    })
  }

  change(before: Facts | undefined, after: Facts): void {
    if (this.#window.change(before, after)) this.#changed = true
  }

  moveTo(now: Moment): void {
    const from = Math.floor(now / minute) * minute - lengths[this.#length]
    // What a source's clock dates a little ahead is on the map at once: no upper end.
    if (this.#window.moveTo(from, Number.POSITIVE_INFINITY)) this.#changed = true
  }

  value(): Density {
    const cells = Array.from(this.#counts, ([cell, count]): [string, number] => [
      this.#cells.nameOf(cell),
      count
    ])
    return { window: this.#length, cells, withoutPosition: this.#withoutPosition }
  }

  takeChanged(): boolean {
    const changed = this.#changed
    this.#changed = false
    return changed
  }

  reset(): void {
    this.#window.reset()
    this.#counts.clear()
    this.#withoutPosition = 0
    this.#changed = true
  }

  #count(cell: number, by: 1 | -1): void {
    if (cell < 0) {
      this.#withoutPosition += by
      return
    }
    const count = (this.#counts.get(cell) ?? 0) + by
    if (count === 0) this.#counts.delete(cell)
    else this.#counts.set(cell, count)
  }
}
