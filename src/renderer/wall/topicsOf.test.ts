import { expect, test } from 'vitest'
import type { Scene } from '../../contract/scene.ts'
import { topicsOf } from './topicsOf.ts'

const scene: Scene = {
  id: 'map',
  name: 'Peta',
  layout: 'rails',
  left: [],
  middle: [{ panels: ['map'], grow: true }],
  right: []
}

test('of the four densities a window asks for the one it shows', () => {
  expect(topicsOf(scene, '7d')).toEqual(['density:7d', 'districtCounts', 'incidents', 'volume'])
})

test('before the first snapshot a window asks for what any panel may need', () => {
  expect(topicsOf(undefined, '30d')).toEqual(
    expect.arrayContaining(['callCounts', 'density:30d', 'duty', 'incidents'])
  )
})
