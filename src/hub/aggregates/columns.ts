import type { TargetOutcome } from '../../contract/responseTarget.ts'
import type { Moment } from '../../contract/time.ts'
import type { Facts, Part } from './facts.ts'

const outcomes: readonly TargetOutcome[] = ['met', 'breached', 'running', 'unknown']

const bit = { open: 1, late: 2, arrived: 4, exercise: 8, simulated: 16 } as const
const partBit = { open: 1, late: 2 } as const

/** Rows whose range of receivedAt is kept together, so that a scan can step over them. */
const blockRows = 4096

const none = -1

type Column = Float64Array | Int32Array | Int16Array | Uint8Array | Uint16Array

function grown<T extends Column>(column: T, capacity: number): T {
  const Kind = column.constructor as new (length: number) => T // the same kind of array as before
  const wider = new Kind(capacity)
  wider.set(column)
  return wider
}

/**
 * What the figures need of every incident, beside the store and at the same row (from 1): 43 bytes
 * each, and 16 for each assignment of the last month or of an open incident.
 */
export class Columns {
  #rows = 0
  #receivedAt = new Float64Array(0)
  #closedAt = new Float64Array(0)
  #headlineMs = new Float64Array(0)
  #nextAt = new Float64Array(0)
  #cell = new Int32Array(0)
  #firstPart = new Int32Array(0)
  #category = new Uint16Array(0)
  #district = new Int16Array(0)
  #priority = new Uint8Array(0)
  #verdict = new Uint8Array(0)
  #flags = new Uint8Array(0)

  #blockFirst: Moment[] = []
  #blockLast: Moment[] = []

  #partMs = new Float64Array(0)
  #partNext = new Int32Array(0)
  #partAgency = new Uint16Array(0)
  #partVerdict = new Uint8Array(0)
  #partFlags = new Uint8Array(0)
  #partsUsed = 0
  #freePart = none

  /** Rows ever written, from 1 to this one. */
  get rows(): number {
    return this.#rows
  }

  nextAt(row: number): Moment {
    return this.#nextAt[row - 1] ?? Number.POSITIVE_INFINITY
  }

  closedAt(row: number): Moment {
    return this.#closedAt[row - 1] ?? Number.POSITIVE_INFINITY
  }

  has(row: number): boolean {
    return row >= 1 && row <= this.#rows && this.#priority[row - 1] !== 0
  }

  /** Writes a row and gives back what stood there. */
  replace(facts: Facts): Facts | undefined {
    const before = this.has(facts.row) ? this.read(facts.row) : undefined
    this.#reserve(facts.row)
    const at = facts.row - 1
    if (before !== undefined) this.#freeParts(at)
    this.#receivedAt[at] = facts.receivedAt
    this.#closedAt[at] = facts.closedAt
    this.#headlineMs[at] = facts.headlineMs
    this.#nextAt[at] = facts.nextAt
    this.#cell[at] = facts.cell
    this.#category[at] = facts.category
    this.#district[at] = facts.district
    this.#priority[at] = facts.priority
    this.#verdict[at] = outcomes.indexOf(facts.verdict)
    this.#flags[at] = flagsOf(facts)
    this.#firstPart[at] = this.#writeParts(facts.parts)
    this.#widenBlock(at, facts.receivedAt)
    return before
  }

