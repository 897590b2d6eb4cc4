import { memo, type ReactElement } from 'react'
import type { GridScene, PanelRow, RailScene } from '../../contract/scene.ts'
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
  return (
    <main className={`scene scene-${scene.layout}`} data-scene={scene.id} inert={covered}>
      {scene.layout === 'rails' ? (
        sides.map((side) => (
          <div key={side} className={`rail rail-${side}`}>
            {scene[side].map((row) => (
              <Row key={row.panels.join()} row={row} scene={scene} {...panel} />
            ))}
          </div>
        ))
      ) : (
        <Grid panels={scene.panels} scene={scene} {...panel} />
      )}
    </main>
  )
})

const sides = ['left', 'middle', 'right'] as const satisfies readonly (keyof RailScene)[]

function Grid({
  panels,
  ...panel
}: PanelProps & { readonly panels: GridScene['panels'] }): readonly ReactElement[] {
  return panels.map(({ panel: kind, place }) => (
    <div
      key={kind}
      className="grid-place"
      style={{
        gridColumn: `${place.column + 1} / span ${place.columns}`,
        gridRow: `${place.row + 1} / span ${place.rows}`
      }}
    >
      <PanelFrame kind={kind} {...panel} />
    </div>
  ))
}

function Row({ row, ...panel }: PanelProps & { readonly row: PanelRow }): ReactElement {
  return (
    <div className={`panel-row${row.grow ? ' panel-row-grow' : ''}`}>
      {row.panels.map((kind) => (
        <PanelFrame key={kind} kind={kind} {...panel} />
      ))}
    </div>
  )
}
