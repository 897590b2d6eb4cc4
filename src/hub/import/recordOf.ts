import type { Call } from '../../contract/call.ts'
import type { Incident, Milestones } from '../../contract/incident.ts'
import { milestoneKeys } from '../ingest/cellReader.ts'
import { furthest, IncidentFold, statusOf, withFirstOf } from '../ingest/foldRows.ts'
import type { MappedCall } from '../ingest/mapRow.ts'
import type { CityEvent, Entry } from '../store/store.ts'
import { mergeAssignments, mergeCall, mergeIncident } from './mergeIncident.ts'
import type { RowBody } from './rowBody.ts'

/** What an import writes where the file does not say who told it. */
export const importSource = 'import'

/** What is stored already. */
export interface Known {
  incident(id: string): Incident | undefined
  call(id: string): Call | undefined
}

/** What the rows of one record ask of the store. */
export type RecordResult = { readonly entry: Entry } | 'unchanged' | 'homeless'

/**
 * One record out of all its rows, which come one by one. A record that is stored already is
 * compared: what is the same asks for nothing.
 */
export class RecordOf {
  readonly #id: string
  readonly #fold: IncidentFold
  #call: MappedCall | undefined
  #feed: Extract<CityEvent, { kind: 'incident' | 'call' }> | undefined

  /** `key` is `i` or `c` and the id. */
  constructor(key: string, isUnits: boolean) {
    this.#id = key.slice(1)
    this.#fold = new IncidentFold({ source: importSource, isUnits })
  }

  add(body: RowBody): void {
    if ('incident' in body) this.#fold.add(body.incident)
    else if ('part' in body) this.#fold.addPart(body.part)
    else if ('call' in body) this.#call ??= body.call
    else if ('feedCall' in body) this.#addFeed({ kind: 'call', call: body.feedCall })
    else this.#addFeed({ kind: 'incident', incident: body.feedIncident })
  }

  result(known: Known): RecordResult {
    // Messages carry their own revision: the store decides, as it does for the live feed.
    if (this.#feed !== undefined) return { entry: { event: this.#feed, rejected: [] } }
    if (this.#call !== undefined) return callResult(callOf(this.#call), known)
    const stored = known.incident(this.#id)
    const read = this.#fold.incident()
    if (read === undefined)
      return stored === undefined ? 'homeless' : incidentResult(this.#withParts(stored), stored)
    return stored === undefined
      ? { entry: { event: { kind: 'incident', incident: { ...read, revision: 1 } }, rejected: [] } }
      : incidentResult(mergeIncident(stored, read), stored)
  }

  /** Only agencies' files were given: they complete what is stored. */
  #withParts(stored: Incident): Incident {
    const assignments = mergeAssignments(stored.assignments, this.#fold.assignments())
    const times = withFirstOf(milestonesOf(stored), assignments)
    const status = furthest(stored.status, statusOf(times))
    return mergeIncident(stored, { ...stored, ...times, status, assignments })
  }

  #addFeed(event: Extract<CityEvent, { kind: 'incident' | 'call' }>): void {
    if (this.#feed === undefined || revisionOf(event) > revisionOf(this.#feed)) this.#feed = event
  }
}

function milestonesOf(incident: Incident): Milestones {
  const milestones: Milestones = {}
  for (const key of milestoneKeys) {
    const at = incident[key]
    if (at !== undefined) milestones[key] = at
  }
  return milestones
}

function revisionOf(event: Extract<CityEvent, { kind: 'incident' | 'call' }>): number {
  return event.kind === 'incident' ? event.incident.revision : event.call.revision
}

function incidentResult(merged: Incident, stored: Incident): RecordResult {
  if (merged === stored) return 'unchanged'
  return { entry: { event: { kind: 'incident', incident: merged }, rejected: [] } }
}

function callResult(read: Call, known: Known): RecordResult {
  const stored = known.call(read.id)
  const call = stored === undefined ? read : mergeCall(stored, read)
  return call === stored ? 'unchanged' : { entry: { event: { kind: 'call', call }, rejected: [] } }
}

function callOf({ channel, incident, ...call }: MappedCall): Call {
  return {
    ...call,
    revision: 1,
    source: importSource,
    ...(channel === undefined ? {} : { channel }),
    ...(incident === undefined ? {} : { incident }),
    simulated: false
  }
}
