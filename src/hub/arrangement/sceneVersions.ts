import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { SceneVersions } from '../../contract/arrangement.ts'
import { Scene } from '../../contract/scene.ts'
import { Moment } from '../../contract/time.ts'
import { removeFile, writeWhole } from '../wholeFile.ts'

/** Of one scene; the oldest go. */
export const mostVersions = 100

export type Version = SceneVersions['versions'][number]

const StoredVersion = z.strictObject({ savedAt: Moment, scene: Scene })

/** Every scene that counted once, as numbered files that nobody changes: `.versions/ID/N.json`. */
export interface VersionShelf {
  /** Newest first. */
  of(id: string): readonly Version[]
  /** The number of the newest, readable or not; 0 where there is none. */
  newest(id: string): number
  /** On disk as the next version when it returns, unless the newest is the same; throws when full. */
  keep(scene: Scene, savedAt: Moment): void
  /** Scenes that have versions, also those that are gone. */
  ids(): readonly string[]
}

/** `folder`: of the scenes. Only the hub writes there, so what was read once is known. */
export function openVersions(folder: string): VersionShelf {
  const shelf = join(folder, '.versions')
  const known = new Map<string, { newest: number; versions: readonly Version[] }>()

  function read(id: string) {
    const seen = known.get(id)
    if (seen !== undefined) return seen
    const numbers = namesIn(join(shelf, id)).flatMap((name) => {
      const number = /^(\d{1,9})\.json$/u.exec(name)?.[1]
      return number === undefined ? [] : [Number(number)]
    })
    numbers.sort((a, b) => b - a)
    const found = {
      newest: numbers[0] ?? 0,
      versions: numbers.flatMap((version) =>
        readVersion(join(shelf, id, `${version}.json`), version)
      )
    }
    known.set(id, found)
    return found
  }

  return {
    of: (id) => read(id).versions,
    newest: (id) => read(id).newest,
    keep(scene, savedAt) {
      const { newest, versions } = read(scene.id)
      const last = versions[0]
      if (last?.version === newest && isSame(last.scene, scene)) return
      const version = newest + 1
      const folderOfScene = join(shelf, scene.id)
      const stored = { savedAt, scene }
      writeWhole(join(folderOfScene, `${version}.json`), `${JSON.stringify(stored, null, 2)}\n`)
      const all = [{ version, ...stored }, ...versions]
      known.set(scene.id, { newest: version, versions: all.slice(0, mostVersions) })
      for (const old of all.slice(mostVersions))
        removeFile(join(folderOfScene, `${old.version}.json`))
    },
    ids: () => namesIn(shelf).toSorted()
  }
}

/** Both as the schema gives them, so that their keys stand in one order. */
export function isSame(a: Scene, b: Scene): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** What an older hub wrote and this one does not understand is left where it is. */
function readVersion(file: string, version: number): readonly Version[] {
  try {
    return [{ version, ...StoredVersion.parse(JSON.parse(readFileSync(file, 'utf8'))) }]
  } catch {
    return []
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
