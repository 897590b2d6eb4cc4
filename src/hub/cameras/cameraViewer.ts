import {
  CameraWindowMessage,
  decodeLooks,
  encodePicture,
  type Camera,
  type CameraHubMessage,
  type CameraPressure,
  type CameraQuality,
  type PictureHeader
} from '../../contract/camera.ts'
import { isTooLarge, type Picture, type StreamFormat } from './cameraSource.ts'
import type { CameraRoom } from './cameraRoom.ts'
import { makeChannelPacer, makeStreamPacer } from './streamPacer.ts'
import type { Timers } from './timers.ts'

/** As much of a window's socket as is used. */
export interface ViewerSocket {
  readonly sendText: (text: string) => void
  readonly sendBinary: (frame: Uint8Array) => void
}

/** One window that watches cameras. */
export interface CameraViewer {
  /** False when the message cannot be understood: close the socket. */
  readonly hearText: (text: string) => boolean
  readonly hearBinary: (frame: Uint8Array) => boolean
  readonly tellCameras: () => void
  readonly tellStates: () => void
  readonly stop: () => void
}

type Watch = Extract<CameraWindowMessage, { type: 'watch' }>

interface Watched {
  readonly camera: string
  readonly quality: CameraQuality
  priority: boolean
  leave: () => void
}

export interface CameraViewerOptions {
  readonly room: CameraRoom
  readonly socket: ViewerSocket
  readonly timers: Timers
  readonly realNow: () => number
  /** Guests are in the room: the window gets nothing of a camera that is not for them. */
  readonly guests: () => boolean
  /** Of the camera list; the window's own default where it is not said. */
  readonly keepPictureMs?: () => number
}

export function makeCameraViewer(options: CameraViewerOptions): CameraViewer {
  const { room, socket, timers, realNow, guests, keepPictureMs } = options
  const channels = new Map<number, Watched>()
  const pacer = makeStreamPacer()
  let wanted: Watch = { type: 'watch', streams: [], h265: false, stills: false }

  const shown = (): readonly Camera[] => room.cameras().filter(({ guest }) => guest || !guests())
  const pressure = (now: number): CameraPressure => {
    const needed = pacer.pressure(now)
    return wanted.stills && needed !== 'nothing' ? 'stills' : needed
  }
  const tell = (message: CameraHubMessage): void => socket.sendText(JSON.stringify(message))

  const watch = (channel: number, camera: string, quality: CameraQuality, prio: boolean): void => {
    const watched: Watched = { camera, quality, priority: prio, leave: () => undefined }
    const channelPacer = makeChannelPacer(() => watched.priority && !wanted.stills)
    let decodable = true
    let onlyKeys = false
    let kind: PictureHeader['kind'] = 'accessUnit'
    if (!shown().some(({ id }) => id === camera)) return
    channels.set(channel, watched)
    const leave = room.listen(camera, quality, {
      format: (format: StreamFormat) => {
        onlyKeys = quality === 'sub' && isTooLarge(format)
        decodable = wanted.h265 || !format.codec.startsWith('h')
        kind = format.codec === 'jpeg' ? 'jpeg' : 'accessUnit'
        tell({ type: 'format', channel, ...format })
      },
      picture: (picture: Picture, cached: boolean) => {
        const now = timers.now()
        if (onlyKeys && !picture.key) return
        if (!decodable || !channelPacer.lets(picture, pressure(now), now)) return
        socket.sendBinary(
          encodePicture(
            {
              kind,
              key: picture.key,
              cached,
              channel,
              seq: pacer.sent(now),
              timestampUs: picture.timestampUs,
              arrivedAt: realNow()
            },
            picture.data
          )
        )
      }
    })
    if (leave === undefined) channels.delete(channel)
    else watched.leave = leave
  }

  const leaveChannel = (channel: number): void => {
    channels.get(channel)?.leave()
    channels.delete(channel)
  }

  const leaveAll = (): void => {
    for (const channel of [...channels.keys()]) leaveChannel(channel)
  }

  const watchAll = (message: Watch): void => {
    wanted = message
    const kept = new Set<number>()
    for (const { channel, camera, quality, priority } of wanted.streams) {
      kept.add(channel)
      const old = channels.get(channel)
      if (old?.camera === camera && old.quality === quality) old.priority = priority
      else {
        leaveChannel(channel)
        watch(channel, camera, quality, priority)
      }
    }
    for (const channel of [...channels.keys()]) if (!kept.has(channel)) leaveChannel(channel)
  }

  return {
    hearText: (text) => {
      const message = parseWindowMessage(text)
      if (message === undefined) return false
      if (message.type === 'watch') watchAll(message)
      else pacer.acked(message.seq)
      return true
    },
    hearBinary: (frame) => {
      const looks = decodeLooks(frame)
      if (looks === undefined) return false
      for (const { channel, cells } of looks) {
        const watched = channels.get(channel)
        if (watched !== undefined) room.look(watched.camera, watched.quality, cells)
      }
      return true
    },
    tellCameras: () => {
      tell({
        type: 'cameras',
        cameras: [...shown()],
        guests: guests(),
        ...(keepPictureMs !== undefined && { keepPictureMs: keepPictureMs() })
      })
      // The list may have brought another camera under a watched id, or guests none: listen anew.
      leaveAll()
      watchAll(wanted)
    },
    tellStates: () => {
      const ids = new Set(shown().map(({ id }) => id))
      tell({
        type: 'states',
        states: room.states().filter(({ id }) => ids.has(id)),
        pressure: pacer.pressure(timers.now())
      })
    },
    stop: leaveAll
  }
}

function parseWindowMessage(text: string): CameraWindowMessage | undefined {
  try {
    return CameraWindowMessage.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
