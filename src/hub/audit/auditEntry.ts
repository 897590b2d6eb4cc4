import { createHash } from 'node:crypto'
import { z } from 'zod'
import { DensityWindow } from '../../contract/aggregates.ts'
import { Actor, Control, Refusal } from '../../contract/control.ts'
import { SceneId } from '../../contract/scene.ts'
import { Moment } from '../../contract/time.ts'

/** Codes, versions and names of ours; never a value out of an incident. */
const Word = z.string().max(120)

/** When it was done, where it could only be written later: the disk was full. */
const doneAt = Moment.optional()

/** One thing that was done to a wall, or was refused. */
export const AuditEvent = z.discriminatedUnion('event', [
  /** The hub started: its version, and what the wall shows from now on. */
  z.strictObject({ event: z.literal('start'), version: Word, doneAt }),
  z.strictObject({ event: z.literal('stop'), version: Word }),
  /** Somebody did something; `control` says what it became. */
  z.strictObject({
    event: z.literal('act'),
    action: Word,
    by: Actor,
    doneAt
  }),
  /** The hub itself: operations, a mute or a called scene ran out. */
  z.strictObject({ event: z.literal('due'), doneAt }),
  z.strictObject({
    event: z.literal('refused'),
    action: Word,
    by: Actor,
    refusal: Refusal,
    doneAt
  }),
  /** Figures, incidents or a picture leave as a file: written before anything of it does. */
  z.strictObject({
    event: z.literal('export'),
    what: Word,
    by: Actor,
    code: Word.optional(),
    /** How many, in a file with one row for each. */
    incidents: z.number().int().nonnegative().optional()
  }),
  /** How the sending of such a file ended. Without this line nobody knows. */
  z.strictObject({
    event: z.literal('exportEnd'),
    what: Word,
    by: Actor,
    code: Word.optional(),
    incidents: z.number().int().nonnegative().optional(),
    /** Every byte was sent; false: it broke off. */
    complete: z.boolean(),
    doneAt
  }),
  /**
   * What the playlist showed since the line before, each since its moment: written together, for a
   * playlist of half minutes would else be a gigabyte a year.
   */
  z.strictObject({
    event: z.literal('playlist'),
    scenes: z.array(z.strictObject({ at: Moment, scene: SceneId, range: DensityWindow.optional() }))
  }),
  /** A shift took over at the wall. */
  z.strictObject({ event: z.literal('handover'), by: Actor }),
  /** A scene was saved, taken back to an older version, or removed (`version` 0). */
  z.strictObject({
    event: z.literal('scene'),
    what: Word,
    id: Word,
    version: z.number().int().nonnegative(),
    by: Actor
  }),
  /** A phone or tablet may steer, or no longer may. */
  z.strictObject({ event: z.literal('remote'), what: Word, by: Actor, doneAt })
])
export type AuditEvent = z.infer<typeof AuditEvent>

/** A line of the log, with the state of the wall after it. */
const Body = z.object({
  seq: z.number().int().positive(),
  at: Moment,
  what: AuditEvent,
  control: Control,
  /** Hash of the line before; 64 zeros before the first. */
  previous: z.string().regex(/^[0-9a-f]{64}$/u)
})
type Body = z.infer<typeof Body>

export const AuditEntry = Body.extend({ hash: z.string().regex(/^[0-9a-f]{64}$/u) }).strict()
export type AuditEntry = z.infer<typeof AuditEntry>

export const firstHash = '0'.repeat(64)

export function makeEntry(body: Body): AuditEntry {
  return { ...body, hash: hashOf(body) }
}

/** Of everything in the line, the hash of the one before included. */
export function hashOf({ seq, at, what, control, previous }: Body): string {
  const text = JSON.stringify({ seq, at, what, control, previous })
  return createHash('sha256').update(text).digest('hex')
}

export function lineOf(entry: AuditEntry): string {
  return JSON.stringify(entry)
}

/** The entry of a line, or why it is none: it was altered, or its hash is not its own. */
export function parseLine(line: string): AuditEntry | 'notJson' | 'notAnEntry' | 'altered' {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    return 'notJson'
  }
  const parsed = AuditEntry.safeParse(json)
  if (!parsed.success) return 'notAnEntry'
  // The hash is over what was written, not over how this version would write it.
  const { hash, ...body } = json as AuditEntry // just parsed
  const text = JSON.stringify(body)
  const own = createHash('sha256').update(text).digest('hex')
  return own === hash && JSON.stringify({ ...body, hash }) === line ? parsed.data : 'altered'
}

/** The file of a month in UTC. */
export function fileNameOf(at: Moment): string {
  return `${new Date(at).toISOString().slice(0, 7)}.jsonl`
}
