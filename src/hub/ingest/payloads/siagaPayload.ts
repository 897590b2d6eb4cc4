import { CallClass, type Call } from '../../../contract/call.ts'
import type { District } from '../../../contract/city.ts'
import type { Duty } from '../../../contract/duty.ts'
import { isInside, type Position } from '../../../contract/geo.ts'
import {
  IncidentStatus,
  type Assignment,
  type Incident,
  type Milestones
} from '../../../contract/incident.ts'
import { minute, type Moment } from '../../../contract/time.ts'
import type { CityNames } from '../cityNames.ts'
import {
  readCount,
  readCountUpTo,
  readFlag,
  readId,
  readMoment,
  readName,
  readOneOf,
  readRecordId,
  type FieldReader
} from '../fieldReader.ts'
import { isBody } from '../payloadGuards.ts'

const maxAssignments = 64

/** A milestone may come before `receivedAt` by this much: clocks of dispatch and crews differ. */
const skew = minute

const milestoneKeys = ['dispatchedAt', 'departedAt', 'arrivedAt', 'closedAt'] as const
const statuses = IncidentStatus.options

/** An incident in our own format, as docs/feed.md describes it. */
export function readIncident(from: FieldReader, names: CityNames): Incident {
  const id = from.required('id', readRecordId)
  const revision = from.required('revision', readCount)
  const category = readCategory(from, names)
  const receivedAt = from.required('receivedAt', readMoment)
  const assignments = readAssignments(from, names, receivedAt)
  const own = readMilestones(from, receivedAt)
  const times = withFirstOf(own.times, assignments)
  const status = from.optional('status', readOneOf(statuses)) ?? 'received'
  return {
    id,
    revision,
    ...readOrigin(from),
    category: category.id,
    priority: from.optional('priority', readPriority) ?? category.priority,
    status: furthest(furthest(status, own.told), statusOf(times)),
    ...present({ channel: readChannel(from, names) }),
    receivedAt,
    ...times,
    ...readPosition(from, names),
    ...readPlace(from, names),
    assignments,
    calls: from.optional('calls', readCount) ?? 1,
    exercise: from.optional('exercise', readFlag) ?? false,
    simulated: from.optional('simulated', readFlag) ?? false
  }
}

export function readCall(from: FieldReader, names: CityNames): Call {
  return {
    id: from.required('id', readRecordId),
    revision: from.optional('revision', readCount) ?? 0,
    ...readOrigin(from),
    class: from.required('class', readOneOf(CallClass.options)),
    receivedAt: from.required('receivedAt', readMoment),
    ...present({
      channel: readChannel(from, names),
      incident: from.optional('incident', readRecordId)
    }),
    simulated: from.optional('simulated', readFlag) ?? false
  }
}

export function readDuty(from: FieldReader): Duty {
  return {
    operators: from.required('operators', readCountUpTo(10_000)),
    ...present({ fieldOfficers: from.optional('fieldOfficers', readCountUpTo(100_000)) }),
    at: from.required('at', readMoment),
    simulated: from.optional('simulated', readFlag) ?? false
  }
}

/** Who numbered the message, and its number. */
export function readOrigin(from: FieldReader): { source?: string; seq?: number } {
  return present({ source: from.optional('source', readId), seq: from.optional('seq', readCount) })
}

function readCategory(from: FieldReader, names: CityNames): CityNames['other'] {
  const category = names.category(from.required('category', readName))
  if (category !== undefined) return category
  from.note('unknownCategory', 'category')
  return names.other
}

function readPriority(value: unknown): ReturnType<typeof readCount> {
  return value === 0 ? { reason: 'wrongType' } : readCountUpTo(5)(value)
}

function readChannel(from: FieldReader, names: CityNames): string | undefined {
  const name = from.optional('channel', readName)
  const channel = name === undefined ? undefined : names.channel(name)
  if (name !== undefined && channel === undefined) from.note('wrongType', 'channel')
  return channel
}

/**
 * The moments that can be true, and what all of them tell of the status: a crew whose clock is
 * wrong has arrived all the same, and an incident closed at an impossible time is closed.
 */
function readMilestones(
  from: FieldReader,
  receivedAt: Moment
): { readonly times: Milestones; readonly told: IncidentStatus } {
  const times: Milestones = {}
  const given: Milestones = {}
  for (const key of milestoneKeys) {
    const at = from.optional(key, readMoment)
    if (at === undefined) continue
    given[key] = at
    if (at < receivedAt - skew) from.note('unorderedTimes', key)
    else times[key] = at
  }
  return { times, told: statusOf(given) }
}

/** What the feed says of agencies only is also true of the incident: its first crew's times. */
function withFirstOf(own: Milestones, assignments: readonly Assignment[]): Milestones {
  const times: Milestones = {}
  for (const key of milestoneKeys) {
    const at = own[key] ?? (key === 'closedAt' ? undefined : earliest(assignments, key))
    if (at !== undefined) times[key] = at
  }
  return times
}

function earliest(assignments: readonly Assignment[], key: keyof Milestones): Moment | undefined {
  const moments = assignments.flatMap((assignment) => assignment[key] ?? [])
  return moments.length === 0 ? undefined : Math.min(...moments)
}

