import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Moment } from '../../contract/time.ts'
import { openBatchWriter } from './batchWriter.ts'
import { recordFinder, type RecordFinder } from './recordFinder.ts'
import { lockFolder, makeFolder } from './sqliteStore.ts'
import type { CommitResult, Entry } from './store.ts'
import { meaningOf, StoreError } from './storeError.ts'
import { openForWriting } from './storeWriter.ts'

/** What an import needs of a store: to look a record up by its id, and to write. */
export interface ImportStore extends RecordFinder {
  /** As {@link Store.commit}: all of it is on disk, or none. Rejects with a StoreError. */
  commit(entries: readonly Entry[], now: Moment): Promise<CommitResult>
  close(): void
}

/**
 * Opens the store of a data folder for an import, in this thread: nobody waits for it meanwhile, and
 * records need not be copied to another one. Holds the folder's lock, as a hub does.
 *
 * Throws a StoreError (one sentence) when a hub has the folder, or it cannot be used.
 */
export function openImportStore(folder: string): ImportStore {
  makeFolder(folder)
  const unlock = lockFolder(
    folder,
    `A hub (or another import) is using the data folder ${folder}. Stop it, import, and start it again; or drop the file on a desk window of the hub.`
  )
  const file = join(folder, 'siaga.sqlite')
  let db: DatabaseSync
  try {
    db = openForWriting(file)
    // Records come in order of id, so few pages are in use at a time.
    db.exec('PRAGMA cache_size = -16384')
  } catch (error) {
    unlock()
    throw new StoreError(`The data in ${file} cannot be used: ${meaningOf(error)}.`)
  }
  const write = openBatchWriter(db)
  return {
    ...recordFinder(db),
    async commit(entries, now) {
      try {
        return write(entries, now)
      } catch (error) {
        throw new StoreError(`Nothing can be stored: ${meaningOf(error)}.`)
      }
    },
    close() {
      db.close()
      unlock()
    }
  }
}
