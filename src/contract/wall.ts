import { z } from 'zod'

const Hour = z.number().int().min(0).max(23)

/** Where the wall stands and how it speaks; set once per installation. */
export const WallSettings = z.strictObject({
  /** Physical width of the whole picture. */
  widthMm: z.number().positive().default(3600),
  /** The farthest seat. */
  farM: z.number().positive().default(8),
  theme: z.enum(['dark', 'light']).default('dark'),
  language: z.enum(['id', 'en']).default('id'),
  /** Nobody but staff sees it: the mode is operations by default and needs no name and reason. */
  staffOnly: z.boolean().default(false),
  /** Of the signals; 0: none is heard. */
  soundVolume: z.number().min(0).max(1).default(0),
  /** The output they are heard from, by the name the system gives it; absent: its default one. */
  soundDevice: z.string().min(1).max(120).optional(),
  /** The picture moves by single pixels, so that nothing burns in. */
  pixelShift: z.boolean().default(true),
  /** Local hours at which shifts change, rising; only in a configuration file. No source tells them. */
  shiftHours: z.array(Hour).nonempty().max(12).optional(),
  /** From one local hour until another what never changes is darker; only in a configuration file. */
  nightHours: z
    .tuple([Hour, Hour])
    .refine(([from, to]) => from !== to, 'are two different hours')
    .optional()
})
export type WallSettings = z.infer<typeof WallSettings>

/**
 * Type multiplier of the wall: 1 in the reference room (8 m, 3.6 m wide), clamped to 0.85–1.4.
 * From 1.2 the least important modules drop out.
 */
export function wallScale({ widthMm, farM }: Pick<WallSettings, 'widthMm' | 'farM'>): number {
  return Math.min(1.4, Math.max(0.85, (farM / 8) * (3600 / widthMm)))
}
