import { join } from 'node:path'
import type { Arrangement, FileProblem } from '../../contract/arrangement.ts'
import type { Log } from '../log.ts'
import { arrange, type KnownNames, type Shipped } from './arrange.ts'
import { listRoom, readRoomFile } from './readRoom.ts'

export interface ArrangementOptions {
  readonly dataFolder: string
  readonly resources: Shipped
  readonly city: KnownNames
  readonly log: Log
}

/** What the room has arranged for itself, as its files say now. */
export interface RoomArrangement {
  current(): Arrangement
  problems(): readonly FileProblem[]
  /** Called after `current` gives another one. */
  onChange(listener: (arrangement: Arrangement) => void): void
  stop(): void
}

export function roomFolder(dataFolder: string): string {
  return join(dataFolder, 'wall')
}

export function openArrangement(options: ArrangementOptions): RoomArrangement {
  const { dataFolder, resources, city } = options
  const folder = roomFolder(dataFolder)
  const contents = new Map(listRoom(folder).map((path) => [path, readRoomFile(folder, path)]))
  const arranged = arrange({ contents, lastGood: new Map() }, resources, city)
  const listeners: ((arrangement: Arrangement) => void)[] = []
  return {
    current: () => arranged.arrangement,
    problems: () => arranged.problems,
    onChange: (listener) => void listeners.push(listener),
    stop: () => undefined
  }
}
