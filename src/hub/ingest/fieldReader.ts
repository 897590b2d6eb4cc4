import type { RejectionReason } from '../../contract/health.ts'
import { Id } from '../../contract/incident.ts'
import { hour, type Moment } from '../../contract/time.ts'
import { momentOfIso } from './moments.ts'
import { isBody, type Body } from './payloadGuards.ts'

/** 2000-01-01: no 112 centre had begun, so an older time is a clock that was never set. */
const earliest: Moment = Date.UTC(2000, 0, 1)

/** Clocks of senders may be ahead by this much. */
const maxAhead = hour

/** More refusals of one message are not listed: the first ones tell what is wrong with it. */
const maxNotes = 20

/** Thrown to give up a message; caught in parseMessage, nowhere else. */
export class RefusedMessage extends Error {
  readonly reason: RejectionReason
  readonly key: string | undefined
  constructor(reason: RejectionReason, key?: string) {
    super(reason)
    this.reason = reason
    this.key = key
  }
}

export interface Note {
  readonly reason: RejectionReason
  readonly key: string
}

type Reading<T> = { readonly value: T } | { readonly reason: RejectionReason }

/**
 * Reads fields of an untrusted object. A required field that is missing or wrong gives up the
 * message. An optional one is left out with a note: an emergency is never lost for a bad detail.
 * `null` counts as absent.
 */
export class FieldReader {
  readonly #body: Body
  readonly #now: Moment
  readonly #path: string
  readonly notes: Note[]

  constructor(body: Body, now: Moment, notes: Note[] = [], path = '') {
    this.#body = body
    this.#now = now
    this.#path = path
    this.notes = notes
  }

  note(reason: RejectionReason, key: string): void {
    if (this.notes.length < maxNotes) this.notes.push({ reason, key: this.#path + key })
  }

  /** The same rules for an object inside this one. */
  inside(body: Body, key: string): FieldReader {
    return new FieldReader(body, this.#now, this.notes, `${this.#path}${key}.`)
  }

  raw(key: string): unknown {
    return Object.hasOwn(this.#body, key) ? (this.#body[key] ?? undefined) : undefined
  }

  list(key: string): readonly unknown[] {
    const value = this.raw(key)
    if (value === undefined || Array.isArray(value)) return value ?? []
    this.note('wrongType', key)
    return []
  }

  required<T>(key: string, read: (value: unknown, now: Moment) => Reading<T>): T {
    const value = this.raw(key)
    if (value === undefined) throw new RefusedMessage('missingField', this.#path + key)
    const reading = read(value, this.#now)
    if ('reason' in reading) throw new RefusedMessage(reading.reason, this.#path + key)
    return reading.value
  }

  optional<T>(key: string, read: (value: unknown, now: Moment) => Reading<T>): T | undefined {
    const value = this.raw(key)
    if (value === undefined) return undefined
    const reading = read(value, this.#now)
    if ('value' in reading) return reading.value
    this.note(reading.reason, key)
    return undefined
  }
}

const wrong = { reason: 'wrongType' } as const

/** An id as a sender makes it: up to 128 characters, no control characters. */
export function readRecordId(value: unknown): Reading<string> {
  const ok = typeof value === 'string' && value.length <= 128 && /^[^\p{C}]+$/u.test(value)
  return ok ? { value } : wrong
}

/** A short machine name. */
export function readId(value: unknown): Reading<string> {
  const parsed = Id.safeParse(value)
  return parsed.success ? { value: parsed.data } : wrong
}

/** A name to look up: what does not resolve is refused, so it never goes further. */
export function readName(value: unknown): Reading<string> {
  return typeof value === 'string' && value.length <= 200 ? { value } : wrong
}

export function readCount(value: unknown): Reading<number> {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? { value } : wrong
}

export function readCountUpTo(max: number): (value: unknown) => Reading<number> {
  return (value) => {
    const count = readCount(value)
    return 'value' in count && count.value > max ? wrong : count
  }
}

export function readFlag(value: unknown): Reading<boolean> {
  return typeof value === 'boolean' ? { value } : wrong
}

export function readOneOf<T extends string>(values: readonly T[]): (value: unknown) => Reading<T> {
  return (value) => {
    const found = values.find((one) => one === value)
    return found === undefined ? wrong : { value: found }
  }
}

/** ISO 8601 with offset, between 2000 and an hour from now. */
export function readMoment(value: unknown, now: Moment): Reading<Moment> {
  const moment = typeof value === 'string' ? momentOfIso(value) : undefined
  if (moment === undefined) return wrong
  if (moment < earliest) return { reason: 'implausibleTime' }
  if (moment > now + maxAhead) return { reason: 'timeInFuture' }
  return { value: moment }
}

export function readBody(value: unknown): Reading<Body> {
  return isBody(value) ? { value } : wrong
}
