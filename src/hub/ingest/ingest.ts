import type { BrokerState } from '../../contract/health.ts'
import type { CommitResult, Entry } from '../store/store.ts'

/** The door of the hub: every message of every transport comes through `accept`. */
export interface Ingest {
  /**
   * Resolves once the message, or the note that it was refused, is on disk: acknowledge then.
   * Rejects when the store could not write: do not acknowledge, the broker will bring it again.
   */
  accept(topic: string, payload: Uint8Array): Promise<void>
  /** Resolves when everything accepted so far is on disk. */
  flush(): Promise<void>
}

/** Called after each commit, in order, before its messages are acknowledged. */
export type CommitListener = (entries: readonly Entry[], result: CommitResult) => void

/** What a transport knows of its broker; ages are milliseconds. */
export interface BrokerReading {
  readonly state: BrokerState
  readonly url: string
  readonly protocol: '5' | '3.1.1' | undefined
  readonly forMs: number
  readonly attempt: number
  /** Age of the last message of any kind, own loop-back heartbeat included. */
  readonly pathAgeMs: number | undefined
}

/** A transport that feeds the ingest. */
export interface Source {
  reading(): BrokerReading
  stop(): Promise<void>
}
