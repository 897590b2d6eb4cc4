import type { Aggregates, AggregateTopic, WallAggregates } from '../../contract/aggregates.ts'
import type { City } from '../../contract/city.ts'
import { coarseAccuracyM, coarsePosition } from '../../contract/coarsePosition.ts'
import type { Control, Mode } from '../../contract/control.ts'
import type { Health } from '../../contract/health.ts'
import type { Change } from '../../contract/hubMessages.ts'
import type { Assignment, Incident, IncidentStatus, WallIncident } from '../../contract/incident.ts'
import type { RemoteTold } from '../../contract/remote.ts'
import {
  few,
  fewestToldToGuests as least,
  numbersIn,
  several,
  type ShownCount
} from '../../contract/shownCount.ts'
import { without } from '../../contract/without.ts'
import { forGuests, partsForGuests } from './suppress.ts'

/** What a mode lets out of the hub; the one door between what is known and what is shown. */
export interface Redaction {
  readonly mode: Mode
  incident(incident: WallIncident): WallIncident
  /** Undefined: nothing of this figure is told. */
  aggregate<T extends AggregateTopic>(topic: T, value: Aggregates[T]): WallAggregates[T] | undefined
  control(control: Control): Control
  /** Names and codes of remotes are of the room. */
  remote(remote: RemoteTold): RemoteTold
  health(health: Health): Health
  /** Stored incidents with no more of their place than the mode lets out. */
  rows<R extends { readonly incident: Incident }>(rows: Iterable<R>): Iterable<R>
  change(change: Change): Change | undefined
}

export type RedactedCity = Pick<City, 'bounds' | 'categories' | 'agencies' | 'districts'>

/** Everything that leaves for windows and programs in a mode goes through this. */
export function redactFor(mode: Mode, city: RedactedCity): Redaction {
  const sensitive = new Set(
    city.categories.filter((category) => category.sensitive !== undefined).map(({ id }) => id)
  )

  const figures = guestFigures(city)

  function incident(given: WallIncident): WallIncident {
    switch (mode) {
      case 'operations':
        return given
      case 'briefing':
        return sensitive.has(given.category) ? coarse(given, city) : given
      case 'guests':
        return incidentForGuests(given)
    }
  }

  function place(given: Incident): Incident {
    if (mode === 'briefing' && sensitive.has(given.category)) return coarse(given, city)
    if (mode !== 'guests') return given
    return without(given, ...finerThanDistrict)
  }

  function aggregate<T extends AggregateTopic>(
    topic: T,
    value: Aggregates[T]
  ): WallAggregates[T] | undefined {
    if (mode !== 'guests') return value as WallAggregates[T] // every plain figure is one a wall may have
    return figures[topic](value)
  }

  function control(given: Control): Control {
    switch (mode) {
      case 'operations':
        return given
      case 'briefing':
        return controlForBriefing(given, sensitive)
      case 'guests':
        return controlForGuests(given)
    }
  }

  const remote = (given: RemoteTold): RemoteTold =>
    mode === 'guests' ? { on: given.on, devices: [] } : given

  return {
    mode,
    incident,
    aggregate,
    control,
    remote,
    health: (given) => (mode === 'guests' ? healthForGuests(given) : given),
    *rows(rows) {
      for (const row of rows) yield { ...row, incident: place(row.incident) }
    },
    change(change) {
      switch (change.kind) {
        case 'incident':
          return { kind: 'incident', incident: incident(change.incident) }
        case 'control':
          return { kind: 'control', control: control(change.control) }
        case 'aggregate': {
          // Published under the topic it belongs to.
          const value = aggregate(change.topic, change.value as Aggregates[AggregateTopic])
          return value === undefined ? undefined : { ...change, value }
        }
        case 'remote':
          return { kind: 'remote', remote: remote(change.remote) }
        case 'incidentGone':
        case 'notSent':
          return change
      }
    }
  }
}

const finerThanDistrict = ['position', 'positionAccuracyM', 'subdistrict'] as const

function coarse<I extends Pick<Incident, 'position' | 'positionAccuracyM'>>(
  incident: I,
  city: Pick<City, 'bounds'>
): I {
  const { position, positionAccuracyM = 0 } = incident
  if (position === undefined) return incident
  return {
    ...incident,
    position: coarsePosition(position, city),
    positionAccuracyM: Math.max(positionAccuracyM, coarseAccuracyM)
  }
}

/** District and no finer; of its agencies who they are and how far they have come. */
function incidentForGuests(incident: WallIncident): WallIncident {
  const assignments = incident.assignments.map(({ agency, ...part }) => {
    const status = statusOf(part)
    return { agency, ...(status !== undefined && { status }) }
  })
  const calls = typeof incident.calls === 'number' ? forGuests(incident.calls) : incident.calls
  return { ...without(incident, ...finerThanDistrict), assignments, calls }
}

/** The status that its times say, so that nobody seems to be on the way who has arrived. */
function statusOf(part: Omit<Assignment, 'agency'>): IncidentStatus | undefined {
  if (part.closedAt !== undefined) return 'closed'
  if (part.status === 'closed') return 'closed'
  if (part.arrivedAt !== undefined) return 'onScene'
  if (part.departedAt !== undefined && part.status !== 'onScene') return 'enRoute'
  return part.status ?? (part.dispatchedAt === undefined ? undefined : 'dispatched')
}

type GuestFigures = {
  readonly [T in AggregateTopic]: (value: Aggregates[T]) => WallAggregates[T] | undefined
}

