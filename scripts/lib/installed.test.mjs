import { expect, it } from 'vitest'
import { agrees } from './installed.mjs'

const lock = {
  '': { version: '0.1.0' },
  'node_modules/zod': { version: '4.6.7', integrity: 'sha512-a' },
  'node_modules/win-only': { version: '1.0.0', optional: true }
}
const present = { 'node_modules/zod': { version: '4.6.7', integrity: 'sha512-a' } }

it('is content with everything needed in the right version, optional or not', () => {
  expect(agrees(lock, present)).toBe(true)
  expect(agrees(lock, { ...present, 'node_modules/win-only': { version: '1.0.0' } })).toBe(true)
})

it('notices a missing package, another version, other content and a leftover', () => {
  expect(agrees(lock, {})).toBe(false)
  expect(agrees(lock, { 'node_modules/zod': { version: '4.6.8' } })).toBe(false)
  expect(agrees(lock, { 'node_modules/zod': { version: '4.6.7', integrity: 'sha512-b' } })).toBe(
    false
  )
  expect(agrees(lock, { ...present, 'node_modules/old': { version: '1.0.0' } })).toBe(false)
})
