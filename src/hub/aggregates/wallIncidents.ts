import type { Incident, WallIncident } from '../../contract/incident.ts'
import type { Columns } from './columns.ts'
import type { Facts } from './facts.ts'
import { SortedList } from './sortedList.ts'

/** More open incidents than this no wall can show: the rest is a number. */
export const openLimit = 500
/** How many of the most recently closed stay in sight. */
export const closedShown = 12

/** Closed rows kept in order; when they run short the columns are read again. */
const closedKept = 256

/** Larger than any moment, so that rank and moment share one exact number. */
const rankStep = 1e14

export interface WallIncidentChanges {
  readonly shown: readonly WallIncident[]
  readonly gone: readonly string[]
  /** Open incidents that are not shown, when that number has changed. */
  readonly notSent: number | undefined
}

export interface WallIncidentsOptions {
  readonly columns: Columns
  /** The incident of a row as stored. */
  readonly incident: (row: number) => Incident | undefined
  readonly toWall: (incident: Incident) => WallIncident
}

/**
 * The incidents windows have: all open ones, at most 500, the critical and the late first, and the 12
 * that were closed last. Exercises are among them; the wall labels them.
 */
export class WallIncidents {
  readonly #options: WallIncidentsOptions
  readonly #open = new SortedList()
  readonly #closed = new SortedList()
  #closedLeftOut = false
  /** Incidents that came since the last `take`, by row. */
  readonly #touched = new Map<number, Incident>()
  #shown = new Map<number, string>()
  #notSent = 0
  #changed = true

  constructor(options: WallIncidentsOptions) {
    this.#options = options
  }

  change(before: Facts | undefined, after: Facts): void {
    if (before?.open) this.#open.delete(rankOf(before), before.row)
    else if (before !== undefined) this.#closed.delete(-before.closedAt, before.row)
    if (after.open) this.#open.add(rankOf(after), after.row)
    else this.#addClosed(-after.closedAt, after.row)
    if (after.open || before?.open || this.#closed.size < closedShown) this.#changed = true
  }

  /** A new state came in, so that a window that shows it needs it again. */
  touch(row: number, incident: Incident): void {
    this.#touched.set(row, incident)
    this.#changed = true
  }

  /** What windows must be told since the last time. */
  take(): WallIncidentChanges {
    if (!this.#changed) return { shown: [], gone: [], notSent: undefined }
    this.#changed = false
    const rows = this.#visibleRows()
    const shown = new Map<number, string>()
    const changes: WallIncident[] = []
    for (const row of rows) {
      const id = this.#shown.get(row)
      if (id !== undefined && !this.#touched.has(row)) {
        shown.set(row, id)
        continue
      }
      const incident = this.#touched.get(row) ?? this.#options.incident(row)
      if (incident === undefined) continue
      shown.set(row, incident.id)
      changes.push(this.#options.toWall(incident))
    }
    const gone = [...this.#shown].filter(([row]) => !shown.has(row)).map(([, id]) => id)
    this.#shown = shown
    this.#touched.clear()
    const notSent = Math.max(0, this.#open.size - openLimit)
    const notSentChanged = notSent !== this.#notSent
    this.#notSent = notSent
    return { shown: changes, gone, notSent: notSentChanged ? notSent : undefined }
  }

  /** Everything a fresh window would be given, computed anew; for tests of the law. */
  current(): { readonly incidents: readonly WallIncident[]; readonly notSent: number } {
    const incidents = this.#visibleRows().flatMap((row) => {
      const incident = this.#touched.get(row) ?? this.#options.incident(row)
      return incident === undefined ? [] : [this.#options.toWall(incident)]
    })
    return { incidents, notSent: Math.max(0, this.#open.size - openLimit) }
  }

  reset(): void {
    this.#open.clear()
    this.#closed.clear()
    this.#closedLeftOut = false
    // What windows were not yet told of is still to be told.
    this.#changed = true
  }

  #visibleRows(): readonly number[] {
    if (this.#closed.size < closedShown && this.#closedLeftOut) this.#refillClosed()
    return [...this.#open.firstIds(openLimit), ...this.#closed.firstIds(closedShown)]
  }

  #addClosed(key: number, row: number): void {
    const last = this.#closed.last()
    // What is kept is always the beginning of the whole order; what lies behind stays left out.
    if (this.#closedLeftOut) {
      if (last === undefined || key > last.key || (key === last.key && row > last.id)) return
    }
    this.#closed.add(key, row)
    if (this.#closed.firstIds(closedShown).includes(row)) this.#changed = true
    if (this.#closed.size > 2 * closedKept) this.#trimClosed()
  }

  #trimClosed(): void {
    const rows = this.#closed.firstIds(closedKept)
    this.#closed.clear()
    for (const row of rows) this.#closed.add(-this.#options.columns.closedAt(row), row)
    this.#closedLeftOut = true
  }

  #refillClosed(): void {
    this.#closed.clear()
    this.#closedLeftOut = false
    const { columns } = this.#options
    for (let row = columns.rows; row >= 1; row -= 1) {
      const closedAt = columns.closedAt(row)
      if (columns.has(row) && Number.isFinite(closedAt)) this.#addClosed(-closedAt, row)
    }
  }
}

/**
 * Critical ones before all others, because no flood of late ones may hide them; then late before not
 * late, then priority, then the newest first.
 */
function rankOf({ late, priority, receivedAt }: Facts): number {
  const step = priority === 1 ? (late ? 0 : 1) : (late ? 0 : 5) + priority
  return step * rankStep - receivedAt
}
