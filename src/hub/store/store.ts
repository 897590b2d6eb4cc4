import type { Call } from '../../contract/call.ts'
import type { Duty } from '../../contract/duty.ts'
import type { Rejected } from '../../contract/health.ts'
import type { Incident } from '../../contract/incident.ts'
import type { Moment } from '../../contract/time.ts'

/** A message that came in and was understood. */
export type CityEvent =
  | { readonly kind: 'incident'; readonly incident: Incident }
  | { readonly kind: 'call'; readonly call: Call }
  | { readonly kind: 'duty'; readonly duty: Duty }
  | { readonly kind: 'heartbeat'; readonly source: string }

/** What one incoming message asks the store to keep: the event, and what was turned away on the way. */
export interface Entry {
  readonly event?: CityEvent
  readonly rejected: readonly Rejected[]
  /** Number of a refused message in its source, where readable: it did come, so it is no gap. */
  readonly numbered?: { readonly source: string; readonly seq: number }
}

/**
 * What became of an entry. `row` is stable for the life of the store and counts from 1 without
 * holes, so that figures can be kept in columns beside the store.
 */
export type Outcome =
  | {
      readonly kind: 'incident'
      readonly row: number
      readonly result: 'new' | 'updated' | 'unchanged'
    }
  | {
      readonly kind: 'call'
      readonly row: number
      readonly result: 'new' | 'updated' | 'unchanged'
    }
  | { readonly kind: 'duty'; readonly result: 'updated' | 'unchanged' }
  | { readonly kind: 'none' }

/** Missing numbers of one source. */
export interface SourceGap {
  readonly source: string
  readonly missing: number
  /** When the oldest hole was first noticed. */
  readonly since: Moment
}

export interface CommitResult {
  /** One per entry, in order. */
  readonly outcomes: readonly Outcome[]
  /** All open gaps after this commit; undefined when they did not change. */
  readonly gaps: readonly SourceGap[] | undefined
}

export interface RejectionCounts {
  readonly messages: number
  readonly fields: number
}

/** The store. One writer; nothing is resolved before it is on disk. */
export interface Store {
  /** Made with the database, so that what lies beside it can tell whether it belongs to it. */
  readonly identity: string
  /** Rejects with a sentence when it could not be written; then nothing of the batch is stored. */
  commit(entries: readonly Entry[], now: Moment): Promise<CommitResult>
  /** Every incident, in row order. */
  incidents(): Iterable<{ readonly row: number; readonly incident: Incident }>
  calls(): Iterable<{ readonly row: number; readonly call: Call }>
  incident(row: number): Incident | undefined
  duty(): Duty | undefined
  gaps(): readonly SourceGap[]
  /** Newest first. */
  rejections(limit: number): readonly Rejected[]
  rejectionCounts(): RejectionCounts
  /** Rejected incident messages since a moment. */
  rejectedIncidentsSince(since: Moment): number
  close(): Promise<void>
}
