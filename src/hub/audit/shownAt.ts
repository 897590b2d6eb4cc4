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
  /** The entry that made it so. */
  readonly since: AuditEntry | undefined
}

export function shownAt(entries: readonly AuditEntry[], at: Moment): ShownAt {
  let shown: ShownAt = { control: undefined, frozen: undefined, running: false, since: undefined }
  for (const entry of entries) {
    // A curtain that could not be recorded at once was drawn when it says so.
    const happened = ('doneAt' in entry.what ? entry.what.doneAt : undefined) ?? entry.at
    if (happened > at) continue
    const { what, control } = entry
    shown = {
      control,
      frozen: control.briefing?.code,
      running: what.event !== 'stop',
      since: entry
    }
  }
  return shown
}
