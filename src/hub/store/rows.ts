import type { SQLInputValue, SQLOutputValue } from 'node:sqlite'
import type { Call } from '../../contract/call.ts'
import type { Duty } from '../../contract/duty.ts'
import type { Rejected } from '../../contract/health.ts'
import type { Incident } from '../../contract/incident.ts'

/**
 * How records lie in columns. The writer and the readers share these lists, so that the order of
 * values is written down once. What the hub wrote it trusts when reading: the casts below are for
 * values that only this file puts in.
 */
export type Row = readonly SQLOutputValue[]

export const incidentColumns = [
  'id',
  'revision',
  'source',
  'seq',
  'category',
  'priority',
  'status',
  'channel',
  'receivedAt',
  'dispatchedAt',
  'departedAt',
  'arrivedAt',
  'closedAt',
  'lon',
  'lat',
  'positionAccuracyM',
  'district',
  'subdistrict',
  'assignments',
  'calls',
  'exercise',
  'simulated'
] as const

export function incidentValues(incident: Incident): SQLInputValue[] {
  return [
    incident.id,
    incident.revision,
    incident.source ?? null,
    incident.seq ?? null,
    incident.category,
    incident.priority,
    incident.status,
    incident.channel ?? null,
    incident.receivedAt,
    incident.dispatchedAt ?? null,
    incident.departedAt ?? null,
    incident.arrivedAt ?? null,
    incident.closedAt ?? null,
    incident.position?.[0] ?? null,
    incident.position?.[1] ?? null,
    incident.positionAccuracyM ?? null,
    incident.district ?? null,
    incident.subdistrict ?? null,
    incident.assignments.length === 0 ? '[]' : JSON.stringify(incident.assignments),
    incident.calls,
    Number(incident.exercise),
    Number(incident.simulated)
  ]
}

/** The record whose first column stands at `at`. */
export function incidentOf(row: Row, at = 0): Incident {
  // A mutable draft: keys that are absent must not be there at all.
  const incident = {
    id: row[at],
    revision: row[at + 1],
    category: row[at + 4],
    priority: row[at + 5],
    status: row[at + 6],
    receivedAt: row[at + 8],
    assignments: row[at + 18] === '[]' ? [] : JSON.parse(row[at + 18] as string),
    calls: row[at + 19],
    exercise: row[at + 20] === 1,
    simulated: row[at + 21] === 1
  } as Incident
  if (row[at + 2] !== null) incident.source = row[at + 2] as string
  if (row[at + 3] !== null) incident.seq = row[at + 3] as number
  if (row[at + 7] !== null) incident.channel = row[at + 7] as string
  if (row[at + 9] !== null) incident.dispatchedAt = row[at + 9] as number
  if (row[at + 10] !== null) incident.departedAt = row[at + 10] as number
  if (row[at + 11] !== null) incident.arrivedAt = row[at + 11] as number
  if (row[at + 12] !== null) incident.closedAt = row[at + 12] as number
  if (row[at + 13] !== null) incident.position = [row[at + 13] as number, row[at + 14] as number]
  if (row[at + 15] !== null) incident.positionAccuracyM = row[at + 15] as number
  if (row[at + 16] !== null) incident.district = row[at + 16] as string
  if (row[at + 17] !== null) incident.subdistrict = row[at + 17] as string
  return incident
}

export const callColumns = [
  'id',
  'revision',
  'source',
  'seq',
  'class',
  'receivedAt',
  'channel',
  'incident',
  'simulated'
] as const

export function callValues(call: Call): SQLInputValue[] {
  return [
    call.id,
    call.revision,
    call.source ?? null,
    call.seq ?? null,
    call.class,
    call.receivedAt,
    call.channel ?? null,
    call.incident ?? null,
    Number(call.simulated)
  ]
}

/** The record whose first column stands at `at`. */
export function callOf(row: Row, at = 0): Call {
  const call = {
    id: row[at],
    revision: row[at + 1],
    class: row[at + 4],
    receivedAt: row[at + 5],
    simulated: row[at + 8] === 1
  } as Call
  if (row[at + 2] !== null) call.source = row[at + 2] as string
  if (row[at + 3] !== null) call.seq = row[at + 3] as number
  if (row[at + 6] !== null) call.channel = row[at + 6] as string
  if (row[at + 7] !== null) call.incident = row[at + 7] as string
  return call
}

export const dutyColumns = ['operators', 'fieldOfficers', 'at', 'simulated'] as const

export function dutyValues(duty: Duty): SQLInputValue[] {
  return [duty.operators, duty.fieldOfficers ?? null, duty.at, Number(duty.simulated)]
}

export function dutyOf(row: Row): Duty {
  const duty = { operators: row[0], at: row[2], simulated: row[3] === 1 } as Duty
  if (row[1] !== null) duty.fieldOfficers = row[1] as number
  return duty
}

export const rejectionColumns = ['at', 'scope', 'reason', 'topic', 'key', 'bytes'] as const

export function rejectionValues(rejected: Rejected): SQLInputValue[] {
  const { at, scope, reason, topic, key, bytes } = rejected
  return [at, scope, reason, topic, key ?? null, bytes]
}

export function rejectionOf(row: Row): Rejected {
  const [at, scope, reason, topic, key, bytes] = row
  const rejected = { at, scope, reason, topic, bytes } as Rejected
  if (typeof key === 'string') rejected.key = key
  return rejected
}
