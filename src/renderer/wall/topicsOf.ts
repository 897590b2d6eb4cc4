import type { DensityWindow } from '../../contract/aggregates.ts'
import type { Topic } from '../../contract/hubMessages.ts'
import { panelsOf, type PanelKind, type Scene } from '../../contract/scene.ts'
import { panelKinds } from './panelKinds.ts'

/** What the hub must send for a scene; without one, for every panel there is. */
export function topicsOf(scene: Scene | undefined, shown: DensityWindow): readonly Topic[] {
  const kinds =
    scene === undefined
      ? (Object.keys(panelKinds) as PanelKind[]) // The table has exactly the kinds as its keys.
      : panelsOf(scene)
  const wishes = kinds.flatMap((kind) => panelKinds[kind].topics)
  const topics = wishes.map((wish): Topic => (wish === 'density:shown' ? `density:${shown}` : wish))
  // The status line tells how many incidents the month has, whatever the panels.
  return [...new Set<Topic>(['volume', ...topics])].sort()
}
