import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Peaks } from '../contract/peaks.ts'
import { loadPeaks } from './loadPeaks.ts'

const resources = join(import.meta.dirname, '../../resources')
let dataFolder: string
let logged: unknown[]
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'siaga-peaks-'))
  logged = []
})
afterEach(() => rmSync(dataFolder, { recursive: true }))

const load = (): Peaks =>
  loadPeaks({
    resources,
    dataFolder,
    log: (event, values) => logged.push([event, values?.['why']])
  })
const idsOf = ({ peaks }: Peaks): readonly string[] => peaks.map(({ id }) => id)
const drop = (content: string): void => writeFileSync(join(dataFolder, 'peaks.json'), content)

const dugderan = {
  id: 'dugderan',
  name: 'Dugderan',
  window: { from: -3, to: 1 },
  shown: { from: -3, to: 1 },
  days: [{ day: '2027-02-06', certainty: 'expected', source: 'Pemkot', holidays: [] }]
}

test('without a file of the city the shipped peaks are there', () => {
  expect(idsOf(load())).toEqual(['idulfitri', 'nataru'])
  expect(logged).toEqual([])
})

test("a city's own periods come before the shipped ones, and one of theirs takes the place of ours", () => {
  drop(JSON.stringify({ peaks: [dugderan, { ...dugderan, id: 'nataru' }] }))
  const peaks = load()
  expect(idsOf(peaks)).toEqual(['dugderan', 'nataru', 'idulfitri'])
  expect(peaks.ranges.map(({ peak }) => peak)).not.toContain('nataru')
})

test.each([
  ['{', 'it cannot be read as JSON'],
  [
    JSON.stringify({
      peaks: [{ ...dugderan, days: [{ ...dugderan.days[0], day: '2027-02-31' }] }]
    }),
    'peaks.0.days.0.day: Invalid ISO date'
  ]
])('a file that cannot be used is told and the shipped peaks stay', (content, why) => {
  drop(content)
  expect(idsOf(load())).toEqual(['idulfitri', 'nataru'])
  expect(logged).toEqual([['peaks.refused', why]])
})
