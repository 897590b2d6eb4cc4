import type { Aggregates, AggregateTopic } from '../../contract/aggregates.ts'
import type { Change, Topic } from '../../contract/hubMessages.ts'
import type { WallIncident } from '../../contract/incident.ts'

/** Incidents gone that are remembered, so that a window that missed it can be told. */
const goneKept = 2_000

interface Written {
  readonly seq: number
  readonly change: Change
}

/** What a window is shown, as far as it has been published. */
export interface PublishedState {
  readonly incidents: readonly WallIncident[]
  readonly notSent: number
  readonly aggregates: Partial<Aggregates>
}

/**
 * The last change of every thing, with the number under which it was published. A change carries
 * the whole new value, so the latest of each is both the present state and all that a window needs
 * to go on from any earlier number. Only of things gone a limited number is remembered.
 */
export class ChangeHistory {
  /** Fresh at every start of the hub: numbers of another run mean nothing here. */
  readonly runId: string
  readonly #goneLimit: number
  readonly #last = new Map<string, Written>()
  readonly #gone = new Set<string>()
  #seq = 0
  /** Before this number something was forgotten. */
  #knownFrom = 0

  constructor(runId: string, goneLimit = goneKept) {
    this.runId = runId
    this.#goneLimit = goneLimit
  }

  get seq(): number {
    return this.#seq
  }

  /** Publishes changes under the next number; the last of each thing wins. */
  add(changes: readonly Change[]): readonly Change[] {
    if (changes.length === 0) return []
    this.#seq += 1
    const latest = new Map(changes.map((change) => [keyOf(change), change]))
    for (const [key, change] of latest) {
      // Set anew, so that the map stays in the order of the numbers.
      this.#last.delete(key)
      this.#last.set(key, { seq: this.#seq, change })
      if (change.kind === 'incidentGone') this.#gone.add(key)
      else this.#gone.delete(key)
    }
    this.#forgetGone()
    return [...latest.values()]
  }

  /** What a window at `seq` has to be told, or undefined when only a snapshot will do. */
  since(seq: number, topics: ReadonlySet<Topic>): readonly Change[] | undefined {
    if (seq > this.#seq || seq < this.#knownFrom) return undefined
    const changes: Change[] = []
    for (const written of this.#last.values())
      if (written.seq > seq && isFor(written.change, topics)) changes.push(written.change)
    return changes
  }

  state(topics: ReadonlySet<Topic>): PublishedState {
    const incidents: WallIncident[] = []
    let notSent = 0
    const aggregates: Partial<Record<AggregateTopic, unknown>> = {}
    for (const { change } of this.#last.values()) {
      if (!isFor(change, topics)) continue
      if (change.kind === 'incident') incidents.push(change.incident)
      else if (change.kind === 'notSent') notSent = change.count
      else if (change.kind === 'aggregate') aggregates[change.topic] = change.value
    }
    // Each value was published under the topic it belongs to.
    return { incidents, notSent, aggregates: aggregates as Partial<Aggregates> }
  }

  #forgetGone(): void {
    for (const key of this.#gone) {
      if (this.#gone.size <= this.#goneLimit) return
      this.#knownFrom = Math.max(this.#knownFrom, this.#last.get(key)?.seq ?? 0)
      this.#gone.delete(key)
      this.#last.delete(key)
    }
  }
}

/** Whether a window with these topics is told of a change; of the control and remotes every one is. */
export function isFor(change: Change, topics: ReadonlySet<Topic>): boolean {
  if (change.kind === 'control' || change.kind === 'remote') return true
  return topics.has(change.kind === 'aggregate' ? change.topic : 'incidents')
}

function keyOf(change: Change): string {
  switch (change.kind) {
    case 'incident':
      return `incident ${change.incident.id}`
    case 'incidentGone':
      return `incident ${change.id}`
    case 'notSent':
      return 'notSent'
    case 'aggregate':
      return change.topic
    case 'control':
    case 'remote':
      return change.kind
  }
}
