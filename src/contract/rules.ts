import { z } from 'zod'
import { Id, Priority } from './incident.ts'
import { oneLine } from './oneLine.ts'
import { GridPlace } from './scene.ts'

/** Which new incidents a rule is about: all that is given has to fit; `{}` fits every one. */
export const RuleCondition = z.strictObject({
  /** This grave or graver: 1 is the gravest. */
  priority: Priority.optional(),
  categories: z.array(Id).nonempty().max(64).optional(),
  districts: z.array(z.string().max(16)).nonempty().max(64).optional()
})
export type RuleCondition = z.infer<typeof RuleCondition>

/** A new incident takes over a region of the wall with its map, its clock and its nearest cameras. */
export const Rule = z.strictObject({
  id: z
    .string()
    .max(40)
    .regex(/^[a-z][a-z0-9-]*$/u),
  /** What the wall calls it. */
  name: oneLine(40),
  when: RuleCondition,
  seconds: z.number().int().min(10).max(3600),
  cameras: z.number().int().min(0).max(4).default(4),
  /** Absent: the middle of the wall. */
  region: GridPlace.optional(),
  /** A signal is heard, where the wall has one switched on. */
  sound: z.boolean().default(false)
})
export type Rule = z.infer<typeof Rule>

/** `rules.json`. Of several that fit the first counts. */
export const Rules = z
  .strictObject({ rules: z.array(Rule).max(64) })
  .superRefine(({ rules }, context) => {
    for (const [index, { id }] of rules.entries())
      if (rules.findIndex((other) => other.id === id) < index)
        context.addIssue({
          code: 'custom',
          path: ['rules', index, 'id'],
          message: `${id} is there twice`
        })
  })
export type Rules = z.infer<typeof Rules>
