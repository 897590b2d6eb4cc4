import { z } from 'zod'

/**
 * What somebody typed: one line, without controls, and without what cannot be seen or turns the
 * direction of writing: with it one name could look like another.
 */
export const oneLine = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]*$/u)
