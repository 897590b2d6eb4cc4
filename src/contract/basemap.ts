import { z } from 'zod'
import { Bounds, Position } from './geo.ts'

/**
 * Index of an arc; `~i` (negative) is arc `i` walked backwards. A border is stored once and both
 * neighbours refer to it, so they can never disagree.
 */
const ArcIndex = z.number().int()
const Line = z.array(Position).min(2)

/**
 * The schematic map of a city, made by `npm run basemap` from its city file. Not an official
 * boundary: for orientation alone, and never used to decide in which district something is.
 */
export const Basemap = z.strictObject({
  city: z.string(),
  schematic: z.literal(true),
  /** Of the land. */
  bounds: Bounds,
  arcs: z.array(Line),
  /** Closed rings, counter-clockwise. */
  land: z.array(z.array(ArcIndex)),
  districts: z.array(
    z.strictObject({
      code: z.string(),
      rings: z.array(z.array(ArcIndex)),
      /** Where a name stands best: the point deepest inside. */
      label: Position
    })
  ),
  /** Arcs between two districts, but for those a river follows. */
  borders: z.array(ArcIndex),
  /** The outline in pieces; `coast` where the sea is beyond it. */
  shore: z.array(z.strictObject({ line: Line, coast: z.boolean() })),
  rivers: z.array(Line),
  /** Schematic connections: 1 toll road, 2 main road, 3 other road. */
  roads: z.array(z.strictObject({ class: z.literal([1, 2, 3]), line: Line })),
  water: z.strictObject({ name: z.string(), position: Position }).optional()
})
export type Basemap = z.infer<typeof Basemap>
