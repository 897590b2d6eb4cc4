import type { TargetOutcome } from '../../contract/responseTarget.ts'
import type { Moment } from '../../contract/time.ts'
import type { Facts, Part } from './facts.ts'

/** Rows that lie together, so that a scan can step over a whole block. */
export const blockRows = 4096

/** Outcomes by their number in a column. */
export const outcomes: readonly TargetOutcome[] = ['met', 'breached', 'running', 'unknown']

/**
 * What scans look at is one number a row: every further list they touch costs as much again.
 * Category in the lowest 12 bits, district + 1 in the next 12, then these; a city has dozens.
 */
export const mark = { exercise: 1 << 24, simulated: 1 << 25 } as const
export const numberBits = 12
const numberMask = (1 << numberBits) - 1
/** Where the verdict against the headline target begins, and then the one over all targets. */
export const headlineShift = 26
const verdictShift = 28

const stateBit = { open: 8, late: 16, arrived: 32 } as const
const priorityMask = 7
const partBit = { open: 4, late: 8 } as const

/** What stands for "not known" in a column of times, cells, districts and part numbers. */
export const none = -1
/** The hour of a row that was never written: in no range. */
export const noHour = -(2 ** 31)
/** The row of a slot that holds no assignment. */
export const noRow = 2 ** 16 - 1

/**
 * Some thousand rows of every column, and the assignments of these rows. 37 bytes a row and 13 an
 * assignment; nothing is ever copied when the store grows.
 */
export class ColumnBlock {
  /** Rows written so far, counted from the first. */
  count = 0
  firstReceivedAt: Moment = Number.POSITIVE_INFINITY
  lastReceivedAt: Moment = Number.NEGATIVE_INFINITY
  firstHour = Number.POSITIVE_INFINITY
  lastHour = Number.NEGATIVE_INFINITY

  readonly receivedAt = new Float64Array(blockRows)
  readonly closedAt = new Float64Array(blockRows)
  readonly localHour = new Int32Array(blockRows).fill(noHour)
  readonly headlineMs = new Int32Array(blockRows)
  readonly cell = new Int32Array(blockRows)
  readonly firstPart = new Int32Array(blockRows).fill(none)
  /** Category, district and what else scans look at: see `mark`. */
  readonly marks = new Int32Array(blockRows)
  /** Priority, open, late, arrived. */
  readonly state = new Uint8Array(blockRows)

  /** Slots for assignments. Those of a row are a list: `firstPart`, then `partNext` until `none`. */
  partNext = new Int32Array(0)
  /** Which row of the block a slot belongs to, so that slots can be read one after the other. */
  partRow = new Uint16Array(0)
  partMs = new Int32Array(0)
  partAgency = new Uint16Array(0)
  /** Verdict against the headline target, open, late. */
  partState = new Uint8Array(0)
  /** Slots ever used. */
  partCount = 0
  #freePart = none

  has(at: number): boolean {
    return this.localHour[at] !== noHour
  }

  write(at: number, facts: Facts): void {
    this.#freeParts(at)
    this.count = Math.max(this.count, at + 1)
    this.receivedAt[at] = facts.receivedAt
    this.closedAt[at] = facts.closedAt
    this.localHour[at] = facts.localHour
    this.headlineMs[at] = msIn(facts.headlineMs)
    this.cell[at] = facts.cell
    this.marks[at] = marksOf(facts)
    this.state[at] =
      facts.priority |
      (facts.open ? stateBit.open : 0) |
      (facts.late ? stateBit.late : 0) |
      (facts.arrived ? stateBit.arrived : 0)
    this.firstPart[at] = this.#writeParts(at, facts.parts)
    this.firstReceivedAt = Math.min(this.firstReceivedAt, facts.receivedAt)
    this.lastReceivedAt = Math.max(this.lastReceivedAt, facts.receivedAt)
    this.firstHour = Math.min(this.firstHour, facts.localHour)
    this.lastHour = Math.max(this.lastHour, facts.localHour)
  }

