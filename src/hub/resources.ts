import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Rules } from '../contract/rules.ts'
import { Scene } from '../contract/scene.ts'
import { readJson } from './readJson.ts'

/** What is shipped with the hub. */
export interface Resources {
  /** resources/ */
  readonly folder: string
  /** The built wall, out/renderer; not there before `npm run build`. */
  readonly renderer: string
  readonly cityIds: readonly string[]
  /** Of the product. */
  readonly version: string
  readonly scenes: readonly Scene[]
  readonly rules: Rules
}

/** Finds the project or the installed application around `start`: source and bundle lie at other depths. Throws a ConfigError when a scene or a rule does not fit. */
export function findResources(start: string): Resources {
  const root = rootAbove(start)
  const folder = join(root, 'resources')
  const scenes = jsonNames(join(folder, 'scenes')).map((name) =>
    readJson(join(folder, 'scenes', `${name}.json`), Scene)
  )
  return {
    folder,
    renderer: join(root, 'out/renderer'),
    cityIds: jsonNames(join(folder, 'cities')),
    version: versionIn(root),
    scenes,
    rules: readJson(join(folder, 'rules.json'), Rules)
  }
}

function rootAbove(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'resources/cities'))) return folder
    if (dirname(folder) === folder) throw new Error('The resources folder is missing.')
  }
}

function versionIn(root: string): string {
  try {
    const { version }: { version?: unknown } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8')
    )
    return typeof version === 'string' ? version : 'unknown'
  } catch {
    return 'unknown'
  }
}

/** Names without ending, in order. */
export function jsonNames(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort()
}
