import { z } from 'zod'
import { Id } from './incident.ts'
import { Moment } from './time.ts'

/** Class given at intake. `ghost` is silence or no information, `prank` a false emergency. */
export const CallClass = z.enum(['emergency', 'information', 'prank', 'ghost', 'dropped'])
export type CallClass = z.infer<typeof CallClass>

/** One inbound contact. Who called is not part of it. */
export const Call = z.strictObject({
  id: z.string().min(1).max(128),
  revision: z.number().int().nonnegative(),
  source: Id.optional(),
  seq: z.number().int().nonnegative().optional(),
  class: CallClass,
  receivedAt: Moment,
  channel: Id.optional(),
  incident: z.string().min(1).max(128).optional(),
  simulated: z.boolean()
})
export type Call = z.infer<typeof Call>
