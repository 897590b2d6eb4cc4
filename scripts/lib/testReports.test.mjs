import { expect, it } from 'vitest'
import { playwrightTotals, sumTotals, vitestTotals } from './testReports.mjs'

const unit = {
  testResults: [
    {
      status: 'failed',
      assertionResults: [
        { status: 'passed', fullName: 'a' },
        { status: 'failed', fullName: 'b' },
        { status: 'skipped', fullName: 'needs a broker' }
      ]
    },
    { status: 'failed', assertionResults: [] }
  ]
}

const wall = {
  errors: [],
  suites: [
    {
      title: 'wall.spec.ts',
      specs: [{ title: 'lights up', tests: [{ status: 'expected' }] }],
      suites: [
        {
          title: 'in Electron',
          specs: [{ title: 'fills the display', tests: [{ status: 'skipped' }] }]
        }
      ]
    }
  ]
}

it('counts a file that could not be loaded as one failure', () => {
  expect(vitestTotals(unit)).toEqual({
    passed: 1,
    failed: 2,
    skipped: 1,
    notRun: ['needs a broker']
  })
})

it('names a skipped test in full and never counts it as passed', () => {
  expect(playwrightTotals(wall)).toEqual({
    passed: 1,
    failed: 0,
    skipped: 1,
    notRun: ['wall.spec.ts › in Electron › fills the display']
  })
})

it('counts a failure outside any test', () => {
  expect(playwrightTotals({ ...wall, errors: [{ message: 'no tests found' }] }).failed).toBe(1)
})

it('adds up', () => {
  expect(sumTotals([vitestTotals(unit), playwrightTotals(wall)])).toMatchObject({
    passed: 2,
    failed: 2,
    skipped: 2
  })
})
