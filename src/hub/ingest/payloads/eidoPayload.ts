import { nameKey } from '../../../contract/city.ts'
import type { IncidentStatus } from '../../../contract/incident.ts'
import type { CityNames } from '../cityNames.ts'
import { momentOfIso } from '../moments.ts'
import { bodiesOf, listOf, type Body } from '../payloadGuards.ts'

/**
 * NENA EIDO JSON (NENA-STA-021.1b-2022): the incident, location and dispatch parts, put into our
 * own format. Persons, calls' parties, vehicles, notes, agents and street addresses are not read.
 */
export function isEido(value: Body): boolean {
  return bodiesOf(value['incidentComponent']).length > 0
}

/** `topicId` chooses among the names an EIDO has for its incident. */
export function eidoBody(eido: Body, names: CityNames, topicId: string): Body {
  const incident = bodiesOf(eido['incidentComponent'])[0] ?? {}
  const updatedAt = texts(eido['lastUpdateTimeStamp'], incident['lastUpdateTimeStamp'])[0]
  return {
    id: idOf(incident, topicId),
    revision: updatedAt === undefined ? undefined : momentOfIso(updatedAt),
    category: categoryOf(incident, names),
    priority: priorityOf(incident['incidentCommonPriorityNumber']),
    status: statusOf(
      texts(
        ...listOrOne(incident['incidentStatusCommonRegistryText']),
        ...listOrOne(incident['incidentStatusInternalText'])
      )
    ),
    receivedAt: receivedAt(eido),
    ...placeOf(eido, incident, names),
    assignments: assignmentsOf(eido, names),
    calls: bodiesOf(eido['callComponent']).length || undefined
  }
}

function idOf(incident: Body, topicId: string): string | undefined {
  const ids = texts(
    incident['internalIncidentId'],
    incident['$id'],
    incident['incidentTrackingIdentifier']
  )
  return ids.find((id) => id === topicId) ?? ids[0]
}

/** The local code or text where the city knows it, else the registry's. */
function categoryOf(incident: Body, names: CityNames): unknown {
  const given = texts(
    incident['incidentTypeInternalCode'],
    incident['incidentTypeInternalText'],
    incident['incidentTypeCommonRegistryText']
  )
  return given.find((name) => names.category(name) !== undefined) ?? given.at(-1)
}

/** EIDO counts 10 (highest) to 0, we 1 to 5. */
function priorityOf(value: unknown): unknown {
  if (typeof value !== 'number' || !(value >= 0 && value <= 10)) return value ?? undefined
  return Math.min(5, Math.max(1, Math.ceil((11 - value) / 2)))
}

/** When the first call began; an EIDO without calls has no other beginning than its oldest part. */
function receivedAt(eido: Body): string | undefined {
  const calls = bodiesOf(eido['callComponent']).flatMap((call) => texts(call['callStartTimestamp']))
  if (calls.length > 0) return earliest(calls)
  const parts = Object.values(eido).flatMap((part) => bodiesOf(part))
  return earliest([eido, ...parts].flatMap((part) => texts(part['lastUpdateTimeStamp'])))
}

function earliest(times: readonly string[]): string | undefined {
  return times
    .map((text) => ({ text, at: momentOfIso(text) ?? Number.MAX_SAFE_INTEGER }))
    .sort((a, b) => a.at - b.at)[0]?.text
}

const unitStatuses: Readonly<Record<string, IncidentStatus>> = {
  assigned: 'dispatched',
  dispatched: 'dispatched',
  acknowledged: 'dispatched',
  enroute: 'enRoute',
  responding: 'enRoute',
  onscene: 'onScene',
  atscene: 'onScene',
  arrived: 'onScene',
  staged: 'onScene',
  transporting: 'onScene',
  available: 'closed',
  cleared: 'closed',
  closed: 'closed',
  complete: 'closed',
  completed: 'closed',
  cancelled: 'closed',
  canceled: 'closed',
  resolved: 'closed'
}

function statusOf(given: readonly string[]): IncidentStatus | undefined {
  return given.map((text) => unitStatuses[nameKey(text)]).find((status) => status !== undefined)
}

const milestoneOf: Readonly<Partial<Record<IncidentStatus, string>>> = {
  enRoute: 'departedAt',
  onScene: 'arrivedAt',
  closed: 'closedAt'
}

