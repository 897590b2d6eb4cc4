import '../../hub/jitless.ts'
import {
  CameraHubMessage,
  decodePicture,
  encodeLooks,
  type CameraWindowMessage,
  type Look
} from '../../../contract/camera.ts'
import { makeCameraStreams, tickMs, type CameraStreams } from './cameraStreams.ts'
import { drawStillOn } from './drawStill.ts'
import { lookAtFrame } from './lumaGrid.ts'
import { makeMediaSlot } from './mediaSlot.ts'
import { makePictureDecoder } from './pictureDecoder.ts'
import { makeParcels, type ParcelFrame } from './pictureParcels.ts'
import { isMedia, type PicturePath } from './picturePath.ts'
import { watchCodecs } from './undecodableCodecs.ts'
import type { Showing } from '../../hub/cameras/cameraStore.ts'
import type { FromWorker, ToWorker } from './workerMessages.ts'

/*
 * The one worker of all cameras. It holds the socket itself, so that pictures flow while the page
 * is busy: with the page blocked for three seconds no frame is lost.
 */

/** As much of a dedicated worker's global scope as is used; TypeScript's DOM types have only pages. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null
  postMessage(message: FromWorker, transfer?: Transferable[]): void
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
let retry: ReturnType<typeof setTimeout> | undefined
let lastSeq = 0
let ackedSeq = 0
let looks: Look[] = []
let path: PicturePath = 'none'

const tell = (message: FromWorker): void => scope.postMessage(message)
const send = (message: CameraWindowMessage): void => {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
}

const common = {
  looked: (look: Look) => looks.push(look),
  watchChanged: watch,
  realNow: () => performance.timeOrigin + performance.now(),
  stills: () => path === 'stills'
}
/** Of the two only one is ever fed: which, the page says when it opens. */
const frames = makeCameraStreams<VideoFrame>({
  ...common,
  makeDecoder: makePictureDecoder,
  lookAt: lookAtFrame,
  paced: true,
  showing: (showing) => tell({ type: 'showing', showing })
})
const parcels = makeCameraStreams<ParcelFrame>({
  ...common,
  makeDecoder: makeParcels,
  lookAt: undefined,
  paced: false,
  showing: announce
})
let streams: Omit<CameraStreams<never>, 'addSlot'> = frames

const announcers = new Map<number, (showing: Showing) => void>()

/** What a slot shows changes on the screen later than here: the page sees when. */
function announce(showing: Showing): void {
  if (showing.camera === undefined) tell({ type: 'starts', showing, second: 0 })
  else announcers.get(showing.slot)?.(showing)
}

function addMediaSlot(slot: number): void {
  if (path === 'mediaPage') {
    announcers.set(slot, (showing) => tell({ type: 'announce', showing }))
    parcels.addSlot(slot, ({ parcel }) => tell({ type: 'parcel', slot, parcel }))
    return
  }
  // In a worker a media source has a handle for the page; TypeScript's DOM types have only pages.
  const source = new MediaSource() as MediaSource & { readonly handle: MediaSourceHandle }
  const media = makeMediaSlot({
    source,
    starts: (showing, second) => tell({ type: 'starts', showing, second })
  })
  announcers.set(slot, media.announce)
  parcels.addSlot(slot, ({ parcel }) => media.show(parcel))
  scope.postMessage({ type: 'handle', slot, handle: source.handle }, [source.handle])
}

function watch(): void {
  send({
    ...{ type: 'watch', streams: [...streams.watched()] },
    ...{ h265: decodesH265, stills: path === 'stills' }
  })
}

const decodes = async (codec: string): Promise<boolean> =>
  codec === 'jpeg' || (await VideoDecoder.isConfigSupported({ codec })).supported === true

const codecs = watchCodecs(decodes, (undecodable) =>
  tell({ type: 'undecodable', codecs: undecodable })
)

let decodesH265 = false
function askForH265(): void {
  decodes('hvc1.1.6.L93.B0').then(
    (can) => {
      decodesH265 = can
      // The hub may have been told otherwise while the question was open.
      if (can) watch()
    },
    () => undefined
  )
}

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
    retry = setTimeout(() => connect(url, protocols), full * (0.5 + Math.random() / 2))
  }
}

function disconnect(): void {
  clearTimeout(retry)
  const mine = socket
  socket = undefined
  mine?.close()
  streams.reset()
  lose()
}

function hear(text: string): void {
  const parsed = CameraHubMessage.safeParse(JSON.parse(text))
  // A newer hub may say things this window does not know.
  if (!parsed.success) return
  const message = parsed.data
  if (message.type === 'format') streams.format(message.channel, message)
  else tell(message)
  if (message.type !== 'states') return
  lost = false
  // What a media source takes only the page knows for sure.
  if (!isMedia(path)) codecs.see(message.states.map(({ codec }) => codec))
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

setInterval(() => streams.tick(), tickMs)
setInterval(ack, ackMs)
setInterval(lookAround, lookMs)

scope.onmessage = ({ data }) => {
  switch (data.type) {
    case 'open':
      path = data.path
      if (isMedia(path)) streams = parcels
      else askForH265()
      connect(data.url, data.protocols)
      break
    case 'close':
      disconnect()
      break
    case 'slot': {
      const writer = data.frames.getWriter()
      // The write takes the frame over and closes it; it fails only when the page has gone.
      frames.addSlot(data.slot, (frame) => void writer.write(frame).catch(() => undefined))
      break
    }
    case 'canvas':
      frames.addSlot(data.slot, drawStillOn(data.canvas))
      break
    case 'media':
      addMediaSlot(data.slot)
      break
    case 'looks':
      for (const { showing, cells } of data.looks) {
        const channel = streams.channelOf(showing.camera ?? '', showing.quality)
        if (channel !== undefined) looks.push({ channel, cells })
      }
      break
    case 'views':
      streams.setViews(data.views)
      break
    case 'count':
      tell({ type: 'counts', counts: streams.counts() })
      break
  }
}
