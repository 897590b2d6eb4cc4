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

const singleFiles: readonly string[] = ['wall.json', 'playlist.json', 'rules.json']

/** What a folder is called among the files when it cannot be looked into. */
const closedFolder = { '': './', 'scenes/': 'scenes/', 'steps/': 'steps/' } as const
type Folder = keyof typeof closedFolder
const folders = Object.keys(closedFolder) as readonly Folder[] // as it says

/**
 * The files of a room by their path within its folder, in order, each with a mark that is another
 * whenever it was written. Of a folder that cannot be looked into, the files known so far and the
 * folder itself stand there without a mark.
 */
export function listRoom(
  root: string,
  known: Iterable<string> = []
): ReadonlyMap<string, string | undefined> {
  const files = new Map<string, string | undefined>()
  for (const folder of folders) {
    const names = namesIn(join(root, folder))
    if (names === undefined) {
      files.set(closedFolder[folder], undefined)
      for (const path of known) if (folderOf(path) === folder) files.set(path, undefined)
    } else
      for (const name of names)
        if (folder === '' ? singleFiles.includes(name) : isArranged(name))
          files.set(`${folder}${name}`, markOf(join(root, folder, name)))
  }
  return files
}

/** Hidden files are drafts of an editor or our own. */
function isArranged(name: string): boolean {
  return name.endsWith('.json') && !name.startsWith('.')
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

/** Undefined when the folder is there and cannot be read. */
function namesIn(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder).sort()
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? [] : undefined
  }
}

function markOf(file: string): string | undefined {
  try {
    const { ino, size, mtimeNs, ctimeNs } = statSync(file, { bigint: true })
    return [ino, size, mtimeNs, ctimeNs].join(' ')
  } catch {
    return undefined
  }
}

/** The text of a file in `root`; what lies elsewhere, is no plain file or is no UTF-8 is not read. */
export function readRoomFile(root: string, path: string): Content {
  try {
    const real = realpathSync(join(root, path))
    if (!real.startsWith(realpathSync(root) + sep)) return undefined
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
