/**
 * @typedef {{passed: number, failed: number, skipped: number, notRun: readonly string[]}} Totals
 *   `notRun`: the full name of every skipped test
 */

/** Totals of vitest's JSON report. @returns {Totals} */
export function vitestTotals(report) {
  const files = report.testResults
  const tests = files.flatMap((file) => file.assertionResults)
  // A file that cannot even be loaded has no tests to fail.
  const broken = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(isFailed)
  )
  const skipped = tests.filter(({ status }) => !['passed', 'failed'].includes(status))
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: tests.filter(isFailed).length + broken.length,
    skipped: skipped.length,
    notRun: skipped.map(({ fullName }) => fullName)
  }
}

/** Totals of Playwright's JSON report. @returns {Totals} */
export function playwrightTotals(report) {
  const specs = report.suites.flatMap((suite) => specsOf(suite, []))
  const of = (...statuses) => specs.filter(({ status }) => statuses.includes(status))
  return {
    passed: of('expected', 'flaky').length,
    failed: of('unexpected').length + report.errors.length,
    skipped: of('skipped').length,
    notRun: of('skipped').map(({ name }) => name)
  }
}

/** @param {readonly Totals[]} all @returns {Totals} */
export function sumTotals(all) {
  const sum = (key) => all.reduce((total, each) => total + each[key], 0)
  return {
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    notRun: all.flatMap(({ notRun }) => notRun)
  }
}

const isFailed = ({ status }) => status === 'failed'

function specsOf(suite, path) {
  const here = [...path, suite.title]
  return [
    ...suite.specs.flatMap((spec) =>
      spec.tests.map(({ status }) => ({ status, name: [...here, spec.title].join(' › ') }))
    ),
    ...(suite.suites ?? []).flatMap((inner) => specsOf(inner, here))
  ]
}
