import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Moment } from '../../contract/time.ts'
import type { SourceGap } from './store.ts'

/** So many places before the first number seen still count as an early message that came late. */
const reorderWindow = 100

/**
 * A jump further than this is no loss but another way of counting (a clock, a random start): at
 * 47 incidents a day it would be decades of silence. Shown as a gap, nobody could ever fill it.
 */
const farthestJump = 1_000_000

/** Separate holes kept per source; beyond, the oldest are given up. */
const maxHoles = 1_000

export interface Sequences {
  /**
   * Takes note of a numbered message; call it inside the transaction that stores the message.
   * `isNews`: it brought content that was not stored yet. Returns whether any hole changed.
   */
  note(source: string, seq: number, isNews: boolean, now: Moment): boolean
  gaps(): SourceGap[]
}

/**
 * Which numbers of each source never came.
 *
 * - The first number seen is where the count begins: what came before it was for others.
 * - A number above the highest opens a hole for what lies between, up to a million; a number still
 *   further up belongs to another count, which begins there.
 * - A number inside a hole fills it.
 * - A number up to 100 below the first is an early message that came late: the count begins there.
 * - A number that is neither missing nor above the highest is a duplicate when it brings nothing
 *   new. When it does bring something new the source has begun to count again (it was restarted):
 *   the count begins there and the old holes, which nobody can fill any more, are given up.
 */
export function openSequences(db: DatabaseSync): Sequences {
  const known = db.prepare('SELECT first, highest FROM source WHERE name = ?')
  const begin = db.prepare('INSERT OR REPLACE INTO source (name, first, highest) VALUES (?, ?, ?)')
  const hole = db.prepare(
    'SELECT first, last, since FROM gap WHERE source = ? AND first <= ? ORDER BY first DESC LIMIT 1'
  )
  const add = db.prepare('INSERT INTO gap (source, first, last, since) VALUES (?, ?, ?, ?)')
  const remove = db.prepare('DELETE FROM gap WHERE source = ? AND first = ?')
  const forget = db.prepare('DELETE FROM gap WHERE source = ?')
  const trim = db.prepare(
    `DELETE FROM gap WHERE source = ?1 AND first <= coalesce(
       (SELECT first FROM gap WHERE source = ?1 ORDER BY first DESC LIMIT 1 OFFSET ${maxHoles}), -1)`
  )
  const all = db.prepare(
    `SELECT source, sum(last - first + 1) AS missing, min(since) AS since
     FROM gap GROUP BY source ORDER BY source`
  )

  function addHole(source: string, first: number, last: number, since: Moment): boolean {
    if (last < first) return false
    add.run(source, first, last, since)
    trim.run(source)
    return true
  }

  function fill(source: string, seq: number): boolean {
    const found = numbers(hole, source, seq)
    if (found === undefined) return false
    const { first = 0, last = -1, since = 0 } = found
    if (seq > last) return false
    remove.run(source, first)
    if (first < seq) add.run(source, first, seq - 1, since)
    if (seq < last) add.run(source, seq + 1, last, since)
    return true
  }

  return {
    note(source, seq, isNews, now) {
      const counted = numbers(known, source)
      if (counted === undefined) {
        begin.run(source, seq, seq)
        return false
      }
      const { first = 0, highest = 0 } = counted
      if (seq > highest + farthestJump) {
        begin.run(source, seq, seq)
        return Number(forget.run(source).changes) > 0
      }
      if (seq > highest) {
        begin.run(source, first, seq)
        return addHole(source, highest + 1, seq - 1, now)
      }
      if (seq < first && first - seq <= reorderWindow) {
        begin.run(source, seq, highest)
        return addHole(source, seq + 1, first - 1, now)
      }
      if (fill(source, seq)) return true
      if (!isNews) return false
      begin.run(source, seq, seq)
      return Number(forget.run(source).changes) > 0
    },
    gaps: () =>
      all.all().map(({ source, missing, since }) => ({
        source: String(source),
        missing: Number(missing),
        since: Number(since)
      }))
  }
}

function numbers(
  statement: StatementSync,
  ...values: (string | number)[]
): Partial<Record<'first' | 'last' | 'highest' | 'since', number>> | undefined {
  // Only integer columns are selected by the statements above.
  return statement.get(...values) as Record<string, number> | undefined
}
