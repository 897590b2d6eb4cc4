import type { CallClass } from '../../../contract/call.ts'
import { nameKey } from '../../../contract/city.ts'
import type { IncidentStatus } from '../../../contract/incident.ts'
import type { Moment } from '../../../contract/time.ts'
import type { CityNames } from '../cityNames.ts'
import { momentOfIso, momentOfLocal } from '../moments.ts'
import { bodiesOf, type Body } from '../payloadGuards.ts'

/**
 * The ticket of Indonesian 112 back-ends, put into our own format. Caller, phone numbers, address,
 * notes and description are not read. Status numbers differ between systems: only names count.
 */
export function isTicket(value: Body): boolean {
  return value['ticket'] !== undefined && value['incidentComponent'] === undefined
}

export function ticketBody(ticket: Body, names: CityNames, timeZone: string): Body {
  const at = (value: unknown): unknown => isoOf(value, timeZone)
  const status = statusOf(ticket['status_name'])
  const log = bodiesOf(ticket['log_ticket'])
  return {
    id: textOf(ticket['ticket']),
    revision: revisionOf(ticket, timeZone),
    category: categoryOf(ticket, names),
    status,
    channel: resolved(ticket['channel_id'], (name) => names.channel(name)),
    receivedAt: at(ticket['created_at']),
    closedAt: status === 'closed' ? at(closingTime(log) ?? ticket['updated_at']) : undefined,
    ...positionOf(ticket),
    district:
      textOf(ticket['district']) ??
      resolved(ticket['district_id'], (name) => names.district(name)?.code),
    subdistrict: textOf(ticket['subdistrict']),
    assignments: bodiesOf(ticket['dinas_terkait']).map((report) => assignmentOf(report, at))
  }
}

const callClasses: Readonly<Record<string, CallClass>> = {
  prank: 'prank',
  prankcall: 'prank',
  ghost: 'ghost',
  ghostcall: 'ghost',
  informasi: 'information',
  information: 'information'
}

/** Class of the contact the ticket was made for; all but `emergency` are calls, not incidents. */
export function ticketCallClass(ticket: Body): CallClass {
  return callClasses[nameKey(textOf(ticket['call_type_name']) ?? '')] ?? 'emergency'
}

const statusNames: Readonly<Record<string, IncidentStatus>> = {
  baru: 'received',
  diterima: 'received',
  menunggu: 'received',
  diteruskan: 'dispatched',
  diproses: 'dispatched',
  proses: 'dispatched',
  dalamproses: 'dispatched',
  ditangani: 'dispatched',
  menujulokasi: 'enRoute',
  berangkat: 'enRoute',
  otw: 'enRoute',
  dilokasi: 'onScene',
  tiba: 'onScene',
  tibadilokasi: 'onScene',
  selesai: 'closed',
  ditutup: 'closed',
  closed: 'closed',
  close: 'closed',
  closeticket: 'closed',
  dibatalkan: 'closed',
  batal: 'closed'
}

function statusOf(name: unknown): IncidentStatus | undefined {
  return statusNames[nameKey(textOf(name) ?? '')]
}

/** One agency's report: made when it was dispatched; its log tells the rest where there is one. */
function assignmentOf(report: Body, at: (value: unknown) => unknown): Body {
  const status = statusOf(report['status_name'])
  const log = bodiesOf(report['detail_log'])
  const first = (wanted: IncidentStatus): unknown =>
    log.find((entry) => statusOf(entry['status_name']) === wanted)?.['created_at']
  return {
    agency: textOf(report['dinas']) ?? textOf(report['dinas_id']),
    status: status === 'received' ? 'dispatched' : status,
    dispatchedAt: at(report['created_at']),
    departedAt: at(first('enRoute')),
    arrivedAt: at(first('onScene')),
    closedAt: status === 'closed' ? at(closingTime(log) ?? report['updated_at']) : undefined
  }
}

/** When it was last closed: a ticket can be opened again. */
function closingTime(log: readonly Body[]): unknown {
  return log.findLast((entry) => statusOf(entry['status_name']) === 'closed')?.['created_at']
}

/**
 * Update time in milliseconds plus the length of all logs: their clock has whole seconds, and two
 * changes within one of them must still differ.
 */
function revisionOf(ticket: Body, timeZone: string): number | undefined {
  const reports = bodiesOf(ticket['dinas_terkait'])
  const moments = [ticket, ...reports].flatMap((one) => [
    ...momentsIn(one['updated_at'], timeZone),
    ...momentsIn(one['created_at'], timeZone)
  ])
  if (moments.length === 0) return undefined
  const entries =
    bodiesOf(ticket['log_ticket']).length +
    reports.reduce((sum, report) => sum + 1 + bodiesOf(report['detail_log']).length, 0)
  return Math.max(...moments) + Math.min(999, entries)
}

function categoryOf(ticket: Body, names: CityNames): unknown {
  const name = textOf(ticket['category'])
  return name ?? resolved(ticket['category_id'], (id) => names.category(id)?.id)
}

/** `latitude` and `longitude`, or a `location` that is nothing but `lat,lon`; else it is an address. */
function positionOf(ticket: Body): Body {
  const pair = /^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$/u.exec(
    textOf(ticket['location']) ?? ''
  )
  const lat = numberOf(ticket['latitude']) ?? numberOf(pair?.[1])
  const lon = numberOf(ticket['longitude']) ?? numberOf(pair?.[2])
  return lat === undefined || lon === undefined ? {} : { position: [lon, lat] }
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/** An id that means something in one system only: taken where the city knows it, else left out. */
function resolved<T>(value: unknown, find: (name: string) => T | undefined): T | undefined {
  const name = textOf(value)
  return name === undefined ? undefined : find(name)
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

/** Our ISO form of a local time; what cannot be read is passed on, to be refused by name. */
function isoOf(value: unknown, timeZone: string): unknown {
  const moment = momentIn(value, timeZone)
  return moment === undefined ? (value ?? undefined) : new Date(moment).toISOString()
}

function momentIn(value: unknown, timeZone: string): Moment | undefined {
  if (typeof value !== 'string') return undefined
  return momentOfIso(value) ?? momentOfLocal(value, timeZone)
}

function momentsIn(value: unknown, timeZone: string): readonly Moment[] {
  const moment = momentIn(value, timeZone)
  return moment === undefined ? [] : [moment]
}
