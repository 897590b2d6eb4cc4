import { expect, it } from 'vitest'
import { figureTable, mb, ms, share } from './report.ts'

it('a missed goal stands out in the table', () => {
  const figures = [
    { name: 'p50', value: '60 ms', goal: '≤ 100 ms', met: true, load: 0.5 },
    { name: 'p99', value: '300 ms', goal: '≤ 250 ms', met: false, load: 2.25 },
    { name: 'memory', value: '90 MB', load: 1 }
  ]
  expect(figureTable(figures)).toBe(
    [
      '| figure | measured | goal     | met    | load |',
      '| ------ | -------- | -------- | ------ | ---- |',
      '| p50    | 60 ms    | ≤ 100 ms | yes    | 0.5  |',
      '| p99    | 300 ms   | ≤ 250 ms | **no** | 2.3  |',
      '| memory | 90 MB    |          |        | 1.0  |'
    ].join('\n')
  )
})

it('figures carry their unit', () => {
  expect([ms(4.26), ms(62.4), ms(12_345), share(250, 1000), mb(90 * 2 ** 20)]).toEqual([
    '4.3 ms',
    '62 ms',
    '12.3 s',
    '25.0 % of a core',
    '90 MB'
  ])
})
