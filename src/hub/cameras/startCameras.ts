import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Camera, CameraProblem, CameraState } from '../../contract/camera.ts'
import { refusedCloseCode, subprotocol } from '../../contract/hubMessages.ts'
import type { Log } from '../log.ts'
import { openCameraRoom } from './cameraRoom.ts'
import { makeCameraViewer, type CameraViewer } from './cameraViewer.ts'
import { openSources } from './openSources.ts'
import { remedies } from './remedies.ts'
import { watchCameraList } from './watchCameraList.ts'
import { realTimers, type Timers } from './timers.ts'

export interface CamerasOptions {
  /** Id of the city, whose list is used when the data folder has none. */
  readonly city: string
  /** Holds `cameras.json` and `cameras.secret.json`, both optional. */
  readonly dataFolder: string
  /** Holds `cameras/<city>.json` and `demo-cameras/`. */
  readonly resources: string
  /** Whether a request carries the token; its Host and Origin have been checked already. */
  readonly allows: (request: IncomingMessage) => boolean
  readonly log: Log
  readonly timers?: Timers
}

/** The cameras of this hub, running. */
export interface RunningCameras {
  /** Takes over a WebSocket connection to `cameraSocketPath`. */
  readonly route: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /**
   * Guests come or go. While they are here no window gets anything of a camera that is not marked
   * `guest`, and none is told to cue one. At the start there are none.
   */
  readonly setGuests: (present: boolean) => void
  /** All of them, whoever is in the room. */
  readonly cameras: () => readonly Camera[]
  /** What may be believed of each of them now. */
  readonly states: () => readonly CameraState[]
  /** For the health of the hub. */
  readonly reading: () => { readonly configured: number; readonly live: number }
  readonly stop: () => void
}

const heartbeatMs = 1_000
/** The largest message of a window: a watch of 256 channels or 256 looks. */
const maxPayload = 256 * 1024
const maxViewers = 64

export function startCameras(options: CamerasOptions): RunningCameras {
  const { city, dataFolder, resources, allows, log, timers = realTimers } = options
  const viewers = new Set<CameraViewer>()
  let guests = false
  const problems = new Map<string, CameraProblem>()
  const sources = openSources({ resources, dataFolder, log, timers })

  const list = watchCameraList({
    city,
    dataFolder,
    resources,
    log,
    changed: (parsed) => {
      sources.allow(parsed.networks)
      room.replace(parsed.cameras)
    }
  })
  sources.allow(list.current().networks)

  const room = openCameraRoom({
    entries: list.current().cameras,
    openSource: sources.open,
    timers,
    realNow: Date.now,
    random: Math.random,
    changed: (what) => {
      if (what === 'list') {
        tellAll()
        return
      }
      logProblems()
      for (const viewer of viewers) viewer.tellStates()
    }
  })

  /** Each new trouble once, with where the camera stands and what to do. */
  function logProblems(): void {
    for (const { id, status, problem } of room.states()) {
      if (problem === undefined || status === 'service') {
        if (status === 'live') problems.delete(id)
      } else if (problems.get(id) !== problem) {
        problems.set(id, problem)
        const where = list.current().places.get(id) ?? `camera ${id}`
        log('cameraProblem', { sentence: `${where}: ${remedies[problem]}` })
      }
    }
  }

  function tellAll(): void {
    for (const viewer of viewers) {
      viewer.tellCameras()
      viewer.tellStates()
    }
  }

  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false)
  })

  const welcome = (socket: WebSocket, request: IncomingMessage): void => {
    // A broken connection is followed by its close.
    socket.on('error', () => socket.terminate())
    if (!allows(request)) {
      socket.close(refusedCloseCode)
      return
    }
    if (viewers.size >= maxViewers) {
      socket.close(1013)
      return
    }
    const viewer = makeCameraViewer({
      room,
      timers,
      realNow: Date.now,
      guests: () => guests,
      keepPictureMs: () => list.current().keepPictureMs,
      socket: {
        sendText: (text) => socket.send(text),
        sendBinary: (frame) => socket.send(frame, { binary: true, compress: false })
      }
    })
    viewers.add(viewer)
    socket.on('message', (data, isBinary) => {
      const bytes = toBytes(data)
      const understood = isBinary
        ? viewer.hearBinary(bytes)
        : viewer.hearText(Buffer.from(bytes).toString('utf8'))
      if (!understood) socket.close(1008)
    })
    socket.on('close', () => {
      viewers.delete(viewer)
      viewer.stop()
    })
    viewer.tellCameras()
    viewer.tellStates()
  }

  let cancel = (): void => undefined
  const beat = (): void => {
    for (const viewer of viewers) viewer.tellStates()
    cancel = timers.after(heartbeatMs, beat)
  }
  beat()

  return {
    route: (request, socket, head) => server.handleUpgrade(request, socket, head, welcome),
    setGuests: (present) => {
      if (present === guests) return
      guests = present
      log('cameraGuests', { present })
      tellAll()
    },
    cameras: room.cameras,
    states: room.states,
    reading: () => {
      const states = room.states()
      return {
        configured: states.length,
        live: states.filter(({ status }) => status === 'live').length
      }
    },
    stop: () => {
      cancel()
      list.stop()
      for (const socket of server.clients) socket.terminate()
      server.close()
      room.stop()
    }
  }
}

function toBytes(data: Buffer | ArrayBuffer | Buffer[]): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data)
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data
}
