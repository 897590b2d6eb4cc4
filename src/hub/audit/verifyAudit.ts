import { firstHash, parseLine, type AuditEntry } from './auditEntry.ts'
import type { AuditHead } from './auditLog.ts'

/** A file of the log as read. */
export interface AuditFile {
  readonly name: string
  readonly text: string
}

/** Something that is not as it was written: where, and what. */
export interface AuditFault {
  readonly file: string
  /** From 1; undefined where it is about no line that is there. */
  readonly line?: number
  readonly sentence: string
}

export interface Verified {
  /** Every entry that can be read, in the order of the files. */
  readonly entries: readonly AuditEntry[]
  readonly faults: readonly AuditFault[]
}

/** Reads the whole log and names every line that was altered, is missing or stands elsewhere. */
export function verifyAudit(files: readonly AuditFile[], head: AuditHead | undefined): Verified {
  const entries: AuditEntry[] = []
  const faults: AuditFault[] = []
  let before: { readonly seq: number; readonly hash: string | undefined } = {
    seq: 0,
    hash: firstHash
  }

  for (const { name, text } of files) {
    const lines = text.split('\n')
    const rest = lines.pop()
    lines.forEach((line, index) => {
      const fault = (sentence: string): void => {
        faults.push({ file: name, line: index + 1, sentence })
      }
      const entry = parseLine(line)
      if (typeof entry === 'string') {
        fault(sentences[entry])
        // Its number is not to be trusted: the next line is held against the one it replaced.
        before = { seq: before.seq + 1, hash: undefined }
        return
      }
      entries.push(entry)
      const expected = before.seq + 1
      if (entry.seq > expected)
        fault(`${numbers(expected, entry.seq - 1)} missing before this line.`)
      else if (entry.seq < expected)
        fault(`No. ${entry.seq} stands after no. ${before.seq}: lines were moved or repeated.`)
      else if (before.hash !== undefined && entry.previous !== before.hash)
        fault(`No. ${entry.seq} does not follow on the line before it, which was replaced.`)
      before = { seq: entry.seq, hash: entry.hash }
    })
    if (rest !== undefined && rest !== '')
      faults.push({
        file: name,
        line: lines.length + 1,
        sentence: 'The line has no end: the power went while it was written, or it was cut.'
      })
  }

  const last = entries.at(-1)
  const at = files.at(-1)?.name ?? 'audit-head.json'
  if (head === undefined) {
    if (entries.length > 0)
      faults.push({
        file: 'audit-head.json',
        sentence: 'It is missing: a cut tail cannot be told.'
      })
  } else if (head.seq > before.seq)
    faults.push({ file: at, sentence: `${numbers(before.seq + 1, head.seq)} missing at the end.` })
  else if (last !== undefined && head.seq === last.seq && head.hash !== last.hash)
    faults.push({ file: at, sentence: `The last line, no. ${last.seq}, was replaced.` })
  else if (head.seq < before.seq - 1)
    faults.push({
      file: 'audit-head.json',
      sentence: `It says no. ${head.seq} is the last, but there are lines up to no. ${before.seq}.`
    })
  return { entries, faults }
}

const sentences = {
  notJson: 'The line was altered: it is no JSON.',
  notAnEntry: 'The line was altered: it is no entry of this log.',
  altered: 'The line was altered: its hash is another.'
} as const

function numbers(from: number, to: number): string {
  return from === to ? `No. ${from} is` : `Nos. ${from} to ${to} are`
}
