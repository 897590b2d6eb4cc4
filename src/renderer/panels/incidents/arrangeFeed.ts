import type { WallCity } from '../../../contract/city.ts'
import { isOpen, type WallIncident } from '../../../contract/incident.ts'
import {
  leadOf,
  openIncidents,
  severityRank,
  type OpenIncident
} from '../../../contract/leadIncident.ts'
import type { ResponseClock } from '../../../contract/responseTarget.ts'

/** Heights in one unit (the panel measures rem): what there is below the lead, and what rows take. */
export interface FeedSpace {
  readonly available: number
  readonly twoLine: number
  readonly oneLine: number
  /** "9 lagi sudah tiba di lokasi". */
  readonly more: number
  /** "Selesai terakhir" and the air above it. */
  readonly heading: number
  readonly recent: number
}

export type FeedItem = OpenIncident

/** Open incidents that have no row. `unknown` ones the hub did not send at all. */
export interface FeedMore {
  readonly waiting: number
  readonly arrived: number
  readonly exercises: number
  readonly unknown: number
}

export interface Feed {
  readonly lead: FeedItem | undefined
  readonly rows: readonly FeedItem[]
  readonly lines: 1 | 2
  readonly more: FeedMore
  /** Closed ones, newest first, where the open ones leave room. */
  readonly recent: readonly WallIncident[]
}

const recentAtMost = 5

/**
 * What the feed shows. Every open incident is the lead, a row, or counted in `more`. Rows have two
 * lines while all that still wait for a crew fit that way, else one.
 */
export function arrangeFeed(
  {
    incidents,
    notSent,
    focused
  }: { incidents: Iterable<WallIncident>; notSent: number; focused?: string | undefined },
  city: Pick<WallCity, 'responseTargets'>,
  now: number,
  space: FeedSpace
): Feed {
  const all = [...incidents]
  const open = openIncidents(all, city, now)
  const closed = all.filter((incident) => !isOpen(incident))
  const lead = leadOf(open, focused)
  const queue = open.filter((item) => item !== lead).sort(byUrgency)
  const { lines, count } = fit(queue, notSent, space)
  const rows = queue.slice(0, count)
  const more = countMore(queue.slice(count), notSent)
  const free = space.available - count * (lines === 2 ? space.twoLine : space.oneLine)
  return { lead, rows, lines, more, recent: hasMore(more) ? [] : newestClosed(closed, free, space) }
}

export function hasMore(more: FeedMore): boolean {
  return more.waiting + more.arrived + more.exercises + more.unknown > 0
}

/** Late, then severity, then age; arrived after those; drills last. */
export function byUrgency(a: FeedItem, b: FeedItem): number {
  return (
    stage(a) - stage(b) ||
    severityRank(a.incident) - severityRank(b.incident) ||
    a.incident.receivedAt - b.incident.receivedAt ||
    (a.incident.id < b.incident.id ? -1 : 1)
  )
}

const stageOf: Record<ResponseClock['state'], number> = { late: 0, running: 1, stopped: 2 }

function stage({ incident, clock }: FeedItem): number {
  return incident.exercise ? 3 : stageOf[clock.state]
}

function fit(
  queue: readonly FeedItem[],
  notSent: number,
  space: FeedSpace
): { readonly lines: 1 | 2; readonly count: number } {
  const waiting = queue.filter((item) => stage(item) < 2).length
  const room = (height: number): number => {
    const whole = Math.floor(space.available / height + 1e-6)
    if (queue.length <= whole && notSent === 0) return queue.length
    return Math.max(0, Math.min(queue.length, Math.floor((space.available - space.more) / height)))
  }
  const twoLine = room(space.twoLine)
  if (twoLine >= waiting) return { lines: 2, count: twoLine }
  return { lines: 1, count: room(space.oneLine) }
}

function countMore(hidden: readonly FeedItem[], notSent: number): FeedMore {
  const stages = hidden.map(stage)
  const count = (test: (value: number) => boolean): number => stages.filter(test).length
  return {
    waiting: count((value) => value < 2),
    arrived: count((value) => value === 2),
    exercises: count((value) => value === 3),
    unknown: notSent
  }
}

function newestClosed(
  closed: readonly WallIncident[],
  free: number,
  space: FeedSpace
): readonly WallIncident[] {
  const count = Math.min(recentAtMost, Math.floor((free - space.heading) / space.recent))
  if (count < 1) return []
  const end = (incident: WallIncident): number =>
    incident.closedAt ?? incident.arrivedAt ?? incident.receivedAt
  return closed
    .filter((incident) => !incident.exercise)
    .sort((a, b) => end(b) - end(a) || (a.id < b.id ? -1 : 1))
    .slice(0, count)
}
