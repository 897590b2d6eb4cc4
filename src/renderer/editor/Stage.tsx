import { useMemo, type ReactElement } from 'react'
import GridLayout, { getCompactor, type LayoutItem } from 'react-grid-layout'
import { gridColumns, gridRows, PanelKind, type GridPlace } from '../../contract/scene.ts'
import { useFormat } from '../look/format.ts'
import { useWords } from '../look/words.ts'
import { leastCells, type Picture } from '../wall/panelSizes.ts'
import { panelTitles } from '../wall/panelTitles.ts'
import type { Draft, Edit } from './draft.ts'
import { editorWords } from './editorWords.ts'
import { sceneAspect } from './pictureOf.ts'
import { useSize } from './useSize.ts'

/** Panels stay where they are put, and none pushes another away. */
const asPlaced = getCompactor(null, false, true)

const handles = ['n', 'e', 's', 'w', 'ne', 'nw', 'se', 'sw'] as const

interface StageProps {
  readonly draft: Draft
  readonly chosen: PanelKind | undefined
  readonly picture: Picture
  /** Where displays meet, in parts of the width and the height of the scene. */
  readonly seams: Seams
  readonly onEdit: (edit: Edit) => void
}

export interface Seams {
  readonly across: readonly number[]
  readonly down: readonly number[]
}

/** The scene in small: a box for every panel, dragged and resized on the grid. */
export function Stage({ draft, chosen, picture, seams, onEdit }: StageProps): ReactElement {
  const say = useWords(editorWords)
  const [room, size] = useSize<HTMLDivElement>()
  const drawn = size && fitted(size, sceneAspect(picture))
  const layout = useMemo(
    () => draft.panels.map(({ panel, place }) => itemOf(panel, place, picture)),
    [draft.panels, picture]
  )
  const take = (item: LayoutItem | null): void => {
    const panel = PanelKind.safeParse(item?.i)
    if (item !== null && panel.success)
      onEdit({ type: 'place', panel: panel.data, place: placeOf(item) })
  }
  return (
    <div className="editor-room" ref={room}>
      {/* Under this name the library would make a style sheet at run time, which the page forbids. */}
      <i id="react-draggable-style-el" hidden />
      {drawn && (
        <div className="editor-stage" style={drawn}>
          <SeamLines {...seams} />
          <GridLayout
            width={drawn.width}
            layout={layout}
            gridConfig={{
              cols: gridColumns,
              maxRows: gridRows,
              rowHeight: drawn.height / gridRows,
              margin: noGap,
              containerPadding: noGap
            }}
            dragConfig={{ bounded: true }}
            resizeConfig={{ handles }}
            compactor={asPlaced}
            autoSize={false}
            style={{ height: drawn.height }}
            onDragStop={(_layout, _old, item) => take(item)}
            onResizeStop={(_layout, _old, item) => take(item)}
          >
            {draft.panels.map(({ panel, place }) => (
              <div
                key={panel}
                className="editor-tile"
                data-tile={panel}
                data-place={[place.column, place.row, place.columns, place.rows].join(' ')}
              >
                <Face
                  panel={panel}
                  place={place}
                  picture={picture}
                  isChosen={panel === chosen}
                  onChoose={() => onEdit({ type: 'choose', panel })}
                />
              </div>
            ))}
          </GridLayout>
          {draft.panels.length === 0 && <p className="editor-empty">{say.nothingYet}</p>}
        </div>
      )}
    </div>
  )
}

const noGap = [0, 0] as const

function Face({
  panel,
  place,
  picture,
  isChosen,
  onChoose
}: {
  readonly panel: PanelKind
  readonly place: GridPlace
  readonly picture: Picture
  readonly isChosen: boolean
  readonly onChoose: () => void
}): ReactElement {
  const say = useWords(editorWords)
  const format = useFormat()
  const title = useWords(panelTitles)[panel]
  return (
    <button
      type="button"
      className="editor-face"
      aria-pressed={isChosen}
      onFocus={onChoose}
      onPointerDown={onChoose}
    >
      <b>{title}</b>
      <span>{say.cells(format.count(place.columns), format.count(place.rows))}</span>
      {isTooSmall(panel, place, picture) && <em>{say.tooSmall}</em>}
    </button>
  )
}

function SeamLines({ across, down }: Seams): ReactElement {
  const percent = (part: number): string => `${part * 100}%`
  return (
    <div className="editor-seams" aria-hidden="true">
      {across.map((part) => (
        <i key={part} className="editor-seam-down" style={{ left: percent(part) }} />
      ))}
      {down.map((part) => (
        <i key={part} className="editor-seam-across" style={{ top: percent(part) }} />
      ))}
    </div>
  )
}

export function isTooSmall(panel: PanelKind, place: GridPlace, picture: Picture): boolean {
  const least = leastCells(panel, picture)
  return place.columns < least.columns || place.rows < least.rows
}

function itemOf(panel: PanelKind, place: GridPlace, picture: Picture): LayoutItem {
  const { column, row, columns, rows } = place
  const least = leastCells(panel, picture)
  return {
    i: panel,
    ...{ x: column, y: row, w: columns, h: rows },
    // What is smaller already may stay so.
    minW: Math.min(least.columns, columns),
    minH: Math.min(least.rows, rows)
  }
}

function placeOf({ x, y, w, h }: LayoutItem): GridPlace {
  return { column: x, row: y, columns: w, rows: h }
}

/** The largest box of the scene's shape that fits, in whole pixels. */
function fitted(
  { width, height }: { readonly width: number; readonly height: number },
  aspect: number
): { width: number; height: number } {
  const wide = Math.max(0, Math.min(width, height * aspect))
  return { width: Math.floor(wide), height: Math.floor(wide / aspect) }
}
