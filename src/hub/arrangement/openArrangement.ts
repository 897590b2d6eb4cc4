import { mkdirSync, watch, type FSWatcher } from 'node:fs'
import { join } from 'node:path'
import type { Arrangement, FileProblem } from '../../contract/arrangement.ts'
import { second } from '../../contract/time.ts'
import { monotonicMs } from '../clock.ts'
import type { Log } from '../log.ts'
import { arrange, type Arranged, type KnownNames, type Shipped } from './arrange.ts'
import { listRoom, readRoomFile, type Content } from './readRoom.ts'
import { removeFile, writeWhole } from '../wholeFile.ts'

export interface ArrangementOptions {
  readonly dataFolder: string
  readonly resources: Shipped
  readonly city: KnownNames
  readonly log: Log
  /** A file that was written less than this ago is still being written; a test waits for less. */
  readonly settleMs?: number
  /** How often folders are looked at that tell nothing by themselves. */
  readonly lookEveryMs?: number
}

/** What the room has arranged for itself, as its files say now. */
export interface RoomArrangement {
  /** The same object as long as nothing in it is otherwise. */
  current(): Arrangement
  problems(): readonly FileProblem[]
  /** Texts of the files that count, by path within the folder. */
  files(): ReadonlyMap<string, string>
  /** Takes in what has just been written here, without waiting for it to settle. */
  take(path: string): void
  /** Called after `current` gives another one. */
  onChange(listener: (arrangement: Arrangement) => void): void
  stop(): void
}

export function roomFolder(dataFolder: string): string {
  return join(dataFolder, 'wall')
}

/** Several events of one save are one look. */
const eventsGatherMs = 50

/** Reads the files of the room and goes on to watch them. What is wrong in them is told, never thrown. */
export function openArrangement(options: ArrangementOptions): RoomArrangement {
  const { dataFolder, resources, city, log } = options
  const { settleMs = 300, lookEveryMs = 5 * second } = options
  const root = roomFolder(dataFolder)
  const goodFolder = join(root, '.good')
  const listeners: ((arrangement: Arrangement) => void)[] = []

  makeFolders(root, log)
  const kept = new Map<string, string>()
  let keptAll = true
  for (const path of listRoom(goodFolder).keys()) {
    const text = readRoomFile(goodFolder, path)
    if (text !== undefined) kept.set(path, text)
  }

  /** What was read, and the mark that the file had then. */
  const contents = new Map<string, Content>()
  const marks = new Map<string, string | undefined>()
  /** Files that are otherwise now, and since when. */
  const unsettled = new Map<string, { readonly mark: string | undefined; readonly at: number }>()
  for (const [path, mark] of listRoom(root, kept.keys())) read(path, mark)
  let arranged = arrange({ contents: inOrder(contents), lastGood: kept }, resources, city)
  tellProblems([])
  keep()

  let soon: NodeJS.Timeout | undefined
  const lookTimer = setInterval(look, lookEveryMs)
  const watchers = ['.', 'scenes', 'steps'].flatMap((folder) => watchFolder(join(root, folder)))

  function read(path: string, mark: string | undefined): void {
    unsettled.delete(path)
    marks.set(path, mark)
    contents.set(path, path.endsWith('/') ? undefined : readRoomFile(root, path))
  }

  function forget(path: string): void {
    unsettled.delete(path)
    marks.delete(path)
    contents.delete(path)
  }

  function look(): void {
    clearTimeout(soon)
    soon = undefined
    const listed = listRoom(root, contents.keys())
    const now = monotonicMs()
    let changed = false
    for (const path of new Set([...listed.keys(), ...contents.keys()])) {
      const mark = listed.get(path)
      if (listed.has(path) === marks.has(path) && mark === marks.get(path)) {
        unsettled.delete(path)
        continue
      }
      const seen = unsettled.get(path)
      if (seen === undefined || seen.mark !== mark) unsettled.set(path, { mark, at: now })
      else if (now - seen.at >= settleMs) {
        if (listed.has(path)) read(path, mark)
        else forget(path)
        changed = true
      }
    }
    if (changed) rearrange()
    else keep()
    if (unsettled.size > 0) lookIn(settleMs)
  }

  function lookIn(ms: number): void {
    soon ??= setTimeout(look, ms)
  }

  function watchFolder(folder: string): FSWatcher[] {
    try {
      const watcher = watch(folder, () => lookIn(eventsGatherMs))
      watcher.on('error', () => watcher.close())
      return [watcher]
    } catch (error) {
      // It is looked at all the same, only later.
      log('arrangement.notWatched', { error: String(error) })
      return []
    }
  }

  function rearrange(): void {
    const before = arranged
    const next = arrange({ contents: inOrder(contents), lastGood: before.good }, resources, city)
    const same = sameTexts(next.good, before.good)
    arranged = same ? { ...next, arrangement: before.arrangement } : next
    tellProblems(before.problems)
    keep()
    if (!same) for (const listener of listeners) listener(arranged.arrangement)
  }

  function tellProblems(before: readonly FileProblem[]): void {
    if (JSON.stringify(before) === JSON.stringify(arranged.problems)) return
    for (const { file, line, reason, key, instead } of arranged.problems)
      log('arrangement.refused', { file, line, reason, key, instead })
    if (arranged.problems.length === 0) log('arrangement.repaired')
  }

  /** The texts that count are on disk, so that they count after a restart. Tried again at each look. */
  function keep(): void {
    try {
      for (const [path, text] of arranged.good)
        if (kept.get(path) !== text) {
          writeWhole(join(goodFolder, path), text)
          kept.set(path, text)
        }
      for (const path of kept.keys())
        if (!arranged.good.has(path)) {
          removeFile(join(goodFolder, path))
          kept.delete(path)
        }
      keptAll = true
    } catch (error) {
      if (keptAll) log('arrangement.notKept', { error: String(error) })
      keptAll = false
    }
  }

  return {
    current: () => arranged.arrangement,
    problems: () => arranged.problems,
    files: () => arranged.good,
    take(path) {
      const listed = listRoom(root, contents.keys())
      if (listed.has(path)) read(path, listed.get(path))
      else forget(path)
      rearrange()
    },
    onChange: (listener) => void listeners.push(listener),
    stop() {
      clearInterval(lookTimer)
      clearTimeout(soon)
      for (const watcher of watchers) watcher.close()
    }
  }
}

function makeFolders(root: string, log: Log): void {
  try {
    for (const folder of ['scenes', 'steps'])
      mkdirSync(join(root, folder), { recursive: true, mode: 0o700 })
  } catch (error) {
    log('arrangement.noFolder', { error: String(error) })
  }
}

/** As a listing has them, whenever each was read. */
function inOrder(contents: ReadonlyMap<string, Content>): ReadonlyMap<string, Content> {
  return new Map([...contents].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function sameTexts(a: Arranged['good'], b: Arranged['good']): boolean {
  return a.size === b.size && [...a].every(([path, text]) => b.get(path) === text)
}
