import { memo, type ReactElement } from 'react'
import type { PanelRow } from '../../contract/scene.ts'
import type { PanelProps } from '../hub/wallState.ts'
import { PanelFrame } from './PanelFrame.tsx'

/** The panels of a scene in their places. */
export const SceneView = memo(function SceneView({
  scene,
  covered,
  ...panel
}: PanelProps & {
  /** Something else is read in its place; it goes on unseen, so that its map need not be made anew. */
  readonly covered: boolean
}): ReactElement {
  const rail = (side: 'left' | 'middle' | 'right'): ReactElement => (
    <div className={`rail rail-${side}`}>
      {scene[side].map((row) => (
        <Row key={row.panels.join()} row={row} scene={scene} {...panel} />
      ))}
    </div>
  )
  return (
    <main className="scene" data-scene={scene.id} inert={covered}>
      {rail('left')}
      {rail('middle')}
      {rail('right')}
    </main>
  )
})

function Row({ row, ...panel }: PanelProps & { readonly row: PanelRow }): ReactElement {
  return (
    <div className={`panel-row${row.grow ? ' panel-row-grow' : ''}`}>
      {row.panels.map((kind) => (
        <PanelFrame key={kind} kind={kind} {...panel} />
      ))}
    </div>
  )
}