function guestFigures({ agencies, districts }: RedactedCity): GuestFigures {
  // A cell of the heat is finer than a district, and one that rises by one says where somebody is.
  const nothing = (): undefined => undefined
  return {
    openCounts: ({ open, late, arrived, exercises, byAgency }) => ({
      open: forGuests(open),
      ...partsForGuests({ late, arrived }, open - late - arrived),
      ...(exercises >= least && { exercises }),
      byAgency: Object.fromEntries(
        agencies.map(({ id }) => {
          const counts = byAgency[id] ?? { open: 0, late: 0 }
          return [
            id,
            {
              open: forGuests(counts.open),
              ...partsForGuests({ late: counts.late }, counts.open - counts.late)
            }
          ]
        })
      )
    }),
    volume: ({ total, today, month, ...rest }) => ({
      ...rest,
      total: forGuests(total),
      today: { ...today, count: forGuests(today.count) },
      month: {
        ...month,
        count: forGuests(month.count),
        ...(month.last !== undefined && { last: forGuests(month.last) })
      },
      hours: [],
      forecast: []
    }),
    responseTimes: ({ today, within }) => {
      const all = Object.values(within).reduce((sum, count) => sum + count, 0)
      const { medianMs, p90Ms } = today
      return {
        today: {
          target: today.target,
          ...partsForGuests({ n: today.n }, all - today.n),
          ...(today.n >= least && told({ medianMs, p90Ms }))
        },
        within: withinForGuests(within)
      }
    },
    agencyBoard: ({ rows, ...board }) => ({
      ...board,
      rows: rows.map(({ agency, n, medianMs, p90Ms, met, breached }) => ({
        agency,
        // What is decided and what has a time nearly add up: how many have one is not told.
        n: n < least ? few : several,
        ...(n >= least && told({ medianMs, p90Ms })),
        ...(met >= least && breached >= least && { met, breached })
      }))
    }),
    callCounts: ({ everSeen, today }) => ({
      everSeen,
      today: {
        emergency: forGuests(today.emergency),
        information: forGuests(today.information),
        prank: forGuests(today.prank),
        ghost: forGuests(today.ghost),
        dropped: forGuests(today.dropped)
      }
    }),
    districtCounts: ({ today, unknown }) => {
      const counts = Object.fromEntries(districts.map(({ code }) => [code, today[code] ?? 0]))
      const shown = partsForGuests(counts, unknown)
      return { today: shown, ...(numbersIn(shown) && { unknown }) }
    },
    duty: (value) => value,
    'density:1h': nothing,
    'density:24h': nothing,
    'density:7d': nothing,
    'density:30d': nothing
  }
}

function withinForGuests({
  unknown,
  ...parts
}: Aggregates['responseTimes']['within']): WallAggregates['responseTimes']['within'] {
  const shown = partsForGuests(parts, unknown)
  return { ...shown, ...(numbersIn(shown) && { unknown }) }
}

/** Without what is undefined. */
function told<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  } // says what the filter does
}

/**
 * How many incidents are on disk, and how many messages came or were turned away, are counts as any
 * other. Whether something is missing is told all the same.
 */
function healthForGuests({ store, rejected, sources, messages, files, ...health }: Health): Health {
  const count = (given: ShownCount): ShownCount =>
    typeof given === 'number' ? forGuests(given) : given
  const fault = (given: ShownCount): ShownCount => (given === 0 ? 0 : count(given))
  return {
    ...health,
    // Which file, not what stands in it.
    ...(files && {
      files: files.map(({ file, reason, instead }) => ({ file, reason, instead }))
    }),
    messages: count(messages),
    sources: sources.map((source) => ({ ...source, missing: fault(source.missing) })),
    store: { ...store, incidents: count(store.incidents) },
    rejected: {
      ...rejected,
      messages: fault(rejected.messages),
      fields: fault(rejected.fields),
      incidentsToday: fault(rejected.incidentsToday)
    }
  }
}

/** The cameras nearest to a sensitive incident would tell where it is. */
function controlForBriefing(control: Control, sensitive: ReadonlySet<string>): Control {
  const placeless = <T extends { readonly category: string }>(wanted: T): T =>
    sensitive.has(wanted.category) ? { ...wanted, cameras: [] } : wanted
  const { takeover, takeoversWaiting } = control
  return {
    ...control,
    ...(takeover && { takeover: placeless(takeover) }),
    ...(takeoversWaiting && { takeoversWaiting: takeoversWaiting.map(placeless) })
  }
}

/** Who and why are texts of the room: guests see what happened, not whose name stands behind it. */
function controlForGuests(control: Control): Control {
  const nameless = <T extends { readonly by: Control['mode']['by'] }>(part: T): T => ({
    ...part,
    by: { kind: part.by.kind }
  })
  return {
    // A takeover is one incident with its place; a flood is a count.
    ...without(control, 'takeover', 'takeoversWaiting', 'flood'),
    mode: nameless(without(control.mode, 'reason')),
    scene: nameless(without(control.scene, 'why')),
    curtain: nameless(control.curtain),
    ...(control.focus && { focus: nameless(control.focus) }),
    ...(control.mute && { mute: nameless(control.mute) }),
    ...(control.briefing && { briefing: nameless(control.briefing) }),
    ...(control.playlist && { playlist: nameless(without(control.playlist, 'waitsFor')) }),
    ...(control.steps && { steps: nameless(without(control.steps, 'before')) }),
    ...(control.identify && { identify: nameless(control.identify) }),
    ...(control.steering && { steering: nameless(control.steering) })
  }
}
