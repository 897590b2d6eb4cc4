import { expect, it } from 'vitest'
import { parseStat, sumOfTree } from './processes.ts'

it('a process whose name looks like more fields is read right', () => {
  const line = '4242 (a) S 9 (b) S 17 4242 4242 0 -1 4194304 100 0 0 0 130 45 0 0 20 0 7 0 99 0'
  expect(parseStat(line)).toEqual({ parent: 17, cpuMs: 1750 })
})

it('a tree is a process, its children and theirs, and nobody else', () => {
  const stats = new Map([
    [1, { parent: 0, cpuMs: 1000 }],
    [10, { parent: 1, cpuMs: 100 }],
    [11, { parent: 10, cpuMs: 10 }],
    [12, { parent: 11, cpuMs: 1 }],
    [20, { parent: 1, cpuMs: 5000 }]
  ])
  expect(sumOfTree(stats, 10)).toBe(111)
})
