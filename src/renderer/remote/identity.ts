import { z } from 'zod'
import { Paired } from '../../contract/remote.ts'
import type { DeviceKey } from './deviceKey.ts'

/** What makes this device known to the hub; it outlives a reload. */
export interface Identity extends Paired {
  readonly key: DeviceKey
}

export interface IdentityStore {
  load(): Promise<Identity | undefined>
  save(identity: Identity): Promise<void>
  forget(): Promise<void>
}

const storeName = 'identity'
const only = 'this device'

/**
 * In IndexedDB, the one place that keeps a key without being able to read it. Its calls reject where
 * the browser keeps nothing.
 */
export function makeIdentityStore(factory: () => IDBFactory): IdentityStore {
  return {
    async load() {
      const kept = await ask(factory, 'readonly', (store) => store.get(only))
      return identityOf(kept)
    },
    async save({ key, ...paired }) {
      await ask(factory, 'readwrite', (store) => store.put({ key, paired }, only))
    },
    async forget() {
      await ask(factory, 'readwrite', (store) => store.delete(only))
    }
  }
}

const Kept = z.object({
  paired: Paired,
  key: z.object({ publicKey: z.instanceof(CryptoKey), privateKey: z.instanceof(CryptoKey) })
})

/** Undefined where another version kept something else. */
function identityOf(kept: unknown): Identity | undefined {
  const parsed = Kept.safeParse(kept)
  return parsed.success ? { ...parsed.data.paired, key: parsed.data.key } : undefined
}

function ask(
  factory: () => IDBFactory,
  mode: IDBTransactionMode,
  request: (store: IDBObjectStore) => IDBRequest
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const opening = factory().open('siaga.remote', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore(storeName)
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const database = opening.result
      const transaction = database.transaction(storeName, mode)
      const asked = request(transaction.objectStore(storeName))
      // A promise kept before the disk has it would be one too early.
      transaction.oncomplete = () => {
        database.close()
        resolve(asked.result)
      }
      transaction.onabort = () => {
        database.close()
        reject(transaction.error)
      }
    }
  })
}
