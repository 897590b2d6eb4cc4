import type { DistrictCounts } from '../../contract/aggregates.ts'
import type { Moment } from '../../contract/time.ts'
import type { Aggregate } from './aggregate.ts'
import type { CityCalendar } from './cityCalendar.ts'
import type { Columns } from './columns.ts'
import type { Facts } from './facts.ts'
import type { Names } from './names.ts'
import { RowWindow } from './rowWindow.ts'

/** Today's incidents by district; a district that is not named had none. */
export class DistrictCountsAggregate implements Aggregate<DistrictCounts> {
  readonly #calendar: CityCalendar
  readonly #districts: Names
  readonly #window: RowWindow
  readonly #today = new Map<number, number>()
  #changed = true

  constructor(calendar: CityCalendar, columns: Columns, districts: Names) {
    this.#calendar = calendar
    this.#districts = districts
    this.#window = new RowWindow(columns, {
      add: ({ district }) => this.#today.set(district, (this.#today.get(district) ?? 0) + 1),
      subtract: ({ district }) => this.#today.set(district, (this.#today.get(district) ?? 0) - 1)
    })
  }

  change(before: Facts | undefined, after: Facts): void {
    if (this.#window.change(before, after)) this.#changed = true
  }

  moveTo(now: Moment): void {
    const today = this.#calendar.dayOf(now)
    const from = this.#calendar.dayStart(today)
    if (this.#window.moveTo(from, this.#calendar.dayStart(today + 1))) this.#changed = true
  }

  value(): DistrictCounts {
    const today: Record<string, number> = {}
    for (const [district, count] of this.#today)
      if (district >= 0 && count > 0) today[this.#districts.nameOf(district)] = count
    return { today, unknown: this.#today.get(-1) ?? 0 }
  }

  takeChanged(): boolean {
    const changed = this.#changed
    this.#changed = false
    return changed
  }

  reset(): void {
    this.#window.reset()
    this.#today.clear()
    this.#changed = true
  }
}
