import type { ReactElement } from 'react'
import { useFormat } from '../look/format.ts'
import { useWords } from '../look/words.ts'
import { controlWords } from '../wall/control/words.ts'
import { remoteWords } from './remoteWords.ts'
import type { SteerProps } from './SteerScreen.tsx'
import { sceneName } from './WallNow.tsx'

/** Every scene in its order on the wall; the playlist that walks through them, below. */
export function SceneList({ view, may, act }: SteerProps): ReactElement {
  const say = useWords(remoteWords)
  const { scene, playlist } = view.control
  return (
    <>
      <ul className="rows">
        {view.scenes.map(({ id, name }, at) => (
          <li key={id}>
            <button
              type="button"
              className="row"
              data-scene={id}
              aria-current={id === scene.id ? 'true' : undefined}
              onClick={() => act({ type: 'callScene', scene: id })}
            >
              <i className="row-number">{at + 1}</i>
              <b>{name}</b>
              {id === scene.id && <span className="row-now">{say.onWall}</span>}
            </button>
          </li>
        ))}
      </ul>
      {playlist && (
        <div className="notice">
          <p>
            {say.playlist} {playlist.part}
            <span className="notice-what">
              <WhatNext view={view} playlist={playlist} />
            </span>
          </p>
          {may('pausePlaylist') && (
            <button
              type="button"
              className="button"
              onClick={() => act({ type: playlist.paused ? 'resumePlaylist' : 'pausePlaylist' })}
            >
              {playlist.paused ? say.resume : say.pause}
            </button>
          )}
        </div>
      )}
    </>
  )
}

function WhatNext({
  view,
  playlist: { paused, waitsFor, next, nextAt }
}: Pick<SteerProps, 'view'> & {
  readonly playlist: NonNullable<SteerProps['view']['control']['playlist']>
}): string | undefined {
  const say = useWords(remoteWords)
  const sayControl = useWords(controlWords)
  const { clock } = useFormat()
  if (paused) return say.playlistPaused
  if (waitsFor !== undefined) return sayControl.waitsFor[waitsFor]
  if (nextAt === undefined) return undefined
  return next === undefined
    ? say.until(clock(nextAt))
    : say.playlistNext(sceneName(view, next), clock(nextAt))
}
