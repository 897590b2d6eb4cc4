import { closeSync, existsSync, openSync, writeSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { RefusedRow } from './staging.ts'

export interface RefusedListOptions {
  /** In the order of the import. */
  readonly files: readonly string[]
  /** One list for all files; undefined: `FILE.refused.csv` beside each file. */
  readonly into: string | undefined
  /** Where a list goes that cannot be written beside its file. */
  readonly folder: string
}

const header = 'file,line,reason\n'

/**
 * Writes which rows were refused and why, never what they said. Returns the lists that have rows.
 * A list of an earlier import is written anew, though nothing is refused any more.
 */
export function writeRefusedLists(
  refused: Iterable<RefusedRow>,
  { files, into, folder }: RefusedListOptions
): readonly string[] {
  const lists = new Map<string, { readonly fd: number; readonly path: string; rows: number }>()
  const listFor = (file: string): { readonly fd: number; readonly path: string; rows: number } => {
    const wanted = into ?? `${file}.refused.csv`
    const known = lists.get(wanted)
    if (known !== undefined) return known
    const list = { ...openList(wanted, folder), rows: 0 }
    writeSync(list.fd, header)
    lists.set(wanted, list)
    return list
  }
  try {
    for (const file of files) if (existsSync(into ?? `${file}.refused.csv`)) listFor(file)
    for (const { file, line, reason } of refused) {
      const path = files[file] ?? ''
      const list = listFor(path)
      list.rows += 1
      writeSync(list.fd, `${quoted(basename(path))},${line},${quoted(reason)}\n`)
    }
  } finally {
    for (const { fd } of lists.values()) closeSync(fd)
  }
  return [...lists.values()].filter(({ rows }) => rows > 0).map(({ path }) => path)
}

function openList(wanted: string, folder: string): { readonly fd: number; readonly path: string } {
  try {
    return { fd: openSync(wanted, 'w'), path: wanted }
  } catch {
    // The folder of the input may be read-only: a list elsewhere is better than none.
    const path = join(folder, basename(wanted))
    return { fd: openSync(path, 'w'), path }
  }
}

function quoted(text: string): string {
  return /[",\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
