import type { WallCity } from '../../../contract/city.ts'
import { severityOf, type Severity, type WallIncident } from '../../../contract/incident.ts'
import { leadOf, openIncidents, severityRank } from '../../../contract/leadIncident.ts'
import { byUrgency, type FeedItem } from './arrangeFeed.ts'

/** Heights in one unit, as in `FeedSpace`. */
export interface FloodSpace {
  readonly available: number
  /** Since when, and how many. */
  readonly head: number
  readonly row: number
  /** A critical one where not all have a row: mark, clock and place, `columns` beside each other. */
  readonly cell: number
  readonly columns: number
  /** "7 kritis lagi", in a block. */
  readonly block: number
  /** "12 lagi dalam 4 kelompok". */
  readonly more: number
}

/** Open ones of one kind in one district or, where those are too many, in all. */
export interface FloodGroup {
  readonly category: string
  /** Of the first of them. */
  readonly district: string | undefined
  readonly districts: number
  readonly exercise: boolean
  /** The gravest first. */
  readonly items: readonly [FeedItem, ...FeedItem[]]
  readonly severity: Severity
  readonly late: number
  /** All of them have been reached. */
  readonly arrived: boolean
}

export interface Flood {
  readonly lead: FeedItem | undefined
  /** Each by itself, however many come in. */
  readonly critical: readonly FeedItem[]
  readonly criticalAs: 'rows' | 'cells'
  /** Critical ones for which there is no room at all: to be said larger than anything else. */
  readonly criticalMore: number
  readonly groups: readonly FloodGroup[]
  readonly more: FloodMore
}

/** Open incidents that have no row: how many in how many groups, and those the hub did not send. */
export interface FloodMore {
  readonly groups: number
  readonly incidents: number
  readonly unknown: number
}

/**
 * What the feed shows while more comes in than can be attended to. Every open incident is the lead,
 * a critical one by itself, in exactly one group, or counted in `more`. Critical ones never wait for
 * groups: what room there is, is theirs first.
 */
export function arrangeFlood(
  {
    incidents,
    notSent,
    focused
  }: {
    readonly incidents: Iterable<WallIncident>
    readonly notSent: number
    readonly focused?: string | undefined
  },
  city: Pick<WallCity, 'responseTargets'>,
  now: number,
  space: FloodSpace
): Flood {
  const open = openIncidents(incidents, city, now)
  const lead = leadOf(open, focused)
  const queue = open.filter((item) => item !== lead).sort(byUrgency)
  const critical = queue.filter(isCritical)
  const others = queue.filter((item) => !isCritical(item))
  const free = space.available - space.head
  const rowsIn = (height: number): number =>
    Math.max(0, Math.floor((height - space.more) / space.row + 1e-6))
  const hasRows = critical.length <= rowsIn(free)
  const shown = hasRows ? critical.length : cellsIn(free, critical.length, space)
  const taken = hasRows
    ? critical.length * space.row
    : Math.ceil(shown / space.columns) * space.cell
  const room = shown < critical.length ? 0 : rowsIn(free - taken)
  const fine = groupAll(others, ({ district }) => district)
  const groups = fine.length <= room ? fine : groupAll(others, () => undefined)
  const hidden = groups.slice(room)
  return {
    lead,
    critical: critical.slice(0, shown),
    criticalAs: hasRows ? 'rows' : 'cells',
    criticalMore: critical.length - shown,
    groups: groups.slice(0, room),
    more: {
      groups: hidden.length,
      incidents: hidden.reduce((sum, { items }) => sum + items.length, 0),
      unknown: notSent
    }
  }
}

/** A drill is not: it would stand above what is real. */
function isCritical({ incident }: FeedItem): boolean {
  return severityRank(incident) === 0 && !incident.exercise
}

/** How many have a cell; a block that counts the rest takes its room from them. */
function cellsIn(free: number, wanted: number, space: FloodSpace): number {
  const { cell, columns, more, block } = space
  const within = (height: number): number => columns * Math.max(0, Math.floor(height / cell + 1e-6))
  const all = within(free - more)
  return wanted <= all ? wanted : Math.min(wanted, within(free - more - block))
}

/** In the order of their first: late, then grave, then old; the reached after those, drills last. */
function groupAll(
  queue: readonly FeedItem[],
  placeOf: (incident: WallIncident) => string | undefined
): readonly FloodGroup[] {
  const groups = new Map<string, [FeedItem, ...FeedItem[]]>()
  for (const item of queue) {
    const { incident, clock } = item
    const { category, exercise } = incident
    const key = JSON.stringify([category, placeOf(incident), exercise, clock.state === 'stopped'])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return [...groups.values()].map((items): FloodGroup => {
    const [{ incident, clock }] = items
    const gravest = Math.min(...items.map((item) => item.incident.priority))
    return {
      category: incident.category,
      district: incident.district,
      districts: new Set(items.map((item) => item.incident.district)).size,
      exercise: incident.exercise,
      items,
      severity: severityOf(gravest),
      late: items.filter((item) => item.clock.state === 'late').length,
      arrived: clock.state === 'stopped'
    }
  })
}
