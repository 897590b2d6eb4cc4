import type { CallCounts } from '../../contract/aggregates.ts'
import type { Call, CallClass } from '../../contract/call.ts'
import type { Moment } from '../../contract/time.ts'
import type { CityCalendar } from './cityCalendar.ts'

const classes: readonly CallClass[] = ['emergency', 'information', 'prank', 'ghost', 'dropped']

/** Today's calls by class. Keeps 10 bytes of every call ever stored. */
export class CallCountsAggregate {
  readonly #calendar: CityCalendar
  #receivedAt = new Float64Array(0)
  #class = new Uint8Array(0)
  #simulated = new Uint8Array(0)
  #rows = 0
  #simulatedCalls = 0
  #from: Moment = 0
  #to: Moment = 0
  #today = new Map<CallClass, number>()
  #changed = true

  constructor(calendar: CityCalendar) {
    this.#calendar = calendar
  }

  /** How many stored calls a simulator made. */
  get simulatedCalls(): number {
    return this.#simulatedCalls
  }

  replace(row: number, call: Call): void {
    this.#reserve(row)
    const at = row - 1
    const before = this.#class[at] ?? 0
    if (before !== 0) {
      this.#count(this.#receivedAt[at] ?? 0, before, -1)
      this.#simulatedCalls -= this.#simulated[at] ?? 0
    }
    this.#receivedAt[at] = call.receivedAt
    this.#class[at] = classes.indexOf(call.class) + 1
    this.#simulated[at] = call.simulated ? 1 : 0
    this.#simulatedCalls += call.simulated ? 1 : 0
    this.#count(call.receivedAt, this.#class[at] ?? 0, 1)
    this.#changed = true
  }

  moveTo(now: Moment): void {
    const today = this.#calendar.dayOf(now)
    const from = this.#calendar.dayStart(today)
    if (from === this.#from) return
    this.#from = from
    this.#to = this.#calendar.dayStart(today + 1)
    this.#today = new Map()
    for (let at = 0; at < this.#rows; at += 1)
      this.#count(this.#receivedAt[at] ?? 0, this.#class[at] ?? 0, 1)
    this.#changed = true
  }

  value(): CallCounts {
    const today = { emergency: 0, information: 0, prank: 0, ghost: 0, dropped: 0 }
    for (const [callClass, count] of this.#today) today[callClass] = count
    return { everSeen: this.#rows > 0, today }
  }

  takeChanged(): boolean {
    const changed = this.#changed
    this.#changed = false
    return changed
  }

  reset(): void {
    this.#class.fill(0)
    this.#rows = 0
    this.#simulatedCalls = 0
    this.#from = 0
    this.#to = 0
    this.#today = new Map()
    this.#changed = true
  }

  /** `code`: 0 = no call in this row, else the place in `classes` from 1. */
  #count(receivedAt: Moment, code: number, by: 1 | -1): void {
    const callClass = classes[code - 1]
    if (callClass === undefined || receivedAt < this.#from || receivedAt >= this.#to) return
    this.#today.set(callClass, (this.#today.get(callClass) ?? 0) + by)
  }

  #reserve(row: number): void {
    this.#rows = Math.max(this.#rows, row)
    if (row <= this.#receivedAt.length) return
    const capacity = Math.max(row, 1024, Math.ceil(this.#receivedAt.length * 1.5))
    const [receivedAt, kinds, simulated] = [this.#receivedAt, this.#class, this.#simulated]
    this.#receivedAt = new Float64Array(capacity)
    this.#receivedAt.set(receivedAt)
    this.#class = new Uint8Array(capacity)
    this.#class.set(kinds)
    this.#simulated = new Uint8Array(capacity)
    this.#simulated.set(simulated)
  }
}
