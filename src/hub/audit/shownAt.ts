import type { Control } from '../../contract/control.ts'
import type { Moment } from '../../contract/time.ts'
import type { AuditEntry } from './auditEntry.ts'

/** What a wall showed at a moment, as far as the log tells. */
export interface ShownAt {
  /** Undefined before the first entry. */
  readonly control: Control | undefined
  /** Of the frozen briefing. */
  readonly frozen: string | undefined
  /** The hub ran then, so windows could show anything. */
  readonly running: boolean
  /** It ended without a word and began again then: whether it still ran is not known. */
  readonly diedBefore: Moment | undefined
  /** The playlist ran, and which of its scenes was shown is not, or not yet, on record. */
  readonly sceneUnsure: boolean
  /** Since when, and the number of the line that tells it. */
  readonly since: { readonly at: Moment; readonly seq: number } | undefined
}

export function shownAt(entries: readonly AuditEntry[], at: Moment): ShownAt {
  let control: Control | undefined
  let since: ShownAt['since']
  let last: AuditEntry | undefined
  let following: AuditEntry | undefined
  for (const entry of entries) {
    // A curtain that could not be recorded at once was drawn when it says so.
    const happened = ('doneAt' in entry.what ? entry.what.doneAt : undefined) ?? entry.at
    if (happened <= at) {
      control = entry.control
      since = { at: happened, seq: entry.seq }
      last = entry
      following = undefined
    } else following ??= entry
    if (entry.what.event !== 'playlist' || control === undefined) continue
    const shown = entry.what.scenes.findLast((one) => one.at <= at)
    if (shown === undefined || happened <= at) continue
    const { at: began, scene: id, range } = shown
    const by = { kind: 'playlist' } as const
    control = { ...control, scene: { id, since: began, by, held: false, ...(range && { range }) } }
    since = { at: began, seq: entry.seq }
  }
  const running = last !== undefined && last.what.event !== 'stop'
  const found = running && following?.what.event === 'start' ? following : undefined
  return {
    control,
    frozen: control?.briefing?.code,
    running,
    diedBefore: found?.at,
    sceneUnsure: running && isPlaying(control) && (following === undefined || found !== undefined),
    since
  }
}

function isPlaying(control: Control | undefined): boolean {
  return control?.playlist !== undefined && !control.playlist.paused && !control.scene.held
}
