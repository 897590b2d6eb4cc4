import { z } from 'zod'
import { DensityWindow } from './aggregates.ts'
import { oneLine } from './oneLine.ts'
import { SceneId } from './scene.ts'

/** Local time of day: `07.00`, as it is written here. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3])\.[0-5]\d$/u, 'must be like 07.30')

export const PlaylistEntry = z.strictObject({
  scene: SceneId,
  seconds: z.number().int().min(5).max(86_400),
  /** The window that counts and heat are shown over, where the scene has one. */
  range: DensityWindow.optional()
})
export type PlaylistEntry = z.infer<typeof PlaylistEntry>

/** Scenes in turn, over and over, in one part of the day: "07.00–07.30 serah terima". */
export const DayPart = z.strictObject({
  name: oneLine(40),
  from: TimeOfDay,
  /** Not included; earlier than `from` where it ends after midnight, the same for a whole day. */
  to: TimeOfDay,
  entries: z.array(PlaylistEntry).nonempty().max(32)
})
export type DayPart = z.infer<typeof DayPart>

/** `playlist.json`. The first day part that holds the time of day counts, else `otherwise`. */
export const Playlist = z.strictObject({
  dayParts: z.array(DayPart).max(24).default([]),
  /** Absent: outside the day parts the playlist leaves the wall alone. */
  otherwise: z.array(PlaylistEntry).max(32).optional()
})
export type Playlist = z.infer<typeof Playlist>
