import type { Call } from '../../contract/call.ts'
import type { Duty } from '../../contract/duty.ts'
import type { Incident } from '../../contract/incident.ts'
import type { CityEvent, CommitResult, Entry, Outcome, Store } from '../store/store.ts'

/** A store for tests: the same rules of rows and revisions, in memory. */
export class MemoryStore implements Pick<Store, 'incidents' | 'calls' | 'incident' | 'duty'> {
  readonly #incidents = new Map<string, { row: number; incident: Incident }>()
  readonly #calls = new Map<string, { row: number; call: Call }>()
  #duty: Duty | undefined

  commitEvents(...events: readonly CityEvent[]): {
    entries: readonly Entry[]
    result: CommitResult
  } {
    const entries = events.map((event): Entry => ({ event, rejected: [] }))
    return {
      entries,
      result: { outcomes: events.map((event) => this.#take(event)), gaps: undefined }
    }
  }

  incidents() {
    return [...this.#incidents.values()]
  }

  calls() {
    return [...this.#calls.values()]
  }

  incident(row: number): Incident | undefined {
    return this.incidents()[row - 1]?.incident
  }

  duty(): Duty | undefined {
    return this.#duty
  }

  #take(event: CityEvent): Outcome {
    switch (event.kind) {
      case 'incident': {
        const { incident } = event
        const known = this.#incidents.get(incident.id)
        const row = known?.row ?? this.#incidents.size + 1
        if (known !== undefined && known.incident.revision >= incident.revision)
          return { kind: 'incident', row, result: 'unchanged' }
        this.#incidents.set(incident.id, { row, incident })
        return { kind: 'incident', row, result: known === undefined ? 'new' : 'updated' }
      }
      case 'call': {
        const { call } = event
        const known = this.#calls.get(call.id)
        const row = known?.row ?? this.#calls.size + 1
        if (known !== undefined && known.call.revision >= call.revision)
          return { kind: 'call', row, result: 'unchanged' }
        this.#calls.set(call.id, { row, call })
        return { kind: 'call', row, result: known === undefined ? 'new' : 'updated' }
      }
      case 'duty':
        this.#duty = event.duty
        return { kind: 'duty', result: 'updated' }
      case 'heartbeat':
        return { kind: 'none' }
    }
  }
}
