// `npm test`: everything, on a machine that may have nothing but git, Node and npm.
import { rmSync } from 'node:fs'
import { readReport, runChecks } from './lib/checks.mjs'
import { installMissingPrograms } from './lib/debian.mjs'
import { prepare } from './lib/prepare.mjs'
import { runToEnd } from './lib/processes.mjs'
import { inProject, runScript, say } from './lib/project.mjs'
import { nodeForHub, tool } from './lib/runtime.mjs'
import { playwrightTotals, sumTotals, vitestTotals } from './lib/testReports.mjs'

await runScript(async () => {
  await prepare()
  await installMissingPrograms()
  const checks = await runChecks()
  say('\nIn a real browser:')
  const e2e = await runE2e()

  const unit = checks.report && vitestTotals(checks.report)
  const wall = e2e.report && playwrightTotals(e2e.report)
  const totals = sumTotals([unit, wall].filter((each) => each !== undefined))
  const failedSteps = [
    ...checks.failed,
    ...(unit === undefined ? ['unit and integration tests did not report'] : []),
    ...(e2e.code === 0 ? [] : ['e2e']),
    ...(wall === undefined ? ['e2e did not report'] : [])
  ]
  for (const name of totals.notRun) say(`not run: ${name}`)
  if (failedSteps.length > 0) say(`Failed: ${failedSteps.join(', ')}.`)
  // A failed format, lint or type check counts like a failed test.
  const failed = Math.max(
    totals.failed + checks.failed.filter((name) => !name.includes('tests')).length,
    failedSteps.length > 0 ? 1 : 0
  )
  process.stdout.write(`${totals.passed} passed, ${failed} failed, ${totals.skipped} skipped\n`)
  process.exitCode = failed === 0 ? 0 : 1
})

async function runE2e() {
  const file = inProject('.cache', 'playwright.json')
  rmSync(file, { force: true })
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file, FORCE_COLOR: '0' }
  const { code } = await runToEnd(nodeForHub(), [tool.playwright, 'test', '--reporter=list,json'], {
    env,
    echo: true
  })
  return { code, report: readReport(file) }
}
