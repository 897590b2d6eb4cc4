import { describe, expect, it } from 'vitest'
import { makeWallSettings } from '../../testing/make.ts'
import { lookOf, wishesOf } from './wallLook.ts'

describe('the look of the wall', () => {
  it('is what the settings say', () => {
    const settings = makeWallSettings({ farM: 10, theme: 'light', language: 'en' })
    expect(lookOf(settings, {})).toEqual({
      theme: 'light',
      language: 'en',
      scale: 1.25,
      density: 'far'
    })
  })

  it('drops modules from scale 1.2 on, not before', () => {
    const densityAt = (scale: number) => lookOf(makeWallSettings(), { scale }).density
    expect([1.19, 1.2].map(densityAt)).toEqual(['near', 'far'])
  })

  it('can be wished otherwise in the address', () => {
    const wishes = wishesOf('?theme=light&lang=en&scale=1.15')
    expect(lookOf(makeWallSettings(), wishes)).toEqual({
      theme: 'light',
      language: 'en',
      scale: 1.15,
      density: 'near'
    })
  })

  it('does not follow nonsense', () => {
    const wishes = wishesOf('?theme=pink&lang=xx&scale=9')
    expect(lookOf(undefined, wishes)).toEqual({
      theme: 'dark',
      language: 'id',
      scale: 1,
      density: 'near'
    })
  })
})
