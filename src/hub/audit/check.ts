import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { auditFiles, auditFolder, readHead } from './auditLog.ts'
import { shownAt } from './shownAt.ts'
import { verifyAudit, type Verified } from './verifyAudit.ts'

/*
 * `npm run audit -- --verify [--data DIR]`: names every line of the audit log that is not as it was
 * written. `--at TIME` (ISO 8601 with offset): what was shown then.
 */

const usage = `npm run audit -- --verify [--data data]
npm run audit -- --at 2026-11-22T14:02:00+07:00 [--data data]
`

const { values } = parseArgs({
  options: {
    verify: { type: 'boolean', default: false },
    at: { type: 'string' },
    data: { type: 'string', default: 'data' },
    help: { type: 'boolean', default: false }
  }
})
process.exitCode = run()

function run(): number {
  if (values.help || (!values.verify && values.at === undefined)) {
    process.stdout.write(usage)
    return values.help ? 0 : 1
  }
  if (!existsSync(auditFolder(values.data))) {
    process.stderr.write(`${values.data}: holds no audit log.\n`)
    return 1
  }
  const files = auditFiles(values.data).map((name) => ({
    name,
    text: readFileSync(join(auditFolder(values.data), name), 'utf8')
  }))
  const verified = verifyAudit(files, readHead(values.data))
  const whole = tellFaults(verified)
  if (values.at === undefined) return whole ? 0 : 1
  return tellShown(verified, values.at) && whole ? 0 : 1
}

/** false when something is not as it was written. */
function tellFaults({ entries, faults }: Verified): boolean {
  for (const { file, line, sentence } of faults)
    process.stdout.write(`${file}${line === undefined ? '' : `, line ${line}`}: ${sentence}\n`)
  const last = entries.at(-1)
  if (faults.length === 0)
    process.stdout.write(
      last === undefined
        ? 'The audit log is empty.\n'
        : `Whole: ${entries.length} lines, the last one no. ${last.seq} of ${iso(last.at)}, ${last.hash}\n`
    )
  return faults.length === 0
}

function tellShown({ entries }: Verified, text: string): boolean {
  const at = Date.parse(text)
  if (Number.isNaN(at) || !/(?:Z|[+-]\d\d:?\d\d)$/u.test(text)) {
    process.stderr.write('--at: needs a time like 2026-11-22T14:02:00+07:00.\n')
    return false
  }
  const { control, frozen, running, diedBefore, sceneUnsure, since } = shownAt(entries, at)
  const answer = {
    at: iso(at),
    ...(control === undefined || since === undefined
      ? { shown: 'nothing is recorded of that time' }
      : {
          shown: running
            ? control.curtain.drawn
              ? 'the curtain'
              : control.scene.id
            : 'the hub was stopped',
          ...(diedBefore !== undefined && {
            ended: `the hub ended without a word at some time before ${iso(diedBefore)}, maybe earlier than this`
          }),
          mode: control.mode.mode,
          ...(control.mode.by.name !== undefined && { by: control.mode.by.name }),
          ...(control.mode.reason !== undefined && { reason: control.mode.reason }),
          scene: control.scene.id,
          ...(sceneUnsure && {
            unsure: 'the playlist ran: which of its scenes was shown is not (yet) on record'
          }),
          ...(control.takeover !== undefined &&
            control.mode.mode !== 'guests' && { takeover: control.takeover.incident }),
          ...(control.steps && { steps: control.steps.id, step: control.steps.at + 1 }),
          ...(control.flood && { floodSince: iso(control.flood.since) }),
          curtain: control.curtain.drawn,
          ...(control.focus && { focus: control.focus.on }),
          ...(frozen !== undefined && { frozen }),
          since: iso(since.at),
          line: since.seq
        })
  }
  process.stdout.write(`${JSON.stringify(answer, undefined, 2)}\n`)
  return true
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
