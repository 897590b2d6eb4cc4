import { readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { runToEnd } from './processes.mjs'
import { inProject, say } from './project.mjs'
import { nodeForHub, tool } from './runtime.mjs'

const vitestReport = inProject('.cache', 'vitest.json')

/** One tsconfig per kind of program; each sees only what its runtime has. */
const programs = ['contract', 'node', 'main', 'renderer', 'test']

const checks = [
  ...programs.map((name) => ({
    name: `types (${name})`,
    args: [
      tool.tsc,
      ...['-p', `tsconfig.${name}.json`, '--pretty', 'false'],
      ...['--incremental', '--tsBuildInfoFile', `.cache/tsc-${name}.json`]
    ]
  })),
  {
    name: 'lint',
    args: [tool.eslint, '.', '--cache', '--cache-location', '.cache/eslint', '--max-warnings', '0']
  },
  {
    name: 'format',
    args: [tool.prettier, '--check', '.', '--cache', '--cache-location', '.cache/prettier']
  }
]

const unitTests = {
  name: 'unit and integration tests',
  args: [
    ...[tool.vitest, 'run', '--reporter=default'],
    ...['--reporter=json', `--outputFile.json=${vitestReport}`]
  ]
}

/**
 * Everything but e2e, the longest first. Prints each check as it ends and what failed in full.
 * @returns {Promise<{failed: readonly string[], report: object | undefined}>} names of the failed
 *   checks; vitest's report, undefined when the tests did not get as far as counting
 */
export async function runChecks() {
  rmSync(vitestReport, { force: true })
  const results = await inParallel([unitTests, ...checks], Math.min(4, availableParallelism()))
  return {
    failed: results.filter(({ code }) => code !== 0).map(({ name }) => name),
    report: readReport(vitestReport)
  }
}

async function runCheck({ name, args }) {
  const started = performance.now()
  const { code, output } = await runToEnd(nodeForHub(), args)
  const seconds = ((performance.now() - started) / 1_000).toFixed(1)
  if (code !== 0) say(`\n${output.trimEnd()}\n`)
  say(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
  return { name, code }
}

async function inParallel(jobs, width) {
  const waiting = [...jobs]
  const results = []
  async function work() {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift())
      results.push(await runCheck(job))
  }
  await Promise.all(Array.from({ length: width }, work))
  return results
}

export function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
