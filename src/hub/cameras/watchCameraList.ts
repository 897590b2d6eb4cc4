import { existsSync, readFileSync, watch } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../log.ts'
import { emptyCameraList, parseCameraList, type ParsedCameras } from './cameraConfig.ts'

export interface CameraListOptions {
  readonly city: string
  readonly dataFolder: string
  readonly resources: string
  readonly log: Log
  readonly changed: (parsed: ParsedCameras) => void
}

/** The list in force: the operators' `cameras.json`, else the city's own. */
export interface CameraListWatch {
  readonly current: () => ParsedCameras
  readonly stop: () => void
}

export const cameraListName = 'cameras.json'
/** Editors write in several steps: wait until the file has been still this long. */
const settleMs = 300

/** Reads the list now and again whenever `cameras.json` in the data folder changes. */
export function watchCameraList(options: CameraListOptions): CameraListWatch {
  const { dataFolder, log, changed } = options
  let settle: NodeJS.Timeout | undefined
  let text = readList(options)
  let current = parse(text)

  function parse({ file, content }: ListText): ParsedCameras {
    const parsed = content === undefined ? emptyCameraList : parseCameraList(content, file)
    for (const sentence of parsed.errors) log('cameraListError', { sentence })
    log('cameraList', { file, cameras: parsed.cameras.length, errors: parsed.errors.length })
    return parsed
  }

  const reread = (): void => {
    const next = readList(options)
    if (next.file === text.file && next.content === text.content) return
    text = next
    const parsed = parse(next)
    // Half-written JSON must not darken the wall: the old list stays until this one can be read.
    if (parsed.cameras.length === 0 && parsed.errors.length > 0) return
    current = parsed
    changed(parsed)
  }

  const watcher = watch(dataFolder, (_event, name) => {
    if (name !== null && name !== cameraListName) return
    clearTimeout(settle)
    settle = setTimeout(reread, settleMs)
  })
  watcher.on('error', () => log('cameraListNotWatched', {}))

  return {
    current: () => current,
    stop: () => {
      clearTimeout(settle)
      watcher.close()
    }
  }
}

interface ListText {
  readonly file: string
  readonly content: string | undefined
}

function readList({ city, dataFolder, resources }: CameraListOptions): ListText {
  const own = join(dataFolder, cameraListName)
  if (existsSync(own)) return { file: cameraListName, content: readText(own) }
  const shipped = join(resources, 'cameras', `${city}.json`)
  return { file: `cameras/${city}.json`, content: readText(shipped) }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
