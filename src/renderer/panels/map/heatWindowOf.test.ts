import { expect, it } from 'vitest'
import { heatWindowOf } from './heatSettings.ts'

it('a scene that was called with a window has it while it is on the wall', () => {
  const settings = { window: '30d', style: 'smooth' } as const
  expect(heatWindowOf(settings, { id: 'operasi', range: '1h' }, 'operasi')).toBe('1h')
  expect(heatWindowOf(settings, { id: 'operasi' }, 'operasi')).toBe('30d')
  // A window that keeps to a scene of its own.
  expect(heatWindowOf(settings, { id: 'cctv', range: '1h' }, 'operasi')).toBe('30d')
})
