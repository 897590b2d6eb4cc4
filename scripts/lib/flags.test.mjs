import { expect, it } from 'vitest'
import { takeFlag } from './flags.mjs'

it('takes a flag out in both spellings and leaves the rest in order', () => {
  const rest = ['--city', 'serang', '--simulate', '60']
  expect(takeFlag(['--city', 'serang', '--window', 'none', '--simulate', '60'], 'window')).toEqual({
    value: 'none',
    rest
  })
  expect(takeFlag(['--window=none', ...rest], 'window')).toEqual({ value: 'none', rest })
  expect(takeFlag(rest, 'window')).toEqual({ value: undefined, rest })
})

it('takes a flag without a value as empty', () => {
  expect(takeFlag(['--window'], 'window')).toEqual({ value: '', rest: [] })
})
