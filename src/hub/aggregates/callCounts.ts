import type { CallCounts } from '../../contract/aggregates.ts'
import type { Call, CallClass } from '../../contract/call.ts'
import type { Moment } from '../../contract/time.ts'
import type { CityCalendar } from './cityCalendar.ts'

/** In the order of their numbers in a column. */
export const callClasses: readonly CallClass[] = [
  'emergency',
  'information',
  'prank',
  'ghost',
  'dropped'
]

const simulatedBit = 8

/** What one local day has of calls: how many of each of `callClasses`, and how many are simulated. */
export interface DayCalls {
  readonly byClass: Uint32Array
  simulated: number
}

/** Calls by class and local day. Keeps 5 bytes of every call ever stored. */
export class CallCountsAggregate {
  readonly #calendar: CityCalendar
  readonly #days = new Map<number, DayCalls>()
  #localDay = new Int32Array(0)
  /** 0 = no call in this row, else the place in `callClasses` from 1; simulated ones + 8. */
  #class = new Uint8Array(0)
  #rows = 0
  #simulatedCalls = 0
  #today = 0
  #changed = true

  constructor(calendar: CityCalendar) {
    this.#calendar = calendar
  }

  /** How many stored calls a simulator made. */
  get simulatedCalls(): number {
    return this.#simulatedCalls
  }

  /** A call was stored at some time. */
  get everSeen(): boolean {
    return this.#rows > 0
  }

  onDay(localDay: number): DayCalls | undefined {
    return this.#days.get(localDay)
  }

  replace(row: number, call: Call): void {
    this.#reserve(row)
    const at = row - 1
    this.#count(this.#localDay[at] ?? 0, this.#class[at] ?? 0, -1)
    const localDay = this.#calendar.dayOf(call.receivedAt)
    const code = callClasses.indexOf(call.class) + 1 + (call.simulated ? simulatedBit : 0)
    this.#localDay[at] = localDay
    this.#class[at] = code
    this.#count(localDay, code, 1)
    this.#changed = true
  }

  moveTo(now: Moment): void {
    const today = this.#calendar.dayOf(now)
    if (today === this.#today) return
    this.#today = today
    this.#changed = true
  }

  value(): CallCounts {
    const today = { emergency: 0, information: 0, prank: 0, ghost: 0, dropped: 0 }
    const counted = this.#days.get(this.#today)?.byClass
    callClasses.forEach((callClass, index) => {
      today[callClass] = counted?.[index] ?? 0
    })
    return { everSeen: this.everSeen, today }
  }

  takeChanged(): boolean {
    const changed = this.#changed
    this.#changed = false
    return changed
  }

  reset(): void {
    this.#class.fill(0)
    this.#days.clear()
    this.#rows = 0
    this.#simulatedCalls = 0
    this.#changed = true
  }

  #count(localDay: number, code: number, by: 1 | -1): void {
    if (code === 0) return
    let counted = this.#days.get(localDay)
    if (counted === undefined) {
      counted = { byClass: new Uint32Array(callClasses.length), simulated: 0 }
      this.#days.set(localDay, counted)
    }
    const at = (code % simulatedBit) - 1
    counted.byClass[at] = (counted.byClass[at] ?? 0) + by
    if (code < simulatedBit) return
    counted.simulated += by
    this.#simulatedCalls += by
  }

  #reserve(row: number): void {
    this.#rows = Math.max(this.#rows, row)
    if (row <= this.#localDay.length) return
    const capacity = Math.max(row, 1024, Math.ceil(this.#localDay.length * 1.5))
    const [localDay, classes] = [this.#localDay, this.#class]
    this.#localDay = new Int32Array(capacity)
    this.#localDay.set(localDay)
    this.#class = new Uint8Array(capacity)
    this.#class.set(classes)
  }
}