/** What the times say of the status. */
function statusOf({ dispatchedAt, departedAt, arrivedAt, closedAt }: Milestones): IncidentStatus {
  if (closedAt !== undefined) return 'closed'
  if (arrivedAt !== undefined) return 'onScene'
  if (departedAt !== undefined) return 'enRoute'
  return dispatchedAt === undefined ? 'received' : 'dispatched'
}

function furthest(a: IncidentStatus, b: IncidentStatus): IncidentStatus {
  return statuses.indexOf(a) > statuses.indexOf(b) ? a : b
}

function readAssignments(from: FieldReader, names: CityNames, receivedAt: Moment): Assignment[] {
  const list = from.list('assignments')
  if (list.length > maxAssignments) from.note('wrongType', 'assignments')
  const byAgency = new Map<string, Assignment>()
  for (const [i, value] of list.slice(0, maxAssignments).entries()) {
    const key = `assignments.${i}`
    if (!isBody(value)) {
      from.note('wrongType', key)
      continue
    }
    const assignment = readAssignment(from.inside(value, key), names, receivedAt)
    if (assignment === undefined) continue
    const other = byAgency.get(assignment.agency)
    byAgency.set(assignment.agency, other === undefined ? assignment : merged(other, assignment))
  }
  return [...byAgency.values()]
}

function readAssignment(
  from: FieldReader,
  names: CityNames,
  receivedAt: Moment
): Assignment | undefined {
  const name = from.optional('agency', readName)
  const agency = name === undefined ? undefined : names.agency(name)
  if (agency === undefined) {
    from.note(name === undefined ? 'missingField' : 'unknownAgency', 'agency')
    return undefined
  }
  const { times, told } = readMilestones(from, receivedAt)
  const given = from.optional('status', readOneOf(statuses))
  const status =
    given === undefined && told === 'received' ? undefined : furthest(given ?? told, told)
  return { agency: agency.id, ...present({ status }), ...times }
}

/** Two units of one agency are one part of the incident: first come, last gone. */
function merged(a: Assignment, b: Assignment): Assignment {
  const times: Milestones = {}
  for (const key of milestoneKeys) {
    const at = earliest([a, b], key)
    if (at !== undefined) times[key] = at
  }
  delete times.closedAt
  if (a.closedAt !== undefined && b.closedAt !== undefined)
    times.closedAt = Math.max(a.closedAt, b.closedAt)
  const open: (IncidentStatus | undefined)[] = [a.status, b.status].filter(
    (status) => status !== 'closed'
  )
  const status =
    open.length === 0
      ? 'closed'
      : open.reduce((x, y) => (x === undefined || y === undefined ? (x ?? y) : furthest(x, y)))
  return { agency: a.agency, ...present({ status }), ...times }
}

function readPosition(
  from: FieldReader,
  names: CityNames
): Pick<Incident, 'position' | 'positionAccuracyM'> {
  const position = from.optional('position', readPair)
  const accuracy = from.optional('positionAccuracyM', readDistance)
  if (position === undefined) return {}
  if (!isInside(position, names.bounds)) {
    from.note('outsideCity', 'position')
    return {}
  }
  return { position, ...present({ positionAccuracyM: accuracy }) }
}

function readPair(value: unknown): { value: Position } | { reason: 'wrongType' } {
  if (!Array.isArray(value) || value.length !== 2) return { reason: 'wrongType' }
  const [lon, lat] = value as readonly unknown[]
  const ok = typeof lon === 'number' && typeof lat === 'number'
  return ok && Math.abs(lon) <= 180 && Math.abs(lat) <= 90
    ? { value: [lon, lat] }
    : { reason: 'wrongType' }
}

function readDistance(value: unknown): { value: number } | { reason: 'wrongType' } {
  const ok = typeof value === 'number' && Number.isFinite(value) && value >= 0
  return ok ? { value } : { reason: 'wrongType' }
}

function readPlace(
  from: FieldReader,
  names: CityNames
): Pick<Incident, 'district' | 'subdistrict'> {
  const district = resolve(from, 'district', 'unknownDistrict', (name) => names.district(name))
  const subdistrict = resolve(from, 'subdistrict', 'unknownSubdistrict', (name) =>
    names.subdistrict(name, district)
  )
  const found: District | undefined = district ?? subdistrict?.district
  return present({ district: found?.code, subdistrict: subdistrict?.code })
}

function resolve<T>(
  from: FieldReader,
  key: 'district' | 'subdistrict',
  unknown: 'unknownDistrict' | 'unknownSubdistrict',
  find: (name: string) => T | undefined
): T | undefined {
  const name = from.optional(key, readName)
  if (name === undefined) return undefined
  const found = find(name)
  if (found === undefined) from.note(unknown, key)
  return found
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Without the keys that are undefined: the contract's optional fields are absent, not empty. */
function present<T extends object>(fields: T): Present<T> {
  // Only keys with a value are kept, which is what Present<T> says.
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined)
  ) as Present<T>
}
