import type { ReactElement } from 'react'
import { PanelKind } from '../../contract/scene.ts'
import './gallery.css'
import { remoteStates } from './remoteStates.ts'
import { galleryStates, type GalleryState } from './states.ts'

/** All states, each a link to itself alone. */
export function GalleryIndex(): ReactElement {
  const states: readonly (readonly [string, GalleryState])[] = Object.entries(galleryStates)
  return (
    <main className="gallery">
      <h1>Siaga, galeri</h1>
      <p>
        Panel:{' '}
        {PanelKind.options.map((kind) => (
          <a key={kind} href={`?state=normal&panel=${kind}`}>
            {kind}
          </a>
        ))}
      </p>
      <ul>
        {states.map(([name, { what, size }]) => (
          <li key={name}>
            <a href={`?state=${name}`} data-state={name} data-size={size?.join('x')}>
              <b>{name}</b> {what}
            </a>
          </li>
        ))}
      </ul>
      <h2>Ponsel</h2>
      <ul>
        {Object.entries(remoteStates).map(([name, { what }]) => (
          <li key={name}>
            <a
              href={`gallery-remote.html?state=${name}`}
              data-state={`hp-${name}`}
              data-size="390x844"
            >
              <b>hp-{name}</b> {what}
            </a>
          </li>
        ))}
      </ul>
    </main>
  )
}