  read(at: number): Omit<Facts, 'row' | 'nextAt'> {
    const marks = this.marks[at] ?? 0
    const state = this.state[at] ?? 0
    return {
      receivedAt: this.receivedAt[at] ?? 0,
      closedAt: this.closedAt[at] ?? 0,
      localHour: this.localHour[at] ?? 0,
      headlineMs: msOut(this.headlineMs[at]),
      verdict: outcomeOf(marks >> verdictShift),
      headlineVerdict: outcomeOf(marks >> headlineShift),
      priority: state & priorityMask,
      category: marks & numberMask,
      district: ((marks >> numberBits) & numberMask) - 1,
      cell: this.cell[at] ?? none,
      open: (state & stateBit.open) !== 0,
      late: (state & stateBit.late) !== 0,
      arrived: (state & stateBit.arrived) !== 0,
      exercise: (marks & mark.exercise) !== 0,
      simulated: (marks & mark.simulated) !== 0,
      parts: this.#readParts(at)
    }
  }

  #writeParts(at: number, parts: readonly Part[]): number {
    let first = none
    for (let index = parts.length - 1; index >= 0; index -= 1) {
      const part = parts[index]
      if (part === undefined) continue
      const slot = this.#takeSlot()
      this.partRow[slot] = at
      this.partMs[slot] = msIn(part.ms)
      this.partAgency[slot] = part.agency
      this.partState[slot] =
        outcomes.indexOf(part.verdict) |
        (part.open ? partBit.open : 0) |
        (part.late ? partBit.late : 0)
      this.partNext[slot] = first
      first = slot
    }
    return first
  }

  #readParts(at: number): readonly Part[] {
    const parts: Part[] = []
    for (let slot = this.firstPart[at] ?? none; slot !== none; slot = this.partNext[slot] ?? none) {
      const state = this.partState[slot] ?? 0
      parts.push({
        agency: this.partAgency[slot] ?? 0,
        open: (state & partBit.open) !== 0,
        late: (state & partBit.late) !== 0,
        ms: msOut(this.partMs[slot]),
        verdict: outcomeOf(state)
      })
    }
    return parts
  }

  #takeSlot(): number {
    if (this.#freePart !== none) {
      const slot = this.#freePart
      this.#freePart = this.partNext[slot] ?? none
      return slot
    }
    if (this.partCount >= this.partMs.length) this.#growParts()
    this.partCount += 1
    return this.partCount - 1
  }

  #growParts(): void {
    const capacity = Math.max(256, Math.ceil(this.partMs.length * 1.25))
    const { partNext, partRow, partMs, partAgency, partState } = this
    this.partNext = new Int32Array(capacity)
    this.partNext.set(partNext)
    this.partRow = new Uint16Array(capacity)
    this.partRow.set(partRow)
    this.partMs = new Int32Array(capacity)
    this.partMs.set(partMs)
    this.partAgency = new Uint16Array(capacity)
    this.partAgency.set(partAgency)
    this.partState = new Uint8Array(capacity)
    this.partState.set(partState)
  }

  #freeParts(at: number): void {
    for (let slot = this.firstPart[at] ?? none; slot !== none;) {
      const next = this.partNext[slot] ?? none
      this.partNext[slot] = this.#freePart
      this.partRow[slot] = noRow
      this.#freePart = slot
      slot = next
    }
  }
}

function outcomeOf(state: number): TargetOutcome {
  return outcomes[state & 3] ?? 'unknown'
}

function msIn(ms: number): number {
  return Number.isNaN(ms) ? none : ms
}

function msOut(ms = none): number {
  return ms === none ? Number.NaN : ms
}

function marksOf(facts: Facts): number {
  return (
    facts.category |
    ((facts.district + 1) << numberBits) |
    (facts.exercise ? mark.exercise : 0) |
    (facts.simulated ? mark.simulated : 0) |
    (outcomes.indexOf(facts.headlineVerdict) << headlineShift) |
    (outcomes.indexOf(facts.verdict) << verdictShift)
  )
}
