import { Call } from '../../contract/call.ts'
import type { City } from '../../contract/city.ts'
import { Duty } from '../../contract/duty.ts'
import type { Rejected, RejectionReason } from '../../contract/health.ts'
import { Incident } from '../../contract/incident.ts'
import type { Moment } from '../../contract/time.ts'
import type { CityEvent, Entry } from '../store/store.ts'
import { namesOf } from './cityNames.ts'
import { FieldReader, readId, RefusedMessage, type Note } from './fieldReader.ts'
import { forbiddenKeyIn, isBody, isTooDeep, type Body } from './payloadGuards.ts'
import { eidoBody, isEido } from './payloads/eidoPayload.ts'
import { readCall, readDuty, readIncident, readOrigin } from './payloads/siagaPayload.ts'
import { isTicket, ticketBody, ticketCallClass } from './payloads/ticketPayload.ts'

/** 256 kB: two hundred times a full incident. */
const maxBytes = 256 * 1024

type Kind = Rejected['topic']

/** `siaga/v1/<cityId>/<kind>/<id>`; ids may hold slashes. */
interface Topic {
  readonly kind: Kind
  readonly id: string | undefined
  readonly wrong: RejectionReason | undefined
}

export interface ParseContext {
  readonly city: City
  /** The hub's clock: times more than an hour after it are refused. */
  readonly now: Moment
}

/**
 * One message of the feed, whoever sent it and whatever is in it: an event, refusals, or both.
 * Never throws. A refusal names our own keys and never a value.
 */
export function parseMessage(topic: string, payload: Uint8Array, context: ParseContext): Entry {
  const { city, now } = context
  const place = parseTopic(topic, city.id)
  const notes: Note[] = []
  const rejectedAs = (
    scope: Rejected['scope'],
    reason: RejectionReason,
    key?: string
  ): Rejected => ({
    at: now,
    scope,
    reason,
    topic: place.kind,
    ...(key === undefined ? {} : { key: key.slice(0, 120) }),
    bytes: payload.length
  })
  let body: Body | undefined
  try {
    const value = parseJson(payload, place.kind)
    if (place.wrong !== undefined) throw new RefusedMessage(place.wrong)
    if (isBody(value)) body = value
    const event = readEvent(place, value, { city, now, notes })
    const rejected = notes.map(({ reason, key }) => rejectedAs('field', reason, key))
    return { event, rejected }
  } catch (error) {
    if (!(error instanceof RefusedMessage)) throw error
    const rejected = [rejectedAs('message', error.reason, error.key)]
    const numbered = place.wrong === undefined && body !== undefined ? numberOf(body) : undefined
    return { rejected, ...(numbered === undefined ? {} : { numbered }) }
  }
}

function parseTopic(topic: string, cityId: string): Topic {
  const [root, version, city, name = '', ...rest] = topic.split('/')
  const id = rest.length === 0 ? undefined : rest.join('/')
  const kind = root === 'siaga' && version === 'v1' && isKind(name) ? name : 'other'
  const isWhole = kind === 'duty' ? id === undefined : id !== undefined && id !== ''
  if (root === 'siaga' && version === 'v1' && city !== cityId)
    return { kind, id, wrong: 'wrongCity' }
  return { kind, id, wrong: kind === 'other' || !isWhole ? 'unknownTopic' : undefined }
}

function isKind(kind: string): kind is 'incident' | 'call' | 'duty' | 'heartbeat' {
  return kind === 'incident' || kind === 'call' || kind === 'duty' || kind === 'heartbeat'
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function parseJson(payload: Uint8Array, kind: Kind): unknown {
  if (payload.length > maxBytes) throw new RefusedMessage('tooLarge')
  if (isTooDeep(payload)) throw new RefusedMessage('tooDeep')
  if (kind === 'heartbeat' && payload.length === 0) return undefined
  let value: unknown
  try {
    value = JSON.parse(utf8.decode(payload))
  } catch {
    throw new RefusedMessage('notJson')
  }
  const forbidden = forbiddenKeyIn(value)
  if (forbidden !== undefined) throw new RefusedMessage('forbiddenKey', forbidden)
  return value
}

interface Reading extends ParseContext {
  readonly notes: Note[]
}

function readEvent(topic: Topic, value: unknown, reading: Reading): CityEvent {
  if (topic.kind === 'heartbeat') {
    const source = readId(topic.id)
    if ('reason' in source) throw new RefusedMessage('unknownTopic')
    return { kind: 'heartbeat', source: source.value }
  }
  if (!isBody(value)) throw new RefusedMessage('wrongType')
  const names = namesOf(reading.city)
  const fields = (body: Body): FieldReader => new FieldReader(body, reading.now, reading.notes)
  switch (topic.kind) {
    case 'incident': {
      const event = readIncidentEvent(topic, value, reading, fields)
      const id = event.kind === 'incident' ? event.incident.id : event.call.id
      if (id !== topic.id) throw new RefusedMessage('wrongTopicId', 'id')
      return event
    }
    case 'call': {
      const call = checked(Call, readCall(fields(value), names))
      if (call.id !== topic.id) throw new RefusedMessage('wrongTopicId', 'id')
      return { kind: 'call', call }
    }
    case 'duty':
      return { kind: 'duty', duty: checked(Duty, readDuty(fields(value))) }
    case 'other':
      throw new RefusedMessage('unknownTopic')
  }
}

/** By content: NENA EIDO, the ticket of an Indonesian 112 back-end, or else our own format. */
function readIncidentEvent(
  topic: Topic,
  value: Body,
  { city }: Reading,
  fields: (body: Body) => FieldReader
): Extract<CityEvent, { kind: 'incident' | 'call' }> {
  const names = namesOf(city)
  if (isTicket(value)) {
    const body = ticketBody(value, names, city.timeZone)
    const callClass = ticketCallClass(value)
    if (callClass !== 'emergency') {
      const call = readCall(fields({ ...body, class: callClass }), names)
      return { kind: 'call', call: checked(Call, call) }
    }
    return { kind: 'incident', incident: checked(Incident, readIncident(fields(body), names)) }
  }
  const body = isEido(value) ? eidoBody(value, names, topic.id ?? '') : value
  return { kind: 'incident', incident: checked(Incident, readIncident(fields(body), names)) }
}

/** The contract has the last word: what a reader above let through by mistake stops here. */
function checked<T>(
  schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
  value: T
): T {
  if (!schema.safeParse(value).success) throw new RefusedMessage('wrongType')
  return value
}

/** A refused message of ours still says which number it was: it came, so it is no gap. */
function numberOf(body: Body): Entry['numbered'] {
  const { source, seq } = readOrigin(new FieldReader(body, 0))
  return source === undefined || seq === undefined ? undefined : { source, seq }
}
