import { z } from 'zod'
import { DensityWindow } from './aggregates.ts'
import { CameraId } from './camera.ts'
import { FiguresCode } from './export.ts'
import { oneLine } from './oneLine.ts'
import { SceneId } from './scene.ts'

/** One step of a prepared briefing. */
export const BriefingStep = z.strictObject({
  title: oneLine(60),
  scene: SceneId,
  /** A camera to look at. An incident of another day cannot be prepared. */
  camera: CameraId.optional(),
  range: DensityWindow.optional(),
  /** The frozen figures that the scene Briefing shows. */
  code: FiguresCode.optional(),
  /** For whoever speaks: it goes to remotes alone and never to a wall. */
  notes: z.string().max(2000).optional()
})
export type BriefingStep = z.infer<typeof BriefingStep>

/** A prepared briefing: `steps/ID.json`, the id being the name of the file. */
export const BriefingSteps = z.strictObject({
  name: oneLine(60),
  steps: z.array(BriefingStep).nonempty().max(100)
})
export type BriefingSteps = z.infer<typeof BriefingSteps>

export const StepsId = z
  .string()
  .max(64)
  .regex(/^[a-z0-9][a-z0-9-]*$/u)

/** What a wall may know of a prepared briefing: never its notes. */
export const WallSteps = z.strictObject({
  id: StepsId,
  name: z.string(),
  titles: z.array(z.string())
})
export type WallSteps = z.infer<typeof WallSteps>
