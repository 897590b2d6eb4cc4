import { useEffect, type ReactElement } from 'react'
import { designMoment } from '../../testing/make.ts'
import { hour } from '../../contract/time.ts'
import { EditorDoor } from '../editor/EditorDoor.tsx'
import type { SceneApi } from '../editor/sceneApi.ts'
import { arranged } from './arranged.ts'
import { operasi } from './cities.ts'

/** Two versions were saved of a scene of the room; the others are as they were shipped. */
const told = {
  scenes: [
    { id: operasi.id, shipped: true, version: 0, versions: [] },
    {
      id: arranged.id,
      shipped: false,
      version: 2,
      versions: [2, 1].map((version) => ({
        version,
        savedAt: designMoment - (30 - 12 * version) * hour,
        scene: arranged
      }))
    }
  ]
}

const api: SceneApi = {
  versions: () => Promise.resolve({ ok: true, value: told }),
  change: () => Promise.resolve({ ok: true, value: told })
}

/** The scene editor, as the key E opens it in a desk window. */
export function OpenEditor(): ReactElement {
  useEffect(() => {
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'e' }))
  }, [])
  return <EditorDoor isDesk api={api} onTopics={() => undefined} />
}
