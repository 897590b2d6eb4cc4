import { isOpen } from '../../contract/incident.ts'
import type { ImportStore } from './importStore.ts'
import { openRecordFinder } from './recordFinder.ts'
import type { Entry, Outcome, Store } from './store.ts'

interface LiveImportOptions {
  /** Data folder of the running hub. */
  readonly folder: string
  /** The hub's own way to write. */
  readonly commit: Store['commit']
  /** `source` of what imports have written. */
  readonly importSource: string
}

/**
 * The store of a running hub, for an import beside the feed. What is open and told by the feed is
 * left to the feed: a revision of the import's could hide the next message.
 */
export function openLiveImportStore(options: LiveImportOptions): ImportStore {
  const finder = openRecordFinder(options.folder)

  function isOfFeed({ event }: Entry): boolean {
    if (event?.kind !== 'incident') return false
    const stored = finder.incident(event.incident.id)
    return stored !== undefined && isOpen(stored) && stored.source !== options.importSource
  }

  return {
    ...finder,
    async commit(entries, now) {
      const own = entries.filter((entry) => !isOfFeed(entry))
      const written = own.length === 0 ? [] : (await options.commit(own, now)).outcomes
      let next = 0
      const outcomes = entries.map((entry): Outcome => {
        if (own[next] !== entry) return { kind: 'none' }
        next += 1
        return written[next - 1] ?? { kind: 'none' }
      })
      return { outcomes, gaps: undefined }
    }
  }
}
