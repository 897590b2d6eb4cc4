import { WebSocket, type RawData } from 'ws'
import { cameraSocketPath, decodePicture } from '../../src/contract/camera.ts'
import { subprotocol } from '../../src/contract/hubMessages.ts'
import { numberedPictures } from './numbered.ts'

/** When the hub sent each number last, ms since 1970. */
export interface HeardNumbers {
  readonly sentAt: readonly (number | undefined)[]
  readonly stop: () => void
}

/** Listens beside the page to a camera whose loop is the numbered one, played from picture `first` on. */
export function hearNumbers(pageUrl: string, camera: string, first: number): HeardNumbers {
  const sentAt: (number | undefined)[] = []
  const socket = new WebSocket(new URL(cameraSocketPath, pageUrl.replace('http', 'ws')), [
    subprotocol
  ])
  socket.on('open', () => {
    const stream = { channel: 0, camera, quality: 'sub', priority: true }
    socket.send(JSON.stringify({ type: 'watch', streams: [stream], h265: false, stills: false }))
  })
  socket.on('message', (data: RawData, binary) => {
    if (!binary || !Buffer.isBuffer(data)) return
    const header = decodePicture(new Uint8Array(data).buffer)?.header
    if (header === undefined) return
    socket.send(JSON.stringify({ type: 'ack', seq: header.seq }))
    const number = (first + Math.round(header.timestampUs / 100_000)) % numberedPictures
    if (!header.cached) sentAt[number] = header.arrivedAt
  })
  return { sentAt, stop: () => socket.terminate() }
}
