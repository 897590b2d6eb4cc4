import { expect, it } from 'vitest'
import { latencies } from './latencies.ts'

it('an incident left out of a frame counts as seen with the next one', () => {
  const sightings = [
    [0, 150],
    [2, 190],
    [3, 170]
  ] as const
  expect(latencies([100, 110, 120, 130], sightings)).toEqual([50, 60, 50, 40])
})

it('the first sighting counts, not a later one', () => {
  expect(
    latencies(
      [100],
      [
        [0, 160],
        [0, 150]
      ]
    )
  ).toEqual([50])
})

it('an incident that was never seen is an error, not a fast one', () => {
  expect(() => latencies([100, 110], [[0, 150]])).toThrow('Incident 1 was never seen.')
})
