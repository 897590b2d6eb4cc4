import { useRef, useState, type ReactElement, type RefObject } from 'react'
import { severityOf } from '../../../contract/incident.ts'
import type { PanelProps } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { arrangeAround, arrangeGrid } from './arrangeCameras.ts'
import { CameraTile } from './CameraTile.tsx'
import './cameras.css'
import { cameraWords } from './cameraWords.ts'
import { CctvCounts } from './CctvCounts.tsx'
import { EnlargedCamera } from './EnlargedCamera.tsx'
import { useCctvControls, type CctvControls } from './useCctvControls.ts'
import { useCue } from '../../hub/cameras/useCue.ts'

/** All cameras of the city in fixed places, north on top; one of them large when cued or chosen. */
export function CctvPanel(panel: PanelProps): ReactElement {
  const say = useWords(cameraWords)
  const view = useCue(panel)
  const { seen, stateOf, cue, focused, marks } = view
  const searchBox = useRef<HTMLInputElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  const controls = useCctvControls(seen.cameras, cue?.incident.id, { searchBox, grid })
  const { chosen, dismissed, shown } = controls
  // What was chosen at this window gives way to a focus that came after it.
  const [focusSeen, setFocusSeen] = useState(focused?.id)
  if (focusSeen !== focused?.id) {
    setFocusSeen(focused?.id)
    if (focused !== undefined) controls.choose(undefined)
  }

  const cued = cue !== undefined && cue.incident.id !== dismissed ? cue.lead?.camera.id : undefined
  const largeId = chosen ?? focused?.id ?? cued
  const cueSeverity = cue && severityOf(cue.incident.priority)
  const large = seen.cameras.find(({ id }) => id === largeId)
  const { columns, rows, tiles } = large ? arrangeAround(shown) : arrangeGrid(shown)

  if (seen.cameras.length === 0)
    return (
      <div className="cctv-empty">
        <h2>{say.noCameras}</h2>
        <p>{seen.connected ? say.noCamerasWhat : say.disconnected}</p>
      </div>
    )
  return (
    <div className="cctv" data-layout={large ? 'around' : 'grid'}>
      {!large && (
        <header className="cctv-head">
          <CctvCounts seen={seen} />
          <CctvTools controls={controls} searchBox={searchBox} />
        </header>
      )}
      <div
        className="cctv-tiles"
        ref={grid}
        style={{
          gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
          gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))`
        }}
      >
        {tiles.map(({ camera, column, row }) => (
          <CameraTile
            key={camera.id}
            camera={camera}
            state={stateOf(camera)}
            mark={camera.id === cue?.lead?.camera.id ? cueSeverity : marks.get(camera.id)}
            cued={camera.id === largeId}
            at={{ column, row }}
            onEnlarge={controls.choose}
          />
        ))}
        {large && (
          <>
            <EnlargedCamera
              camera={large}
              tile={stateOf(large)}
              cue={large.id === cue?.lead?.camera.id ? cue : undefined}
              view={view}
              panel={panel}
            />
            <div className="cctv-legend">
              <CctvCounts seen={seen} brief />
            </div>
          </>
        )}
      </div>
    </div>
  )
}

function CctvTools({
  controls,
  searchBox
}: {
  readonly controls: CctvControls
  readonly searchBox: RefObject<HTMLInputElement | null>
}): ReactElement {
  const say = useWords(cameraWords)
  const format = useFormat()
  const { groups, group, search, found, shown, page, pages } = controls
  return (
    <div className="cctv-tools">
      {pages > 1 && (
        <button onClick={controls.turnPage}>
          {say.page(format.count(page + 1), format.count(pages))}
        </button>
      )}
      {search !== '' && <span>{say.found(format.count(found))}</span>}
      <input
        ref={searchBox}
        value={search}
        placeholder={`${say.search} (/)`}
        aria-label={say.search}
        onChange={(event) => controls.setSearch(event.target.value)}
        onKeyDown={(event) => {
          // Letters are keys of the wall everywhere but here.
          if (event.key !== 'Escape') event.nativeEvent.stopPropagation()
          if (event.key === 'Enter' && search !== '') controls.choose(shown[0]?.id)
        }}
      />
      {groups.length > 1 && (
        <select
          value={group ?? ''}
          aria-label={say.allGroups}
          onChange={(event) => controls.setGroup(event.target.value || undefined)}
        >
          <option value="">{say.allGroups}</option>
          {groups.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      )}
    </div>
  )
}
