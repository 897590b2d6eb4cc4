// `npm run check`: format, lint, types and the tests without a browser.
import { runChecks } from './lib/checks.mjs'
import { prepare } from './lib/prepare.mjs'
import { Refusal, runScript, say } from './lib/project.mjs'
import { vitestTotals } from './lib/testReports.mjs'

await runScript(async () => {
  await prepare()
  const { failed, report } = await runChecks()
  if (report !== undefined) {
    const { passed, failed: broken, skipped, notRun } = vitestTotals(report)
    for (const name of notRun) say(`not run: ${name}`)
    say(`${passed} passed, ${broken} failed, ${skipped} skipped`)
  }
  if (failed.length > 0) throw new Refusal(`Failed: ${failed.join(', ')}.`)
})
