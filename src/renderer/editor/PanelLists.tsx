import type { ReactElement } from 'react'
import type { PanelKind } from '../../contract/scene.ts'
import { useFormat } from '../look/format.ts'
import { useWords } from '../look/words.ts'
import { leastCells, type Picture } from '../wall/panelSizes.ts'
import { panelTitles } from '../wall/panelTitles.ts'
import { notPlaced, type Draft } from './draft.ts'
import { editorWords } from './editorWords.ts'
import { Press } from './Press.tsx'

/** The panel that the keys move. */
export function Chosen({
  panel,
  draft,
  picture,
  onRemove
}: {
  readonly panel: PanelKind | undefined
  readonly draft: Draft
  readonly picture: Picture
  readonly onRemove: (panel: PanelKind) => void
}): ReactElement {
  const say = useWords(editorWords)
  const titles = useWords(panelTitles)
  const format = useFormat()
  const place = draft.panels.find((one) => one.panel === panel)?.place
  const cells = (words: typeof say.cells, size: { columns: number; rows: number }): string =>
    words(format.count(size.columns), format.count(size.rows))
  return (
    <section className="editor-part">
      <h2>{say.placed}</h2>
      {panel === undefined || place === undefined ? (
        <p className="editor-note">{say.choose}</p>
      ) : (
        <>
          <p>
            <b>{titles[panel]}</b> {cells(say.cells, place)}
          </p>
          <p className="editor-note">{cells(say.least, leastCells(panel, picture))}</p>
          <Press onPress={() => onRemove(panel)}>{say.remove}</Press>
        </>
      )}
    </section>
  )
}

/** The panels that have no place yet. */
export function Spare({
  draft,
  onAdd
}: {
  readonly draft: Draft
  readonly onAdd: (panel: PanelKind) => void
}): ReactElement {
  const say = useWords(editorWords)
  const titles = useWords(panelTitles)
  const spare = notPlaced(draft)
  return (
    <section className="editor-part">
      <h2>{say.notPlaced}</h2>
      {spare.length === 0 && <p className="editor-note">{say.allPlaced}</p>}
      <ul className="editor-spare">
        {spare.map((panel) => (
          <li key={panel}>
            <button
              type="button"
              className="editor-add"
              data-add={panel}
              aria-label={say.add(titles[panel])}
              onClick={() => onAdd(panel)}
            >
              {titles[panel]}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
