import { join } from 'node:path'
import {
  SceneChange,
  scenesPath,
  type SceneVersions,
  type ScenesTold
} from '../../contract/arrangement.ts'
import type { Scene } from '../../contract/scene.ts'
import type { Moment } from '../../contract/time.ts'
import type { Log } from '../log.ts'
import { ApiError, readQuestion, sendJson, type ApiCalls } from '../push/tokenApi.ts'
import { mostFiles } from './arrange.ts'
import { roomFolder, type RoomArrangement } from './openArrangement.ts'
import { readRoomFile } from './readRoom.ts'
import { isSame, openVersions } from './sceneVersions.ts'
import { removeFile, writeWhole, writeDraft } from '../wholeFile.ts'

export interface SceneRecord {
  readonly what: SceneChange['type']
  readonly id: string
  /** That counts from now on. */
  readonly version: number
}

export interface ScenesApiOptions {
  readonly dataFolder: string
  readonly arrangement: RoomArrangement
  /** Real time. */
  readonly now: () => Moment
  /** Whether it is in the audit log; what is not has not happened. */
  readonly record: (event: SceneRecord) => boolean
  readonly log: Log
}

/**
 * Scenes are saved, taken back and removed here. Whatever a file of a scene says, by whomever it was
 * written, becomes a version as soon as it counts: so every one of them can be had again.
 */
export function scenesApi(options: ScenesApiOptions): ApiCalls {
  const { arrangement, now, record, log } = options
  const room = roomFolder(options.dataFolder)
  const versions = openVersions(join(room, 'scenes'))

  function keepVersions(): void {
    for (const scene of arrangement.current().scenes)
      if (isOwn(scene.id)) versions.keep(scene, now())
  }

  function keepVersionsIfPossible(): void {
    try {
      keepVersions()
    } catch (error) {
      log('scenes.notKept', { error: String(error) })
    }
  }
  keepVersionsIfPossible()
  arrangement.onChange(keepVersionsIfPossible)

  function isOwn(id: string): boolean {
    return arrangement.files().has(pathOf(id))
  }

  function sceneNow(id: string): Scene | undefined {
    return arrangement.current().scenes.find((scene) => scene.id === id)
  }

  /** The version that counts. */
  function versionNow(id: string): number {
    return isOwn(id) ? versions.newest(id) : 0
  }

  function told(): ScenesTold {
    const ids = new Set([...arrangement.current().scenes.map(({ id }) => id), ...versions.ids()])
    return {
      scenes: [...ids].map((id): SceneVersions => ({
        id,
        shipped: !isOwn(id) && sceneNow(id) !== undefined,
        version: versionNow(id),
        versions: [...versions.of(id)]
      }))
    }
  }

  /** The scene is in force and a version when this returns. */
  function write(what: SceneChange['type'], scene: Scene): void {
    const path = pathOf(scene.id)
    const before = sceneNow(scene.id)
    if (isOwn(scene.id) && before !== undefined && isSame(before, scene)) return
    const own = [...arrangement.files().keys()].filter((one) => one.startsWith('scenes/'))
    if (!isOwn(scene.id) && own.length >= mostFiles)
      throw new ApiError(409, `There are ${mostFiles} scenes of this room: one has to go first.`)
    // What counts now is a version before it is written over, and what cannot be used is put aside.
    keepVersions()
    setAside(path)
    const draft = writeDraft(join(room, path), `${JSON.stringify(scene, null, 2)}\n`)
    recordOr({ what, id: scene.id, version: versions.newest(scene.id) + 1 }, draft.discard)
    draft.put()
    arrangement.take(path)
    const after = sceneNow(scene.id)
    if (after === undefined || !isSame(after, scene))
      throw new ApiError(503, 'The scene was written and cannot be read back: it does not count.')
  }

  function remove(id: string): void {
    if (!isOwn(id)) throw new ApiError(404, 'The room has no scene of that name.')
    keepVersions()
    setAside(pathOf(id))
    recordOr({ what: 'remove', id, version: 0 }, () => undefined)
    removeFile(join(room, pathOf(id)))
    arrangement.take(pathOf(id))
  }

  function setAside(path: string): void {
    const text = readRoomFile(room, path)
    if (text === undefined || text === arrangement.files().get(path)) return
    const id = path.slice('scenes/'.length, -'.json'.length)
    writeWhole(join(room, 'scenes', '.versions', id, 'set-aside.json'), text)
  }

  function recordOr(event: SceneRecord, otherwise: () => void): void {
    if (record(event)) return
    otherwise()
    throw new ApiError(503, 'The audit log cannot be written, so nothing is done.')
  }

  function change(wanted: SceneChange): void {
    switch (wanted.type) {
      case 'save': {
        const { scene, basedOn } = wanted
        const version = versionNow(scene.id)
        if (basedOn !== version)
          throw new ApiError(
            409,
            `Somebody has changed this scene meanwhile: it is version ${version} now, not ${basedOn}.`
          )
        return write('save', scene)
      }
      case 'restore': {
        const { id, version } = wanted
        const found = versions.of(id).find((one) => one.version === version)
        if (found === undefined) throw new ApiError(404, 'There is no such version of that scene.')
        return write('restore', found.scene)
      }
      case 'remove':
        return remove(wanted.id)
    }
  }

  return {
    [scenesPath]: [
      { method: 'GET', answer: (_request, response) => sendJson(response, 200, told()) },
      {
        method: 'POST',
        async answer(request, response) {
          const wanted = await readQuestion(request, SceneChange)
          try {
            change(wanted)
          } catch (error) {
            if (error instanceof ApiError) throw error
            log('scenes.notWritten', { error: String(error) })
            throw new ApiError(503, 'The disk does not take it: the scene is what it was.')
          }
          sendJson(response, 200, told())
        }
      }
    ]
  }
}

function pathOf(id: string): string {
  return `scenes/${id}.json`
}