/** One per dispatched agency, with the moment its unit came into the state it is in. */
function assignmentsOf(eido: Body, names: CityNames): readonly Body[] {
  const byId = indexById(eido)
  return bodiesOf(eido['dispatchComponent']).flatMap((dispatch) => {
    const agency = agencyOf(dispatch['agencyReference'], byId, names)
    const units = referred(dispatch['emergencyResourceReference'], byId)
    const base = { agency, dispatchedAt: texts(dispatch['lastUpdateTimeStamp'])[0] }
    if (units.length === 0) return [base]
    return units.map((unit) => {
      const status = statusOf(texts(unit['primaryUnitStatusRegistryText']))
      const milestone = status === undefined ? undefined : milestoneOf[status]
      const at = texts(unit['lastUpdateTimeStamp'])[0]
      return { ...base, status, ...(milestone === undefined ? {} : { [milestone]: at }) }
    })
  })
}

/** The agency by its id, the organisation's name on its card, or its kind (`…responder.fire`). */
function agencyOf(
  reference: unknown,
  byId: ReadonlyMap<string, Body>,
  names: CityNames
): string | undefined {
  const id = bodiesOf(reference).map(refOf)[0]
  if (id === undefined) return undefined
  const agency = byId.get(id) ?? {}
  const given = [id, ...cardNames(agency['agencyJcard']), ...texts(...listOf(agency['agencyType']))]
  return given.find((name) => names.agency(name) !== undefined) ?? id
}

/** `fn` and `org` of a jCard (RFC 7095): `["vcard", [["fn", {}, "text", "Damkar"], …]]`. */
function cardNames(card: unknown): readonly string[] {
  return listOf(listOf(card)[1]).flatMap((property) => {
    const [name, , , ...values] = listOf(property)
    return name === 'fn' || name === 'org' ? texts(...values.flatMap(listOrOne)) : []
  })
}

function indexById(eido: Body): ReadonlyMap<string, Body> {
  const parts = ['agencyComponent', 'emergencyResourceComponent', 'locationComponent'].flatMap(
    (key) => bodiesOf(eido[key])
  )
  return new Map(parts.map((part) => [String(part['$id']), part]))
}

/** The parts that references point to; those that point nowhere are passed over. */
function referred(references: unknown, byId: ReadonlyMap<string, Body>): readonly Body[] {
  return bodiesOf(references)
    .map((reference) => byId.get(refOf(reference)))
    .filter((part) => part !== undefined)
}

function refOf(reference: Body): string {
  return (texts(reference['$ref'])[0] ?? '').replace(/^#/u, '')
}

function placeOf(eido: Body, incident: Body, names: CityNames): Body {
  const byId = indexById(eido)
  const locations = [
    ...referred(incident['locationReference'], byId),
    ...bodiesOf(eido['locationComponent'])
  ]
  const about = locations.find((location) => !isWhereCallerStood(location)) ?? locations[0]
  const xml = texts(about?.['locationByValue'])[0] ?? ''
  return { ...positionIn(xml), ...districtIn(xml, names) }
}

function isWhereCallerStood(location: Body): boolean {
  const kind = nameKey(texts(location['locationTypeDescriptionRegistryText'])[0] ?? '')
  return kind === 'caller' || kind === 'towerlocation' || kind === 'routinglocation'
}

/** PIDF-LO (RFC 4119, RFC 5491): `gml:pos` is latitude, then longitude; a radius is in metres. */
function positionIn(xml: string): Body {
  const pos = /<(?:\w+:)?pos>\s*(-?[\d.]+)\s+(-?[\d.]+)/u.exec(xml)
  if (pos === null) return {}
  const radius = /<(?:\w+:)?radius[^>]{0,200}>\s*([\d.]+)/u.exec(xml)?.[1]
  return {
    position: [Number(pos[2]), Number(pos[1])],
    positionAccuracyM: radius === undefined ? undefined : Number(radius)
  }
}

/** Only what is a district or kelurahan of the city is taken from a civic address. */
function districtIn(xml: string, names: CityNames): Body {
  const parts = [...xml.matchAll(/<(?:\w+:)?A[2-6]>([^<]{1,100})</gu)].map((match) =>
    (match[1] ?? '').trim()
  )
  const district = parts.map((name) => names.district(name)).find((found) => found !== undefined)
  const subdistrict = parts
    .map((name) => names.subdistrict(name, district))
    .find((found) => found !== undefined)
  return { district: district?.code, subdistrict: subdistrict?.code }
}

function listOrOne(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}

function texts(...values: readonly unknown[]): readonly string[] {
  return values.filter((value): value is string => typeof value === 'string' && value !== '')
}
