import type { Playlist, PlaylistEntry } from '../../contract/playlist.ts'
import { day, localTime, momentOf, second, startOfDay, type Moment } from '../../contract/time.ts'

/** Whose turn it is in a playlist. */
export interface Turn {
  /** Name of the day part; undefined outside all of them. */
  readonly part: string | undefined
  /** Undefined: the playlist leaves the wall alone. */
  readonly entry: PlaylistEntry | undefined
  /** Since when it is its turn. */
  readonly at: Moment
  /** When another begins, and which. */
  readonly nextAt: Moment
  readonly next: PlaylistEntry | undefined
}

/** A day part, or what is shown outside all of them. */
type Part = Pick<Playlist['dayParts'][number], 'entries'> & { readonly name?: string }

/**
 * Whose turn it is at a moment. It follows from the time of day alone, so that a hub that was away
 * goes on where the others are: a part begins with its first entry, what is shown outside the parts
 * at midnight and at the end of each part.
 */
export function playlistAt(now: Moment, timeZone: string, playlist: Playlist): Turn {
  const { part, from, to } = stretchAt(now, timeZone, playlist)
  const { entry, at, endsAt } = entryAt(now, part?.entries ?? [], from)
  const nextAt = Math.min(endsAt, to)
  const next =
    nextAt < to
      ? entryAt(nextAt, part?.entries ?? [], from).entry
      : stretchAt(to, timeZone, playlist).part?.entries[0]
  return { part: part?.name, entry, at, nextAt, next }
}

function entryAt(
  now: Moment,
  entries: readonly PlaylistEntry[],
  from: Moment
): { readonly entry: PlaylistEntry | undefined; readonly at: Moment; readonly endsAt: Moment } {
  const round = entries.reduce((sum, { seconds }) => sum + seconds, 0) * second
  let at = round === 0 ? now : now - ((now - from) % round)
  for (const entry of entries) {
    const endsAt = at + entry.seconds * second
    if (now < endsAt) return { entry, at, endsAt }
    at = endsAt
  }
  return { entry: undefined, at, endsAt: Number.POSITIVE_INFINITY }
}

interface Stretch {
  readonly part: Part | undefined
  readonly from: Moment
  readonly to: Moment
}

/** The stretch of time round `now` in which one part has the wall. */
function stretchAt(now: Moment, timeZone: string, playlist: Playlist): Stretch {
  const choose = (at: Moment): Part | undefined => partAt(at, timeZone, playlist)
  const part = choose(now)
  const marks = marksAround(now, timeZone, playlist)
  const begins = (mark: Mark): boolean => mark.of === part || choose(mark.at - 1) !== part
  const ends = (mark: Mark): boolean => mark.of === part || choose(mark.at) !== part
  const from = marks.findLast((mark) => mark.at <= now && begins(mark))?.at
  const to = marks.find((mark) => mark.at > now && ends(mark))?.at
  return { part, from: from ?? now, to: to ?? now + day }
}

/** The first day part that holds the time of day, else what is shown otherwise. */
function partAt(at: Moment, timeZone: string, playlist: Playlist): Part | undefined {
  const { hour, minute } = localTime(at, timeZone)
  const time = hour * 60 + minute
  const found = playlist.dayParts.find((part) => {
    const from = minutesOf(part.from)
    const to = minutesOf(part.to)
    return from < to ? time >= from && time < to : time >= from || time < to
  })
  return found ?? otherwiseOf(playlist)
}

/** One object for each playlist, so that it can be compared. */
const others = new WeakMap<Playlist, Part>()

function otherwiseOf(playlist: Playlist): Part | undefined {
  const [first, ...rest] = playlist.otherwise ?? []
  if (first === undefined) return undefined
  const part = others.get(playlist) ?? { entries: [first, ...rest] }
  others.set(playlist, part)
  return part
}

/** Where a stretch may begin or end, and the part that begins there anew by itself. */
interface Mark {
  readonly at: Moment
  readonly of: Part | undefined
}

/** Of the day before, this day and the two after it. */
function marksAround(now: Moment, timeZone: string, playlist: Playlist): readonly Mark[] {
  const marks: Mark[] = []
  for (const days of [-1, 0, 1, 2]) {
    const midnight = startOfDay(now, timeZone, days)
    marks.push({ at: midnight, of: otherwiseOf(playlist) })
    const { year, month, day: dayOfMonth } = localTime(midnight, timeZone)
    const at = (minutes: number): Moment => momentOf(timeZone, year, month, dayOfMonth, 0, minutes)
    for (const part of playlist.dayParts)
      marks.push(
        { at: at(minutesOf(part.from)), of: part },
        { at: at(minutesOf(part.to)), of: undefined }
      )
  }
  return marks.sort((a, b) => a.at - b.at)
}

/** "07.30" → 450. */
function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}
