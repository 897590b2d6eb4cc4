import { expect, test } from 'vitest'
import {
  incompleteBeta,
  logGamma,
  normalQuantile,
  normalTail,
  studentQuantile
} from './distributions.ts'

// Reference figures: SciPy 1.17.1 (betainc, gammaln, norm, t).

test('the incomplete beta function is that of the tables', () => {
  expect(incompleteBeta(0.3, 2.5, 7.1)).toBeCloseTo(0.6490225790210132, 12)
  expect(incompleteBeta(0.51, 700, 650)).toBeCloseTo(0.2654119576548343, 12)
  expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3)]).toEqual([0, 1])
})

test('the gamma function is that of the tables', () => {
  expect(logGamma(0.3)).toBeCloseTo(1.0957979948180756, 12)
  expect(logGamma(850.2)).toBeCloseTo(4882.346268600563, 8)
})

test('tails and quantiles of the normal distribution are those of the tables', () => {
  expect(normalTail(3) / 0.0013498980316300933).toBeCloseTo(1, 6)
  expect(normalTail(-1)).toBeCloseTo(0.8413447460685429, 6)
  expect(normalQuantile(0.025)).toBeCloseTo(1.9599639845400545, 8)
  expect(normalQuantile(0.975)).toBeCloseTo(-1.9599639845400545, 8)
  expect(normalQuantile(1e-5)).toBeCloseTo(4.264890793922825, 7)
})

test("Student's t is that of the tables, from eight degrees of freedom to none to speak of", () => {
  expect(studentQuantile(0.025, 8)).toBeCloseTo(2.306004135033371, 2)
  expect(studentQuantile(0.025, 10)).toBeCloseTo(2.2281388519862753, 2)
  expect(studentQuantile(0.0016, 31)).toBeCloseTo(3.1957482290381196, 3)
  expect(studentQuantile(0.025, 1e9)).toBeCloseTo(1.9599639845400545, 8)
})
