import type { ResponseTimes } from '../../contract/aggregates.ts'
import type { Moment } from '../../contract/time.ts'
import type { Aggregate } from './aggregate.ts'
import type { CityCalendar } from './cityCalendar.ts'
import type { Columns } from './columns.ts'
import type { Facts } from './facts.ts'
import { RowWindow } from './rowWindow.ts'
import { SortedList } from './sortedList.ts'

/** Today's response: the headline time's median and P90, and verdicts over all targets. */
export class ResponseTimesAggregate implements Aggregate<ResponseTimes> {
  readonly #calendar: CityCalendar
  readonly #target: string
  readonly #window: RowWindow
  readonly #times = new SortedList()
  #within = { met: 0, breached: 0, running: 0, unknown: 0 }
  #changed = true

  constructor(calendar: CityCalendar, columns: Columns, headlineTarget: string) {
    this.#calendar = calendar
    this.#target = headlineTarget
    this.#window = new RowWindow(columns, {
      add: (facts) => this.#count(facts, 1),
      subtract: (facts) => this.#count(facts, -1)
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

  value(): ResponseTimes {
    return {
      today: { target: this.#target, n: this.#times.size, ...medianAndP90(this.#times) },
      within: { ...this.#within }
    }
  }

  takeChanged(): boolean {
    const changed = this.#changed
    this.#changed = false
    return changed
  }

  reset(): void {
    this.#window.reset()
    this.#times.clear()
    this.#within = { met: 0, breached: 0, running: 0, unknown: 0 }
    this.#changed = true
  }

  #count(facts: Facts, by: 1 | -1): void {
    this.#within[facts.verdict] += by
    if (Number.isNaN(facts.headlineMs)) return
    if (by === 1) this.#times.add(facts.headlineMs, facts.row)
    else this.#times.delete(facts.headlineMs, facts.row)
  }
}

/** Median and 90th percentile in whole ms, or neither when there are no times. */
export function medianAndP90(times: SortedList): { medianMs?: number; p90Ms?: number } {
  const medianMs = times.quantile(0.5)
  const p90Ms = times.quantile(0.9)
  if (medianMs === undefined || p90Ms === undefined) return {}
  return { medianMs: Math.round(medianMs), p90Ms: Math.round(p90Ms) }
}
