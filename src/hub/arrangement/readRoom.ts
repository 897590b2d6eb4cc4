import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync
} from 'node:fs'
import { join, sep } from 'node:path'

/** What a file holds; undefined: it is there and cannot be read. */
export type Content = string | undefined

/** Larger than any file that a room writes. */
export const largestFile = 256 * 1024
/** Scenes, and prepared briefings. */
export const mostFiles = 64

const singleFiles = ['wall.json', 'playlist.json', 'rules.json']
export const folders = ['scenes', 'steps'] as const

/** The files of a room that are there, by their path within its folder, in order. */
export function listRoom(folder: string): readonly string[] {
  return [
    ...singleFiles.filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })),
    ...folders.flatMap((name) => namesIn(join(folder, name)).map((file) => `${name}/${file}`))
  ]
}

/** Hidden files are drafts of an editor or our own. */
function namesIn(folder: string): readonly string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
    .sort()
}

/** The text of a file in `folder`; what lies elsewhere, is no plain file or is no UTF-8 is not read. */
export function readRoomFile(folder: string, path: string): Content {
  try {
    const real = realpathSync(join(folder, path))
    if (!real.startsWith(realpathSync(folder) + sep)) return undefined
    const file = openSync(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    try {
      return readText(file)
    } finally {
      closeSync(file)
    }
  } catch {
    return undefined
  }
}

function readText(file: number): Content {
  if (!fstatSync(file).isFile()) return undefined
  const bytes = Buffer.alloc(largestFile + 1)
  let length = 0
  for (let read = -1; read !== 0 && length < bytes.length; length += read)
    read = readSync(file, bytes, length, bytes.length - length, -1)
  if (length > largestFile) return undefined
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length))
}
