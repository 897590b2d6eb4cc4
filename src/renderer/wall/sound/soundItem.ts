import type { ReadyWall } from '../../hub/wallState.ts'
import type { StatusItem } from '../statusItems.ts'
import type { SoundTrouble } from './soundOutput.ts'
import type { soundWords } from './soundWords.ts'

/** What the status line says about signals that are not heard, or not where they should be. */
export function soundItem(
  trouble: SoundTrouble | undefined,
  { wall }: Pick<ReadyWall, 'wall'>,
  say: (typeof soundWords)['id']
): StatusItem | undefined {
  if (trouble === undefined) return undefined
  const value = say.trouble[trouble](wall.soundDevice ?? '')
  return { key: 'sound', label: say.sound, value, bad: true }
}
