import { describe, expect, it } from 'vitest'
import { Snapshot } from '../../contract/hubMessages.ts'
import { galleryStates, type GalleryState } from './states.ts'

const states: readonly (readonly [string, GalleryState])[] = Object.entries(galleryStates)

describe('a gallery state', () => {
  // One of them shows what happens when a panel is given what no schema lets through.
  it.each(states.filter(([name]) => name !== 'panel-gagal'))(
    'is what a hub could send: %s',
    (_, { snapshot }) => {
      if (snapshot !== undefined) expect(Snapshot.parse(snapshot)).toEqual(snapshot)
    }
  )

  it('counts today what it counts by district', () => {
    const { volume, districtCounts } = galleryStates.normal.snapshot.aggregates
    const parts = [...Object.values(districtCounts?.today ?? {}), districtCounts?.unknown ?? 0]
    expect(parts.reduce<number>((sum, n) => sum + Number(n), 0)).toBe(volume?.today.count)
  })
})
