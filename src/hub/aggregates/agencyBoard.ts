import type { AgencyBoard } from '../../contract/aggregates.ts'
import type { Moment } from '../../contract/time.ts'
import type { Aggregate } from './aggregate.ts'
import type { CityCalendar } from './cityCalendar.ts'
import type { Columns } from './columns.ts'
import { boardDays, type Facts } from './facts.ts'
import type { Names } from './names.ts'
import { medianAndP90 } from './responseTimes.ts'
import { RowWindow } from './rowWindow.ts'
import { SortedList } from './sortedList.ts'

interface AgencyTally {
  readonly times: SortedList
  met: number
  breached: number
}

/**
 * Each agency's own assignments of the last 30 local days, today included, against the headline
 * target. `n` counts those whose time is known; `met` and `breached` those that are decided.
 */
export class AgencyBoardAggregate implements Aggregate<AgencyBoard> {
  readonly #calendar: CityCalendar
  readonly #target: string
  readonly #agencies: Names
  readonly #window: RowWindow
  readonly #tallies = new Map<number, AgencyTally>()
  #changed = true

  constructor(calendar: CityCalendar, columns: Columns, agencies: Names, headlineTarget: string) {
    this.#calendar = calendar
    this.#target = headlineTarget
    this.#agencies = agencies
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
    const from = this.#calendar.dayStart(today - boardDays + 1)
    if (this.#window.moveTo(from, this.#calendar.dayStart(today + 1))) this.#changed = true
  }

  value(): AgencyBoard {
    const rows = [...this.#tallies]
      .map(([agency, { times, met, breached }]) => ({
        agency: this.#agencies.nameOf(agency),
        n: times.size,
        ...medianAndP90(times),
        met,
        breached
      }))
      .filter(({ n, met, breached }) => n + met + breached > 0)
      .sort((a, b) => (a.agency < b.agency ? -1 : 1))
    return { days: boardDays, target: this.#target, rows }
  }

  takeChanged(): boolean {
    const changed = this.#changed
    this.#changed = false
    return changed
  }

  reset(): void {
    this.#window.reset()
    this.#tallies.clear()
    this.#changed = true
  }

  #count(facts: Facts, by: 1 | -1): void {
    // An agency can have several parts in one incident: each its own id in the sorted list.
    let id = facts.row * 64
    for (const part of facts.parts) {
      let tally = this.#tallies.get(part.agency)
      if (tally === undefined) {
        tally = { times: new SortedList(), met: 0, breached: 0 }
        this.#tallies.set(part.agency, tally)
      }
      if (part.verdict === 'met') tally.met += by
      if (part.verdict === 'breached') tally.breached += by
      if (!Number.isNaN(part.ms)) {
        if (by === 1) tally.times.add(part.ms, id)
        else tally.times.delete(part.ms, id)
      }
      id += 1
    }
  }
}
