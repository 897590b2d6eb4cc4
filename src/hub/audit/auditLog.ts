import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Control } from '../../contract/control.ts'
import type { Moment } from '../../contract/time.ts'
import type { Log } from '../log.ts'
import {
  fileNameOf,
  firstHash,
  lineOf,
  makeEntry,
  parseLine,
  type AuditEntry,
  type AuditEvent
} from './auditEntry.ts'

export interface AuditLog {
  /** The last entry of the last run; undefined in a new data folder or where the tail is spoilt. */
  readonly last: AuditEntry | undefined
  /**
   * On disk when it returns; throws when it cannot be. Written synchronously: a few hundred bytes,
   * seldom, and nothing may be shown before it is recorded.
   */
  append(what: AuditEvent, control: Control): void
  close(): void
}

export interface AuditLogOptions {
  /** Folder of everything the hub keeps. */
  readonly dataFolder: string
  /** Real time. */
  readonly now: () => Moment
  readonly log: Log
  /** Of the disk; a test has a full one. */
  readonly write?: (file: number, text: string) => void
}

/** Where the log begins, ends, and how it went on: beside the log, so that a cut tail shows. */
export const AuditHead = z.strictObject({ seq: z.number().int().nonnegative(), hash: z.string() })
export type AuditHead = z.infer<typeof AuditHead>

export function auditFolder(dataFolder: string): string {
  return join(dataFolder, 'audit')
}

export function headFile(dataFolder: string): string {
  return join(dataFolder, 'audit-head.json')
}

/** Months of the log, the oldest first. */
export function auditFiles(dataFolder: string): readonly string[] {
  return readdirSync(auditFolder(dataFolder))
    .filter((name) => /^\d{4}-\d{2}\.jsonl$/u.test(name))
    .sort()
}

/** Opens the log where it ended. Only one hub at a time has a data folder, so only one writes. */
export function openAuditLog(options: AuditLogOptions): AuditLog {
  const { dataFolder, now, log, write = writeAndSync } = options
  mkdirSync(auditFolder(dataFolder), { recursive: true, mode: 0o700 })
  const { last, torn, spoilt } = readTail(dataFolder)
  if (spoilt) log('audit.tailSpoilt', { hint: 'npm run audit -- --verify' })
  const head = readHead(dataFolder)
  // The head may be one line behind after a power cut, and then the line counts. A head that is
  // ahead stays ahead: what was cut off has to be found by --verify.
  let seq = Math.max(last?.seq ?? 0, head?.seq ?? 0)
  let previous =
    last !== undefined && last.seq > (head?.seq ?? 0) ? last.hash : (head?.hash ?? firstHash)
  let open: { readonly name: string; readonly file: number; bytes: number } | undefined

  function fileFor(at: Moment): { readonly name: string; readonly file: number; bytes: number } {
    const month = fileNameOf(at)
    const newest = open?.name ?? auditFiles(dataFolder).at(-1) ?? month
    // A clock that was set back must not put a line among those of a month that is over.
    const name = newest > month ? newest : month
    if (open?.name === name) return open
    if (open !== undefined) closeSync(open.file)
    const path = join(auditFolder(dataFolder), name)
    const bytes = sizeOf(path)
    open = { name, file: openSync(path, 'a', 0o600), bytes }
    return open
  }

  function append(what: AuditEvent, control: Control): void {
    const at = now()
    const entry = makeEntry({ seq: seq + 1, at, what, control, previous })
    const text = `${lineOf(entry)}\n`
    const target = fileFor(at)
    try {
      write(target.file, text)
    } catch (error) {
      // Half a line must not stand there when the disk has room again.
      truncate(target)
      throw error
    }
    target.bytes += Buffer.byteLength(text)
    seq = entry.seq
    previous = entry.hash
    // The line is on disk; a head that is late by one is told apart from a cut tail.
    try {
      writeHead(dataFolder, { seq, hash: previous })
    } catch (error) {
      log('audit.headFailed', { error: String(error) })
    }
  }

  if (torn !== undefined) {
    log('audit.tornLine', { file: torn.name })
    cutTornLine(dataFolder, torn)
  }
  return {
    last,
    append,
    close: () => {
      if (open !== undefined) closeSync(open.file)
      open = undefined
    }
  }
}

function truncate({ file, bytes }: { readonly file: number; readonly bytes: number }): void {
  try {
    ftruncateSync(file, bytes)
  } catch {
    // Then the next start finds a torn line and cuts it.
  }
}

/** The text is on disk when it returns. */
export function writeAndSync(file: number, text: string): void {
  // All of it or an error: a disk that is nearly full takes a part and says so only by its length.
  writeFileSync(file, text)
  fsyncSync(file)
}

interface Torn {
  readonly name: string
  /** Where the last whole line ends. */
  readonly bytes: number
}

interface Tail {
  readonly last: AuditEntry | undefined
  /** A line without its end: it was being written when the power went, so nothing was done. */
  readonly torn: Torn | undefined
  /** The last whole line is not one of ours any more. */
  readonly spoilt: boolean
}

function readTail(dataFolder: string): Tail {
  const name = auditFiles(dataFolder).at(-1)
  if (name === undefined) return { last: undefined, torn: undefined, spoilt: false }
  const text = readFileSync(join(auditFolder(dataFolder), name), 'utf8')
  const end = text.lastIndexOf('\n') + 1
  const torn =
    end < text.length ? { name, bytes: Buffer.byteLength(text.slice(0, end)) } : undefined
  const line = text.slice(0, end).trimEnd().split('\n').at(-1) ?? ''
  const last = line === '' ? undefined : parseLine(line)
  return typeof last === 'string'
    ? { last: undefined, torn, spoilt: true }
    : { last, torn, spoilt: false }
}

function cutTornLine(dataFolder: string, { name, bytes }: Torn): void {
  const file = openSync(join(auditFolder(dataFolder), name), 'r+')
  ftruncateSync(file, bytes)
  fsyncSync(file)
  closeSync(file)
}

function sizeOf(path: string): number {
  try {
    return readFileSync(path).length
  } catch {
    return 0
  }
}

export function readHead(dataFolder: string): AuditHead | undefined {
  try {
    return AuditHead.parse(JSON.parse(readFileSync(headFile(dataFolder), 'utf8')))
  } catch {
    return undefined
  }
}

/** Whole or not at all. */
function writeHead(dataFolder: string, head: AuditHead): void {
  const path = headFile(dataFolder)
  const file = openSync(`${path}.new`, 'w', 0o600)
  try {
    writeAndSync(file, `${JSON.stringify(head)}\n`)
  } finally {
    closeSync(file)
  }
  renameSync(`${path}.new`, path)
}
