import { ScenesTold, scenesPath, type SceneChange } from '../../contract/arrangement.ts'
import { ask, type Fetch, type Told } from '../hub/reviewApi.ts'

/** What the editor asks the hub. Nothing here throws. */
export interface SceneApi {
  versions(): Promise<Told<ScenesTold>>
  change(change: SceneChange): Promise<Told<ScenesTold>>
}

export function makeSceneApi(token: string, fetchFrom: Fetch): SceneApi {
  const headers = { Authorization: `Bearer ${token}` }
  return {
    versions: () => ask(ScenesTold, () => fetchFrom(scenesPath, { headers })),
    change: (change) =>
      ask(ScenesTold, () =>
        fetchFrom(scenesPath, {
          method: 'POST',
          headers: { ...headers, 'Content-Type': 'application/json' },
          body: JSON.stringify(change)
        })
      )
  }
}