  read(row: number): Facts {
    const at = row - 1
    const flags = this.#flags[at] ?? 0
    return {
      row,
      receivedAt: this.#receivedAt[at] ?? 0,
      closedAt: this.#closedAt[at] ?? 0,
      headlineMs: this.#headlineMs[at] ?? Number.NaN,
      nextAt: this.#nextAt[at] ?? 0,
      verdict: outcomes[this.#verdict[at] ?? 3] ?? 'unknown',
      priority: this.#priority[at] ?? 0,
      category: this.#category[at] ?? 0,
      district: this.#district[at] ?? none,
      cell: this.#cell[at] ?? none,
      open: (flags & bit.open) !== 0,
      late: (flags & bit.late) !== 0,
      arrived: (flags & bit.arrived) !== 0,
      exercise: (flags & bit.exercise) !== 0,
      simulated: (flags & bit.simulated) !== 0,
      parts: this.#readParts(at)
    }
  }

  /** Rows received in [from, to), in row order. */
  *receivedBetween(from: Moment, to: Moment): Generator<Facts> {
    if (from >= to) return
    for (let block = 0; block * blockRows < this.#rows; block += 1) {
      const first = this.#blockFirst[block] ?? Number.POSITIVE_INFINITY
      const last = this.#blockLast[block] ?? Number.NEGATIVE_INFINITY
      if (last < from || first >= to) continue
      const end = Math.min(this.#rows, (block + 1) * blockRows)
      for (let at = block * blockRows; at < end; at += 1) {
        const receivedAt = this.#receivedAt[at] ?? Number.NaN
        if (receivedAt >= from && receivedAt < to && this.has(at + 1)) yield this.read(at + 1)
      }
    }
  }

  clear(): void {
    this.#priority.fill(0)
    this.#rows = 0
    this.#blockFirst = []
    this.#blockLast = []
    this.#partsUsed = 0
    this.#freePart = none
  }

  #reserve(row: number): void {
    if (row > this.#receivedAt.length) {
      const capacity = Math.max(row, 1024, Math.ceil(this.#receivedAt.length * 1.5))
      this.#receivedAt = grown(this.#receivedAt, capacity)
      this.#closedAt = grown(this.#closedAt, capacity)
      this.#headlineMs = grown(this.#headlineMs, capacity)
      this.#nextAt = grown(this.#nextAt, capacity)
      this.#cell = grown(this.#cell, capacity)
      this.#firstPart = grown(this.#firstPart, capacity)
      this.#category = grown(this.#category, capacity)
      this.#district = grown(this.#district, capacity)
      this.#priority = grown(this.#priority, capacity)
      this.#verdict = grown(this.#verdict, capacity)
      this.#flags = grown(this.#flags, capacity)
    }
    this.#rows = Math.max(this.#rows, row)
  }

  #widenBlock(at: number, receivedAt: Moment): void {
    const block = Math.floor(at / blockRows)
    while (this.#blockFirst.length <= block) {
      this.#blockFirst.push(Number.POSITIVE_INFINITY)
      this.#blockLast.push(Number.NEGATIVE_INFINITY)
    }
    this.#blockFirst[block] = Math.min(this.#blockFirst[block] ?? receivedAt, receivedAt)
    this.#blockLast[block] = Math.max(this.#blockLast[block] ?? receivedAt, receivedAt)
  }

  #writeParts(parts: readonly Part[]): number {
    let first = none
    for (const part of parts.toReversed()) {
      const slot = this.#takeSlot()
      this.#partMs[slot] = part.ms
      this.#partAgency[slot] = part.agency
      this.#partVerdict[slot] = outcomes.indexOf(part.verdict)
      this.#partFlags[slot] = (part.open ? partBit.open : 0) | (part.late ? partBit.late : 0)
      this.#partNext[slot] = first
      first = slot
    }
    return first
  }

  #readParts(at: number): readonly Part[] {
    const parts: Part[] = []
    let slot = this.#firstPart[at] ?? none
    while (slot !== none) {
      const flags = this.#partFlags[slot] ?? 0
      parts.push({
        agency: this.#partAgency[slot] ?? 0,
        open: (flags & partBit.open) !== 0,
        late: (flags & partBit.late) !== 0,
        ms: this.#partMs[slot] ?? Number.NaN,
        verdict: outcomes[this.#partVerdict[slot] ?? 3] ?? 'unknown'
      })
      slot = this.#partNext[slot] ?? none
    }
    return parts
  }

  #takeSlot(): number {
    if (this.#freePart !== none) {
      const slot = this.#freePart
      this.#freePart = this.#partNext[slot] ?? none
      return slot
    }
    if (this.#partsUsed >= this.#partMs.length) {
      const capacity = Math.max(1024, Math.ceil(this.#partMs.length * 1.5))
      this.#partMs = grown(this.#partMs, capacity)
      this.#partNext = grown(this.#partNext, capacity)
      this.#partAgency = grown(this.#partAgency, capacity)
      this.#partVerdict = grown(this.#partVerdict, capacity)
      this.#partFlags = grown(this.#partFlags, capacity)
    }
    this.#partsUsed += 1
    return this.#partsUsed - 1
  }

  #freeParts(at: number): void {
    let slot = this.#firstPart[at] ?? none
    while (slot !== none) {
      const next = this.#partNext[slot] ?? none
      this.#partNext[slot] = this.#freePart
      this.#freePart = slot
      slot = next
    }
  }
}

function flagsOf(facts: Facts): number {
  return (
    (facts.open ? bit.open : 0) |
    (facts.late ? bit.late : 0) |
    (facts.arrived ? bit.arrived : 0) |
    (facts.exercise ? bit.exercise : 0) |
    (facts.simulated ? bit.simulated : 0)
  )
}
