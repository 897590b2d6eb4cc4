import type { Control, PlaylistNow } from '../../contract/control.ts'
import type { Playlist, PlaylistEntry } from '../../contract/playlist.ts'
import { second, type Moment } from '../../contract/time.ts'
import type { WallControl } from '../control/wallControl.ts'
import { playlistAt, type Turn } from './playlistAt.ts'

/** After a new critical incident no scene changes by itself for so long. An assumption of ours. */
export const calmAfterCriticalMs = 30 * second

export interface PlaylistDirectorOptions {
  readonly control: Pick<WallControl, 'current' | 'act'>
  readonly timeZone: string
}

/** Lets the playlist of the room have its turn whenever nobody and nothing else wants the scene. */
export interface PlaylistDirector {
  /** Real time has come to `now`; when the last critical incident came, if one did. */
  beat(now: Moment, playlist: Playlist | undefined, lastCriticalAt: Moment | undefined): void
}

export function playlistDirector({ control, timeZone }: PlaylistDirectorOptions): PlaylistDirector {
  let turn: Turn | undefined
  let turnOf: { readonly playlist: Playlist; readonly from: Moment } | undefined
  /** The turn that the wall was given; undefined after every wait. */
  let given: Pick<Turn, 'entry' | 'at'> | undefined

  /** Reckoned anew only where it may be another. */
  function turnAt(now: Moment, playlist: Playlist): Turn {
    const same =
      turn !== undefined && turnOf?.playlist === playlist && turnOf.from <= now && now < turn.nextAt
    if (turn === undefined || !same) turn = playlistAt(now, timeZone, playlist)
    turnOf = { playlist, from: now }
    return turn
  }

  function tell(playlist: PlaylistNow | undefined): void {
    if (!isTold(control.current().playlist, playlist))
      control.act({ type: 'tellPlaylist', playlist }, { kind: 'system' })
  }

  return {
    beat(now, playlist, lastCriticalAt) {
      const before = control.current()
      if (playlist === undefined) {
        given = undefined
        tell(undefined)
        return
      }
      const { part: name, entry, at, nextAt, next } = turnAt(now, playlist)
      const part = name === undefined ? {} : { part: name }
      const waitsFor = waitingFor(before, now, lastCriticalAt)
      if (before.playlist?.paused || waitsFor !== undefined) {
        given = undefined
        tell({ ...part, ...(waitsFor && { waitsFor }) })
        return
      }
      tell({ ...part, ...(next && { nextAt, next: next.scene }) })
      // What was refused is asked for again: the disk may have room, or the hand be gone.
      const isGiven = given?.at === at && isSame(given.entry, entry)
      if (entry !== undefined && !isGiven && give(entry, name, before)) given = { entry, at }
    }
  }

  /** Whether the wall now shows it. */
  function give(
    { scene, range }: PlaylistEntry,
    name: string | undefined,
    { scene: shown }: Control
  ): boolean {
    if (shown.id === scene && shown.range === range) return true
    const action = { type: 'callScene', scene, ...(range && { range }) } as const
    const by = { kind: 'playlist', ...(name !== undefined && { name }) } as const
    return control.act(action, by) === undefined
  }
}

/** Of an edited playlist too, where a turn may have begun at the same time and be another's. */
function isSame(a: PlaylistEntry | undefined, b: PlaylistEntry | undefined): boolean {
  return a?.scene === b?.scene && a?.range === b?.range
}

/** What has the wall meanwhile, so that the playlist waits. */
function waitingFor(
  { scene, takeover, takeoversWaiting }: Control,
  now: Moment,
  lastCriticalAt: Moment | undefined
): PlaylistNow['waitsFor'] {
  if (scene.held) return 'person'
  if (scene.returnsAt !== undefined) return 'scene'
  if (takeover !== undefined || takeoversWaiting !== undefined) return 'takeover'
  const since = lastCriticalAt === undefined ? undefined : now - lastCriticalAt
  return since !== undefined && since >= 0 && since < calmAfterCriticalMs ? 'incident' : undefined
}

function isTold(told: Control['playlist'], now: PlaylistNow | undefined): boolean {
  if (told === undefined || now === undefined) return told === now
  return (
    told.part === now.part &&
    told.nextAt === now.nextAt &&
    told.next === now.next &&
    told.waitsFor === now.waitsFor
  )
}
