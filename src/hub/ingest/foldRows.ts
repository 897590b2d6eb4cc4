import {
  IncidentStatus,
  type Assignment,
  type Incident,
  type Milestones
} from '../../contract/incident.ts'
import type { MappedPart } from './mapPart.ts'
import type { MappedRow } from './mapRow.ts'

/** The schema of an incident allows no more. */
const maxAssignments = 64

/**
 * One incident out of its rows, which may come one by one and be any number. Of several times the
 * earliest counts, of several ends the latest; what only one row knows is kept.
 */
export class IncidentFold {
  readonly #source: string
  readonly #isUnits: boolean
  readonly #times = new TimesFold()
  readonly #agencies = new Map<string, TimesFold>()
  #first: MappedRow | undefined
  #receivedAt = Infinity
  #priority = 5
  #calls = 0
  #exercise = false
  #known: {
    status?: IncidentStatus
    channel?: string
    district?: string
    subdistrict?: string
    position?: NonNullable<Incident['position']>
  } = {}

  constructor(options: { readonly source: string; readonly isUnits: boolean }) {
    this.#source = options.source
    this.#isUnits = options.isUnits
  }

  add(row: MappedRow): void {
    this.#first ??= row
    this.#receivedAt = Math.min(this.#receivedAt, row.receivedAt)
    // The most urgent of several.
    this.#priority = Math.min(this.#priority, row.priority)
    // Rows of one incident are its units, or else reports of the same thing.
    this.#calls = this.#isUnits
      ? Math.max(this.#calls, row.calls ?? 1)
      : this.#calls + (row.calls ?? 1)
    this.#exercise ||= row.exercise
    const known = this.#known
    if (row.status !== undefined) known.status ??= row.status
    if (row.channel !== undefined) known.channel ??= row.channel
    if (row.district !== undefined) known.district ??= row.district
    if (row.subdistrict !== undefined) known.subdistrict ??= row.subdistrict
    if (row.position !== undefined) known.position ??= row.position
    this.#times.add(row.milestones, row.status)
    for (const agency of row.agencies) {
      const times = this.#agency(agency)
      // Only a row about one unit knows the unit's own times; else the agency is just named.
      if (this.#isUnits) times?.add(row.milestones, row.status)
    }
  }

  addPart(part: MappedPart): void {
    for (const agency of part.agencies)
      if (part.isEvent) this.#agency(agency)?.addEvent(part.milestones)
      else this.#agency(agency)?.add(part.milestones, part.status)
  }

  /** undefined when no row told what it was and when: parts alone are no incident. */
  incident(): Incident | undefined {
    const first = this.#first
    if (first === undefined) return undefined
    const assignments = this.assignments()
    const milestones = withFirstOf(this.#times.milestones(), assignments)
    const { status, ...known } = this.#known
    return {
      id: first.id,
      revision: 0,
      source: this.#source,
      category: first.category,
      priority: this.#priority,
      status: furthest(status, statusOf(milestones)),
      receivedAt: this.#receivedAt,
      ...milestones,
      ...known,
      assignments,
      calls: this.#calls,
      exercise: this.#exercise,
      simulated: false
    }
  }

  assignments(): Assignment[] {
    return [...this.#agencies].map(([agency, times]) => {
      if (times.isEmpty) return { agency }
      const milestones = times.milestones()
      return { agency, status: furthest(times.status, statusOf(milestones)), ...milestones }
    })
  }

  #agency(agency: string): TimesFold | undefined {
    let times = this.#agencies.get(agency)
    if (times === undefined && this.#agencies.size < maxAssignments) {
      times = new TimesFold()
      this.#agencies.set(agency, times)
    }
    return times
  }
}

class TimesFold {
  status: IncidentStatus | undefined
  readonly #times: Milestones = {}
  #rows = 0
  #ended = 0
  #end = -Infinity
  #loggedEnd = -Infinity
  #events = 0

  /** Nothing is known but that it exists. */
  get isEmpty(): boolean {
    return this.#rows + this.#events === 0
  }

  add(milestones: Milestones, status: IncidentStatus | undefined): void {
    this.status ??= status
    this.#earliest(milestones)
    this.#rows += 1
    if (milestones.closedAt === undefined) return
    this.#ended += 1
    this.#end = Math.max(this.#end, milestones.closedAt)
  }

  addEvent(milestones: Milestones): void {
    this.#events += 1
    this.#earliest(milestones)
    this.#loggedEnd = Math.max(this.#loggedEnd, milestones.closedAt ?? -Infinity)
  }

  /** Ends only count when every row has one: while one crew is out it is not over. */
  milestones(): Milestones {
    const times = { ...this.#times }
    const end = this.#ended > 0 ? this.#end : this.#loggedEnd
    if (this.#ended === this.#rows && end !== -Infinity) times.closedAt = end
    // A record that says it is closed takes the time from its log.
    else if (this.status === 'closed' && this.#ended === 0 && end !== -Infinity)
      times.closedAt = end
    return times
  }

  #earliest(milestones: Milestones): void {
    for (const key of ['dispatchedAt', 'departedAt', 'arrivedAt'] as const) {
      const at = milestones[key]
      if (at !== undefined) this.#times[key] = Math.min(at, this.#times[key] ?? Infinity)
    }
  }
}

/** What is known of agencies only is also true of the incident: its first crew's times. */
export function withFirstOf(own: Milestones, assignments: readonly Assignment[]): Milestones {
  const times = { ...own }
  for (const key of ['dispatchedAt', 'departedAt', 'arrivedAt'] as const) {
    const known = assignments.flatMap((assignment) => assignment[key] ?? [])
    if (times[key] === undefined && known.length > 0) times[key] = Math.min(...known)
  }
  return times
}

/** Times say more than a status, and a status may know of an end without a time. */
export function furthest(a: IncidentStatus | undefined, b: IncidentStatus): IncidentStatus {
  const rank = (status: IncidentStatus): number => IncidentStatus.options.indexOf(status)
  return a !== undefined && rank(a) > rank(b) ? a : b
}

export function statusOf(milestones: Milestones): IncidentStatus {
  if (milestones.closedAt !== undefined) return 'closed'
  if (milestones.arrivedAt !== undefined) return 'onScene'
  if (milestones.departedAt !== undefined) return 'enRoute'
  return milestones.dispatchedAt === undefined ? 'received' : 'dispatched'
}
