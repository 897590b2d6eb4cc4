import { memo, type ReactElement } from 'react'
import {
  gridColumns,
  gridRows,
  type GridPlace,
  type GridScene,
  type PanelKind,
  type PanelRow,
  type RailScene
} from '../../contract/scene.ts'
import type { PanelProps } from '../hub/wallState.ts'
import { useWords } from '../look/words.ts'
import { OnThisDisplay, useOnThisDisplay } from './displays/OnThisDisplay.tsx'
import { PanelFrame } from './PanelFrame.tsx'
import { panelTitles } from './panelTitles.ts'
import { useFits } from './useFits.ts'
import { wallWords } from './words.ts'

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
          <OnThisDisplay key={side} className={`rail rail-${side}`}>
            {scene[side].map((row) => (
              <Row key={row.panels.join()} row={row} scene={scene} {...panel} />
            ))}
          </OnThisDisplay>
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
    <Place key={kind} kind={kind} place={place} {...panel} />
  ))
}

/** One panel of a grid, or that it does not fit where somebody has put it. */
function Place({
  kind,
  place,
  ...panel
}: PanelProps & { readonly kind: PanelKind; readonly place: GridPlace }): ReactElement {
  const [ref, fits] = useFits(kind, panel)
  const shown = useOnThisDisplay(ref)
  const say = useWords(wallWords)
  const title = useWords(panelTitles)[kind]
  const { column, row, columns, rows } = place
  const edges = [
    row === 0 && 'top',
    column === 0 && 'left',
    column + columns === gridColumns && 'right',
    row + rows === gridRows && 'bottom'
  ]
  return (
    <div
      ref={ref}
      className="grid-place"
      data-edges={edges.filter(Boolean).join(' ')}
      data-fits={fits}
      style={{
        gridColumn: `${column + 1} / span ${columns}`,
        gridRow: `${row + 1} / span ${rows}`
      }}
    >
      {shown && <PanelFrame kind={kind} {...panel} />}
      {!fits && (
        <p className="grid-misfit" role="alert">
          <b>{title}</b> {say.doesNotFit}
        </p>
      )}
    </div>
  )
}

function Row({ row, ...panel }: PanelProps & { readonly row: PanelRow }): ReactElement {
  const panels = row.panels.map((kind) => <PanelFrame key={kind} kind={kind} {...panel} />)
  // Only a row that shares what space is left has a height of its own without its panels.
  return row.grow ? (
    <OnThisDisplay className="panel-row panel-row-grow">{panels}</OnThisDisplay>
  ) : (
    <div className="panel-row">{panels}</div>
  )
}
