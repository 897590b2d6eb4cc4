import { z } from 'zod'
import type { DisplayLayout } from './displays.ts'
import type { Playlist } from './playlist.ts'
import type { Rules } from './rules.ts'
import { Scene, SceneId } from './scene.ts'
import type { BriefingSteps } from './steps.ts'

/**
 * Everything that a room arranges for itself, out of the files in `wall/` of the data folder, which
 * may be edited while the hub runs. Of a file that cannot be used the last good one counts.
 */
export interface Arrangement {
  /** Shipped ones, those of the room over them; never empty. */
  readonly scenes: readonly Scene[]
  /** Absent: every display shows the whole picture. */
  readonly displays?: DisplayLayout
  readonly playlist?: Playlist
  readonly rules: Rules
  /** By id. */
  readonly steps: Readonly<Record<string, BriefingSteps>>
}

/** A file of the room that cannot be used, and where it goes wrong. */
export const FileProblem = z.strictObject({
  /** Relative to `wall/`: `rules.json`, `scenes/malam.json`. */
  file: z.string().max(120),
  /** From 1; absent where the file cannot be read at all. */
  line: z.number().int().positive().optional(),
  reason: z.enum([
    'unreadable',
    'notJson',
    'wrongValue',
    'unknownKey',
    'missingKey',
    'unknownName'
  ]),
  /** The key or name it is about: `rules.0.seconds`. Never a value. */
  key: z.string().max(120).optional(),
  /** What counts in its place. */
  instead: z.enum(['lastGood', 'shipped', 'nothing'])
})
export type FileProblem = z.infer<typeof FileProblem>

/** GET: all scenes with their versions. POST: save, restore or remove one; the same answer. */
export const scenesPath = '/api/scenes'

export const SceneChange = z.discriminatedUnion('type', [
  /**
   * Kept as a new version. `basedOn` is the version it was made from, 0 for a shipped or a new one:
   * where another counts meanwhile the answer is 409, so that nobody is overwritten.
   */
  z.strictObject({
    type: z.literal('save'),
    scene: Scene,
    basedOn: z.number().int().nonnegative()
  }),
  /** An older version becomes the newest. */
  z.strictObject({ type: z.literal('restore'), id: SceneId, version: z.number().int().min(1) }),
  /** A shipped scene is the shipped one again; another is gone. Its versions stay on disk. */
  z.strictObject({ type: z.literal('remove'), id: SceneId })
])
export type SceneChange = z.infer<typeof SceneChange>

export const SceneVersions = z.strictObject({
  id: z.string(),
  /** The scene is the shipped one, which is version 0. */
  shipped: z.boolean(),
  /** The version that counts now; 0 also where the room removed it and none is shipped. */
  version: z.number().int().nonnegative(),
  /** Newest first. */
  versions: z.array(
    z.strictObject({ version: z.number().int().min(1), savedAt: z.number().int(), scene: Scene })
  )
})
export type SceneVersions = z.infer<typeof SceneVersions>

export const ScenesTold = z.strictObject({ scenes: z.array(SceneVersions) })
export type ScenesTold = z.infer<typeof ScenesTold>
