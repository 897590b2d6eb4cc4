import { z } from 'zod'
import { Moment } from './time.ts'

/** How many people are on duty, as last told by the feed (a retained message). */
export const Duty = z.strictObject({
  operators: z.number().int().nonnegative().max(10_000),
  fieldOfficers: z.number().int().nonnegative().max(100_000).optional(),
  at: Moment,
  simulated: z.boolean()
})
export type Duty = z.infer<typeof Duty>
