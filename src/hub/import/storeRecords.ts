import { setImmediate } from 'node:timers/promises'
import type { ImportStore } from '../store/importStore.ts'
import type { Entry, Outcome } from '../store/store.ts'
import { StoreError } from '../store/storeError.ts'
import { ImportError, stopIfAsked } from './importError.ts'
import type { ImportOptions } from './importFiles.ts'
import { RecordOf, type Known } from './recordOf.ts'
import { unpackBody } from './rowBody.ts'
import type { Counts, Progress, RefusedRow, StagedRow, Staging } from './staging.ts'

/** Records in one transaction, where nobody else writes. */
const manyRecords = 2_000

type Options = Pick<
  ImportOptions,
  'mapping' | 'signal' | 'onProgress' | 'now' | 'recordsPerBatch'
> & {
  readonly store: ImportStore
  readonly staging: Staging
  readonly progress: Progress
}

interface Group {
  readonly key: string
  readonly record: RecordOf
  rows: number
  /** Where its rows stand, as long as none of them tells what it was. */
  places: { readonly file: number; readonly line: number }[]
}

/** Stores the record of every staged row that is not yet stored. Resolves with where the import is. */
export async function storeRecords(options: Options): Promise<Progress> {
  const { staging, signal, mapping, recordsPerBatch = manyRecords } = options
  let progress = options.progress
  const total = staging.staged
  let group: Group | undefined
  let groups: Group[] = []

  async function flush(): Promise<void> {
    if (groups.length === 0) return
    progress = await storeGroups(groups, progress, options)
    groups = []
    const rows = rowsStored(progress.counts)
    options.onProgress({
      phase: 'storing',
      share: total === 0 ? 1 : Math.min(1, rows / total),
      rows
    })
    // A turn of the event loop, so that a signal is heard.
    await setImmediate()
    stopIfAsked(signal)
  }

  for (const row of staging.rows(progress.storedUpTo)) {
    const key = row.key ?? ''
    if (group?.key !== key) {
      if (group !== undefined) groups.push(group)
      if (groups.length >= recordsPerBatch) await flush()
      group = { key, record: new RecordOf(key, mapping.rows === 'unit'), rows: 0, places: [] }
    }
    addRow(group, row)
  }
  if (group !== undefined) groups.push(group)
  await flush()
  return progress
}

function addRow(group: Group, { file, line, body }: StagedRow): void {
  const read = unpackBody(body, group.key.slice(1))
  group.record.add(read)
  group.rows += 1
  if ('part' in read) group.places.push({ file, line })
}

async function storeGroups(
  groups: readonly Group[],
  progress: Progress,
  { store, staging, now }: Options
): Promise<Progress> {
  const counts = { ...progress.counts }
  const entries: Entry[] = []
  const refused: RefusedRow[] = []
  const known = knownAmong(groups, store)
  for (const { record, rows, places } of groups) {
    const result = record.result(known)
    if (result === 'homeless') {
      for (const place of places) refused.push({ ...place, reason: homeless })
      continue
    }
    counts.merged += rows - 1
    if (result === 'unchanged') counts.unchanged += 1
    else entries.push(result.entry)
  }
  const outcomes = entries.length === 0 ? [] : await commit(store, entries, now, progress)
  for (const outcome of outcomes) counts[resultOf(outcome)] += 1
  const stored: Progress = { ...progress, counts, storedUpTo: groups.at(-1)?.key }
  staging.add({ rows: [], refused, progress: stored })
  return stored
}

/** Groups come in order of id: where none of their range is stored nothing need be looked up. */
function knownAmong(groups: readonly Group[], store: ImportStore): Known {
  const has = (kind: 'incident' | 'call', sign: string): boolean => {
    const own = groups.filter(({ key }) => key.startsWith(sign))
    const [first, last] = [own[0]?.key.slice(1), own.at(-1)?.key.slice(1)]
    return first !== undefined && last !== undefined && store.hasAny(kind, first, last)
  }
  const nothing = (): undefined => undefined
  return {
    incident: has('incident', 'i') ? (id) => store.incident(id) : nothing,
    call: has('call', 'c') ? (id) => store.call(id) : nothing
  }
}

const homeless = 'belongs to an incident that is neither in the files nor in the store'

async function commit(
  store: ImportStore,
  entries: readonly Entry[],
  now: number,
  { counts }: Progress
): Promise<readonly Outcome[]> {
  try {
    return (await store.commit(entries, now)).outcomes
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    const records = counts.new + counts.updated + counts.unchanged
    throw new ImportError(
      `${error.message} ${records} records are stored, whole ones. Mend that and run the same command again: it goes on where it was.`
    )
  }
}

function resultOf(outcome: Outcome): 'new' | 'updated' | 'unchanged' {
  return outcome.kind === 'none' ? 'unchanged' : outcome.result
}

function rowsStored(counts: Counts): number {
  return counts.new + counts.updated + counts.unchanged + counts.merged
}
