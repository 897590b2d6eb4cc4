import type { OpenCounts } from '../../contract/aggregates.ts'
import type { Aggregate } from './aggregate.ts'
import type { Facts } from './facts.ts'
import type { Names } from './names.ts'

/** Open incidents, how many are late or reached, and the same per agency. */
export class OpenCountsAggregate implements Aggregate<OpenCounts> {
  readonly #agencies: Names
  #counts = { open: 0, late: 0, arrived: 0, exercises: 0 }
  readonly #byAgency = new Map<number, { open: number; late: number }>()
  #changed = true

  constructor(agencies: Names) {
    this.#agencies = agencies
  }

  change(before: Facts | undefined, after: Facts): void {
    if (before?.open) this.#count(before, -1)
    if (after.open) this.#count(after, 1)
  }

  moveTo(): void {
    // Late marks come as changes.
  }

  value(): OpenCounts {
    const byAgency: Record<string, { open: number; late: number }> = {}
    for (const [agency, { open, late }] of this.#byAgency)
      if (open > 0) byAgency[this.#agencies.nameOf(agency)] = { open, late }
    return { ...this.#counts, byAgency }
  }

  takeChanged(): boolean {
    const changed = this.#changed
    this.#changed = false
    return changed
  }

  reset(): void {
    this.#counts = { open: 0, late: 0, arrived: 0, exercises: 0 }
    this.#byAgency.clear()
    this.#changed = true
  }

  #count(facts: Facts, by: 1 | -1): void {
    this.#changed = true
    if (facts.exercise) {
      this.#counts.exercises += by
      return
    }
    this.#counts.open += by
    if (facts.late) this.#counts.late += by
    if (facts.arrived) this.#counts.arrived += by
    for (const part of facts.parts) {
      if (!part.open && !part.late) continue
      const row = this.#byAgency.get(part.agency) ?? { open: 0, late: 0 }
      if (part.open) row.open += by
      if (part.late) row.late += by
      this.#byAgency.set(part.agency, row)
    }
  }
}
