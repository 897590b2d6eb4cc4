import { parseArgs } from 'node:util'
import type { Figures } from '../contract/export.ts'
import { FiguresError, keptFigures } from './export/keptFigures.ts'

const usage = `Shows figures that were exported, as they were then.

  npm run figures -- CODE [--data DIR] [--json]

  CODE         the eight signs on the report
  --data DIR   the data folder of the hub, "data" by default; the hub may be running
  --json       everything, as JSON
`

/** The totals in plain lines; whoever wants all of it takes the JSON. */
function linesOf({ code, city, asOf, question, answer }: Figures): readonly string[] {
  const { total, response, calls } = { ...answer, calls: answer.total.period.calls ?? {} }
  const { from, to } = question.period
  return [
    `code              ${code}`,
    `city              ${city}`,
    `asOf              ${new Date(asOf).toISOString()}`,
    `period            ${from} to ${to}, ${total.period.days} days`,
    ...(answer.simulated ? ['simulated         yes'] : []),
    ...(total.perDay === undefined
      ? ['incidents         not known, no day is covered']
      : [`incidents         ${total.count}`, `perDay            ${total.perDay.toFixed(2)}`]),
    `againstUsual      ${total.change?.verdict ?? 'not compared'}`,
    `againstCompared   ${total.compareChange?.verdict ?? 'not compared'}`,
    `withinTarget      ${response.met} of ${response.met + response.breached}`,
    ...Object.entries(calls).map(([name, count]) => `calls.${name}`.padEnd(18) + String(count))
  ]
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string', default: 'data' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false }
    }
  })
  const [code, ...others] = positionals
  if (values.help || code === undefined || others.length > 0) {
    process.stdout.write(usage)
    process.exitCode = values.help ? 0 : 1
  } else {
    const figures = keptFigures(values.data).read(code)
    const text = values.json ? JSON.stringify(figures, undefined, 2) : linesOf(figures).join('\n')
    process.stdout.write(`${text}\n`)
  }
} catch (error) {
  const known = error instanceof FiguresError || (error instanceof Error && 'code' in error)
  process.stderr.write(`${known ? error.message : String(error)}\n`)
  process.exitCode = 1
}
