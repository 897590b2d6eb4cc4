import type { Call, CallClass } from '../../contract/call.ts'
import { IncidentStatus, type Incident, type Milestones } from '../../contract/incident.ts'
import type { MappedPart } from '../ingest/mapPart.ts'
import type { MappedCall, MappedRow } from '../ingest/mapRow.ts'

/** What one row says, as it is kept between file and store. */
export type RowBody =
  | { readonly incident: MappedRow }
  | { readonly call: MappedCall }
  | { readonly part: MappedPart }
  | { readonly feedIncident: Incident }
  | { readonly feedCall: Call }

/** A list without names, because millions of them lie between file and store. */
export function packBody(body: RowBody): string {
  return JSON.stringify(listOf(body))
}

/** Reads what {@link packBody} wrote; `id` is that of the record the row belongs to. */
export function unpackBody(text: string, id: string): RowBody {
  // Only packBody writes these, in this program and in this order.
  const [kind, ...values] = JSON.parse(text) as [RowKind, ...unknown[]]
  switch (kind) {
    case 'i':
      return { incident: incidentOf(id, values as IncidentList) }
    case 'c':
      return { call: callOf(id, values as CallList) }
    case 'p':
      return { part: partOf(id, values as PartList) }
    case 'I':
      return { feedIncident: values[0] as Incident }
    case 'C':
      return { feedCall: values[0] as Call }
  }
}

type RowKind = 'i' | 'c' | 'p' | 'I' | 'C'
type Maybe<T> = T | 0
type Times = readonly [Maybe<number>, Maybe<number>, Maybe<number>, Maybe<number>]
type IncidentList = [
  receivedAt: number,
  times: Times,
  category: string,
  priority: number,
  status: number,
  channel: Maybe<string>,
  district: Maybe<string>,
  subdistrict: Maybe<string>,
  agencies: readonly string[],
  position: Maybe<[number, number]>,
  calls: number,
  exercise: boolean
]
type CallList = [CallClass, number, Maybe<string>, Maybe<string>]
type PartList = [agencies: readonly string[], status: number, times: Times, isEvent: boolean]

function listOf(body: RowBody): readonly unknown[] {
  if ('incident' in body) {
    const row = body.incident
    const list: IncidentList = [
      row.receivedAt,
      timesList(row.milestones),
      row.category,
      row.priority,
      statusIndex(row.status),
      row.channel ?? 0,
      row.district ?? 0,
      row.subdistrict ?? 0,
      row.agencies,
      row.position ?? 0,
      row.calls ?? -1,
      row.exercise
    ]
    return ['i', ...list]
  }
  if ('call' in body) {
    const { class: callClass, receivedAt, channel, incident } = body.call
    const list: CallList = [callClass, receivedAt, channel ?? 0, incident ?? 0]
    return ['c', ...list]
  }
  if ('part' in body) {
    const { agencies, status, milestones, isEvent } = body.part
    const list: PartList = [agencies, statusIndex(status), timesList(milestones), isEvent]
    return ['p', ...list]
  }
  return 'feedIncident' in body ? ['I', body.feedIncident] : ['C', body.feedCall]
}

function incidentOf(id: string, list: IncidentList): MappedRow {
  const [receivedAt, times, category, priority, status, channel, district] = list
  const [, , , , , , , subdistrict, agencies, position, calls, exercise] = list
  return {
    id,
    receivedAt,
    milestones: timesOf(times),
    category,
    priority,
    status: IncidentStatus.options[status],
    channel: known(channel),
    district: known(district),
    subdistrict: known(subdistrict),
    agencies,
    position: known(position),
    calls: calls === -1 ? undefined : calls,
    exercise
  }
}

function callOf(id: string, [callClass, receivedAt, channel, incident]: CallList): MappedCall {
  const rest = { channel: known(channel), incident: known(incident) }
  return { id, class: callClass, receivedAt, ...rest }
}

function partOf(id: string, [agencies, status, times, isEvent]: PartList): MappedPart {
  const milestones = timesOf(times)
  const names = { id, ref: undefined, key: undefined }
  return { ...names, agencies, status: IncidentStatus.options[status], milestones, isEvent }
}

function known<T>(value: Maybe<T>): T | undefined {
  return value === 0 ? undefined : value
}

/** −1 where there is none. */
function statusIndex(status: IncidentStatus | undefined): number {
  return status === undefined ? -1 : IncidentStatus.options.indexOf(status)
}

/** 0 is 1970, which no door lets through. */
function timesList({ dispatchedAt, departedAt, arrivedAt, closedAt }: Milestones): Times {
  return [dispatchedAt ?? 0, departedAt ?? 0, arrivedAt ?? 0, closedAt ?? 0]
}

function timesOf([dispatchedAt, departedAt, arrivedAt, closedAt]: Times): Milestones {
  const milestones: Milestones = {}
  if (dispatchedAt !== 0) milestones.dispatchedAt = dispatchedAt
  if (departedAt !== 0) milestones.departedAt = departedAt
  if (arrivedAt !== 0) milestones.arrivedAt = arrivedAt
  if (closedAt !== 0) milestones.closedAt = closedAt
  return milestones
}
