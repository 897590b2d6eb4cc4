import { useState, type ReactElement } from 'react'
import { useWords } from '../look/words.ts'
import { remoteWords } from './remoteWords.ts'
import type { SteerProps } from './SteerScreen.tsx'

/** More than fit on a screen are searched. */
const searchedFrom = 9

/** The cameras of this mode; one that is tapped is large on the wall. */
export function CameraList({ view, act }: SteerProps): ReactElement {
  const say = useWords(remoteWords)
  const [search, setSearch] = useState('')
  const { cameras, control } = view
  if (cameras.length === 0) return <p className="nothing">{say.noCameras}</p>
  const wanted = search.trim().toLowerCase()
  const found = cameras.filter(({ label, name }) =>
    `${label} ${name}`.toLowerCase().includes(wanted)
  )
  const { on } = control.focus ?? {}
  return (
    <>
      {cameras.length >= searchedFrom && (
        <input
          className="search"
          type="search"
          enterKeyHint="search"
          aria-label={say.findCamera}
          placeholder={say.findCamera}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
      )}
      {found.length === 0 && <p className="nothing">{say.noneFound}</p>}
      <ul className="rows">
        {found.map(({ id, label, name }) => {
          const focused = on?.kind === 'camera' && on.id === id
          return (
            <li key={id}>
              <button
                type="button"
                className="row"
                data-camera={id}
                aria-pressed={focused}
                onClick={() =>
                  act(focused ? { type: 'unfocus' } : { type: 'focus', on: { kind: 'camera', id } })
                }
              >
                <i className="row-number">{label}</i>
                <b>{name}</b>
              </button>
            </li>
          )
        })}
      </ul>
    </>
  )
}
