import { z } from 'zod'

/**
 * A stop of a road or river: a district's code (its centroid), `A~B` the middle between two,
 * `A~B@0.3` nearer to A, or `exit:247` straight out of the city at that bearing (degrees from
 * north, clockwise).
 */
const Stop = z
  .string()
  .regex(/^(exit:\d{1,3}|[\d.]+(~[\d.]+(@0\.\d+)?)?)$/u, 'must be a code, A~B, A~B@0.3 or exit:90')

/**
 * What a city file does not tell but a resident would miss on a sketch of the city: how its
 * districts are connected and where the water is. Connections, not courses: every line is placed
 * by the districts' centroids alone.
 */
export const Sketch = z.strictObject({
  roads: z.array(
    z.strictObject({
      name: z.string(),
      class: z.literal([1, 2, 3]),
      stops: z.array(Stop).min(2)
    })
  ),
  rivers: z.array(
    z.union([
      z.strictObject({ name: z.string(), stops: z.array(Stop).min(2) }),
      /** A river that is the border between two groups of districts. */
      z.strictObject({
        name: z.string(),
        between: z.tuple([z.array(z.string()).nonempty(), z.array(z.string()).nonempty()])
      })
    ])
  ),
  /** Districts on the sea, and the bearing under which it lies. */
  coast: z
    .strictObject({ districts: z.array(z.string()).nonempty(), bearing: z.number() })
    .optional()
})
export type Sketch = z.infer<typeof Sketch>

export const noSketch: Sketch = { roads: [], rivers: [] }
