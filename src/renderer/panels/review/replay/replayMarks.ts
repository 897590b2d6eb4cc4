import { severityOf, type Severity } from '../../../../contract/incident.ts'
import type { Replay } from '../../../../contract/replay.ts'
import { second, type Moment } from '../../../../contract/time.ts'
import type { Rows } from './replayWindow.ts'

/** One incident as it happened. */
export interface ReplayMark {
  readonly index: number
  readonly severity: Severity
  /** 1 as it happens, falling until it leaves the window. */
  readonly opacity: number
}

/** More marks than these would hide the map, and each other. */
export const marksAtMost = 80
/** So faint it is still seen to be there; then it is gone. */
const faintest = 0.16

const severities: readonly Severity[] = ['low', 'medium', 'high', 'critical']

/**
 * The marks of a window in drawing order: severe above mild, new above old. Of too many the severest
 * are kept, and of those the newest.
 */
export function replayMarks(
  replay: Replay,
  { first, end }: Rows,
  at: Moment,
  windowMs: number
): readonly ReplayMark[] {
  const bySeverity: Record<Severity, ReplayMark[]> = { critical: [], high: [], medium: [], low: [] }
  for (let index = end - 1; index >= first; index -= 1) {
    const severity = severityOf(replay.priority[index] ?? 5)
    const same = bySeverity[severity]
    if (same.length >= marksAtMost) continue
    const age = (at - replay.from - (replay.receivedAt[index] ?? 0) * second) / windowMs
    const opacity = Math.max(faintest, 1 - Math.max(0, age) * (1 - faintest))
    same.push({ index, severity, opacity })
  }
  let left = marksAtMost
  const kept: ReplayMark[] = []
  for (const severity of severities.toReversed()) {
    const newest = bySeverity[severity].slice(0, left)
    left -= newest.length
    kept.push(...newest)
  }
  return kept.reverse()
}
