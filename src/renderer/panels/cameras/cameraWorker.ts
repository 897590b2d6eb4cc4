import '../../hub/jitless.ts'
import {
  CameraHubMessage,
  decodePicture,
  encodeLooks,
  type CameraWindowMessage,
  type Look
} from '../../../contract/camera.ts'
import { makeCameraStreams, tickMs } from './cameraStreams.ts'
import { drawStillOn } from './drawStill.ts'
import { watchCodecs } from './undecodableCodecs.ts'
import type { FromWorker, ToWorker } from './workerMessages.ts'

/*
 * The one worker of all cameras. It holds the socket itself, so that pictures flow while the page
 * is busy: with the page blocked for three seconds no frame is lost.
 */

/** As much of a dedicated worker's global scope as is used; TypeScript's DOM types have only pages. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null
  postMessage(message: FromWorker): void
}
const scope = self as unknown as WorkerScope

const ackMs = 150
const lookMs = 1_000
const silentMs = 2_000
const shortestRetryMs = 250
const longestRetryMs = 5_000

let socket: WebSocket | undefined
let heardAt = 0
let lost = true
let attempt = 0
let lastSeq = 0
let ackedSeq = 0
let looks: Look[] = []
let stills = false

const tell = (message: FromWorker): void => scope.postMessage(message)
const send = (message: CameraWindowMessage): void => {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
}

const streams = makeCameraStreams({
  showing: (showing) => tell({ type: 'showing', showing }),
  looked: (look) => looks.push(look),
  watchChanged: watch,
  realNow: () => performance.timeOrigin + performance.now(),
  stills: () => stills
})

function watch(): void {
  send({ type: 'watch', streams: [...streams.watched()], h265: decodesH265, stills })
}

const decodes = async (codec: string): Promise<boolean> =>
  (await VideoDecoder.isConfigSupported({ codec })).supported === true

const codecs = watchCodecs(decodes, (undecodable) =>
  tell({ type: 'undecodable', codecs: undecodable })
)

let decodesH265 = false
decodes('hvc1.1.6.L93.B0').then(
  (can) => {
    decodesH265 = can
    // The hub may have been told otherwise while the question was open.
    if (can) watch()
  },
  () => undefined
)

function connect(url: string, protocols: readonly string[]): void {
  const mine = new WebSocket(url, [...protocols])
  mine.binaryType = 'arraybuffer'
  socket = mine
  heardAt = performance.now()
  mine.onopen = () => {
    lastSeq = 0
    ackedSeq = 0
    streams.reset()
    watch()
  }
  mine.onmessage = ({ data }: MessageEvent<unknown>) => {
    heardAt = performance.now()
    attempt = 0
    if (typeof data === 'string') hear(data)
    else if (data instanceof ArrayBuffer) receive(data)
  }
  mine.onclose = () => {
    if (socket !== mine) return
    socket = undefined
    lose()
    attempt += 1
    const full = Math.min(longestRetryMs, shortestRetryMs * 2 ** (attempt - 1))
    setTimeout(() => connect(url, protocols), full * (0.5 + Math.random() / 2))
  }
}

function hear(text: string): void {
  const parsed = CameraHubMessage.safeParse(JSON.parse(text))
  // A newer hub may say things this window does not know.
  if (!parsed.success) return
  const message = parsed.data
  if (message.type === 'format') streams.format(message.channel, message.codec)
  else tell(message)
  if (message.type !== 'states') return
  lost = false
  codecs.see(message.states.map(({ codec }) => codec))
}

function receive(frame: ArrayBuffer): void {
  const picture = decodePicture(frame)
  if (picture === undefined) return
  lastSeq = picture.header.seq
  streams.picture(picture.header, picture.payload)
}

function lose(): void {
  if (!lost) tell({ type: 'lost' })
  lost = true
}

function ack(): void {
  const waiting = streams.oldestWaiting()
  const seq = waiting === undefined ? lastSeq : waiting - 1
  if (seq <= ackedSeq) return
  ackedSeq = seq
  send({ type: 'ack', seq })
}

function lookAround(): void {
  if (performance.now() - heardAt > silentMs) lose()
  if (looks.length > 0 && socket?.readyState === WebSocket.OPEN) socket.send(encodeLooks(looks))
  looks = []
  streams.askLooks()
}

setInterval(streams.tick, tickMs)
setInterval(ack, ackMs)
setInterval(lookAround, lookMs)

scope.onmessage = ({ data }) => {
  switch (data.type) {
    case 'open':
      stills = data.stills
      connect(data.url, data.protocols)
      break
    case 'slot': {
      const writer = data.frames.getWriter()
      // The write takes the frame over and closes it; it fails only when the page has gone.
      streams.addSlot(data.slot, (frame) => void writer.write(frame).catch(() => undefined))
      break
    }
    case 'canvas':
      streams.addSlot(data.slot, drawStillOn(data.canvas))
      break
    case 'views':
      streams.setViews(data.views)
      break
    case 'count':
      tell({ type: 'counts', counts: streams.counts() })
      break
  }
}
