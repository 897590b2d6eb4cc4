import { z } from 'zod'
import { Position } from './geo.ts'
import { Moment } from './time.ts'

/** Opaque name of a camera; all a window ever says to ask for one. */
export const CameraId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/u)
export type CameraId = z.infer<typeof CameraId>

/** What it looks at. */
export const CameraPlace = z.enum([
  'junction',
  'road',
  'pumpHouse',
  'waterway',
  'bridge',
  'underpass',
  'publicSpace',
  'building'
])
export type CameraPlace = z.infer<typeof CameraPlace>

/**
 * A camera as windows know it. Addresses and passwords are no part of it: they stay in the hub,
 * in `CameraEntry` of src/hub/cameras/cameraConfig.ts.
 */
export const Camera = z.strictObject({
  id: CameraId,
  /** Short mark under which the room knows it: K07. */
  label: z.string().min(1).max(12),
  name: z.string().min(1).max(80),
  /** Absent where unknown: then it is neither on the map nor cued by an incident. */
  position: Position.optional(),
  /** Who runs it: Dishub, DPU. Absent where unknown. */
  owner: z.string().min(1).max(60).optional(),
  place: CameraPlace.optional(),
  /** Guests may see it. */
  guest: z.boolean(),
  groups: z.array(z.string().min(1).max(40)).max(16),
  /** Taken out of service on purpose; after this moment silence counts as a fault again. */
  serviceUntil: Moment.optional(),
  /** A recorded loop of ours, not a real place: the wall says so. */
  demo: z.boolean(),
  /** It has a main stream for the enlarged tile. */
  hasMain: z.boolean()
})
export type Camera = z.infer<typeof Camera>

/**
 * live: pictures come and change. frozen: pictures come and are all the same. noSignal: no pictures.
 * service: taken out on purpose. neverSeen: not one picture since the hub started.
 */
export const CameraStatus = z.enum(['live', 'frozen', 'noSignal', 'service', 'neverSeen'])
export type CameraStatus = z.infer<typeof CameraStatus>

/** Why a camera gives no picture, as far as known. The wall has a sentence for each. */
export const CameraProblem = z.enum([
  'unreachable',
  'unauthorised',
  'notFound',
  'forbiddenAddress',
  'badCertificate',
  'noFfmpeg',
  'unsupportedCodec',
  'tooLarge',
  'unreadable',
  'stalled',
  'ended'
])
export type CameraProblem = z.infer<typeof CameraProblem>

const Age = z.number().nonnegative()

/** Ages are milliseconds of real time at the moment of sending; a window adds its own waiting. */
export const CameraState = z.strictObject({
  id: CameraId,
  status: CameraStatus,
  /** Frozen: how long the picture has been the same. Otherwise: how long since the last picture. */
  pictureAgeMs: Age.optional(),
  problem: CameraProblem.optional(),
  /** For instance `avc1.42c01f`, `hvc1…`, `jpeg`; absent until known. */
  codec: z.string().max(40).optional(),
  width: z.number().int().nonnegative().optional(),
  height: z.number().int().nonnegative().optional(),
  /** Pictures a second over the last seconds. */
  fps: z.number().nonnegative().optional()
})
export type CameraState = z.infer<typeof CameraState>

/** `sub`: the small stream every tile uses. `main`: the large one of the enlarged tile. */
export const CameraQuality = z.enum(['sub', 'main'])
export type CameraQuality = z.infer<typeof CameraQuality>

/** Path of the camera socket, on the hub's HTTP server, with the same token and checks as the wall's. */
export const cameraSocketPath = '/cameras'

export const maxCameraChannels = 256
const Channel = z
  .number()
  .int()
  .min(0)
  .max(maxCameraChannels - 1)

/** A camera farther away shows another part of the city, not the incident. An assumption of ours. */
export const reachM = 5_000

/** How long the last picture of a silent camera stays, where the list does not say. */
export const defaultKeepPictureMs = 15 * 60_000

/** How much of the pictures a window gets, decided by the hub from the window's acks. */
export const CameraPressure = z.enum(['none', 'keyFrames', 'stills', 'nothing'])
export type CameraPressure = z.infer<typeof CameraPressure>

/** How often a window that shows only stills gets one of each camera. */
export const stillEveryMs = 3_000

/** Hub → window, text frames. */
export const CameraHubMessage = z.discriminatedUnion('type', [
  /** At the start and whenever the list changes. */
  z.strictObject({
    type: z.literal('cameras'),
    cameras: z.array(Camera),
    /** Guests are in the room: only cameras they may see are in the list, and no incident cues one. */
    guests: z.boolean(),
    /** How long a last picture stays, hatched; `defaultKeepPictureMs` where absent. */
    keepPictureMs: z.number().nonnegative().optional()
  }),
  /** All cameras; once a second as a heartbeat, and at every change. */
  z.strictObject({
    type: z.literal('states'),
    states: z.array(CameraState),
    pressure: CameraPressure
  }),
  /** Before the first picture of a channel and whenever its format changes. */
  z.strictObject({
    type: z.literal('format'),
    channel: Channel,
    /** For `VideoDecoder.configure`; `jpeg` for stills. */
    codec: z.string().max(40),
    width: z.number().int().nonnegative(),
    height: z.number().int().nonnegative()
  })
])
export type CameraHubMessage = z.infer<typeof CameraHubMessage>

/** Window → hub, text frames. */
export const CameraWindowMessage = z.discriminatedUnion('type', [
  /** Replaces everything watched. The window numbers its channels; unchanged ones go on untouched. */
  z.strictObject({
    type: z.literal('watch'),
    streams: z
      .array(
        z.strictObject({
          channel: Channel,
          camera: CameraId,
          quality: CameraQuality,
          /** Keeps its full rate longest: the cued or enlarged one. */
          priority: z.boolean()
        })
      )
      .max(maxCameraChannels),
    /** Codecs beside H.264 that this window decodes. */
    h265: z.boolean(),
    /** It can show no more than a still: one key picture of each stream every `stillEveryMs`. */
    stills: z.boolean()
  }),
  /** Every 150 ms: the number of the last picture frame handed to a decoder. */
  z.strictObject({ type: z.literal('ack'), seq: z.number().int().nonnegative() })
])
export type CameraWindowMessage = z.infer<typeof CameraWindowMessage>

/*
 * Binary frames, little-endian.
 *
 * Hub → window, one picture:
 *   0  u8   1 access unit (Annex B; a key unit begins with its parameter sets), 2 JPEG
 *   1  u8   flags: 1 key, 2 from the cache of the last seconds
 *   2  u16  channel
 *   4  u32  number of the frame on this socket, from 1
 *   8  f64  presentation time, µs, rises within a channel
 *  16  f64  when it reached the hub, ms since 1970 by the hub's real clock
 *  24  …    payload
 *
 * Window → hub, what the window sees, once a second:
 *   0  u8   3 looks
 *   1  u8   0
 *   then per channel: u16 channel, u8 × lookCells luma samples
 */

export const pictureHeaderBytes = 24

export interface PictureHeader {
  readonly kind: 'accessUnit' | 'jpeg'
  readonly key: boolean
  readonly cached: boolean
  readonly channel: number
  readonly seq: number
  readonly timestampUs: number
  readonly arrivedAt: Moment
}

export function encodePicture(header: PictureHeader, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(pictureHeaderBytes + payload.length)
  const view = new DataView(frame.buffer)
  view.setUint8(0, header.kind === 'accessUnit' ? 1 : 2)
  view.setUint8(1, (header.key ? 1 : 0) | (header.cached ? 2 : 0))
  view.setUint16(2, header.channel, true)
  view.setUint32(4, header.seq, true)
  view.setFloat64(8, header.timestampUs, true)
  view.setFloat64(16, header.arrivedAt, true)
  frame.set(payload, pictureHeaderBytes)
  return frame
}

/** The header and payload (a view, not a copy) of a picture frame, or undefined for anything else. */
export function decodePicture(
  frame: ArrayBuffer
): { readonly header: PictureHeader; readonly payload: Uint8Array<ArrayBuffer> } | undefined {
  if (frame.byteLength < pictureHeaderBytes) return undefined
  const view = new DataView(frame)
  const kind = view.getUint8(0)
  if (kind !== 1 && kind !== 2) return undefined
  const flags = view.getUint8(1)
  return {
    header: {
      kind: kind === 1 ? 'accessUnit' : 'jpeg',
      key: (flags & 1) !== 0,
      cached: (flags & 2) !== 0,
      channel: view.getUint16(2, true),
      seq: view.getUint32(4, true),
      timestampUs: view.getFloat64(8, true),
      arrivedAt: view.getFloat64(16, true)
    },
    payload: new Uint8Array(frame, pictureHeaderBytes)
  }
}

/** The grid of luma samples by which a frozen picture is known: columns × rows. */
export const lookColumns = 32
export const lookRows = 14
export const lookCells = lookColumns * lookRows

/** One camera seen at one moment: `lookCells` luma values 0–255, row by row. */
export interface Look {
  readonly channel: number
  readonly cells: Uint8Array
}

const lookBytes = 2 + lookCells

export function encodeLooks(looks: readonly Look[]): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(2 + looks.length * lookBytes)
  const view = new DataView(frame.buffer)
  view.setUint8(0, 3)
  looks.forEach(({ channel, cells }, i) => {
    view.setUint16(2 + i * lookBytes, channel, true)
    frame.set(cells.subarray(0, lookCells), 4 + i * lookBytes)
  })
  return frame
}

/** The looks of a frame, or undefined when it is not one. */
export function decodeLooks(frame: Uint8Array): readonly Look[] | undefined {
  if (frame.length < 2 || frame[0] !== 3 || (frame.length - 2) % lookBytes !== 0) return undefined
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  const count = (frame.length - 2) / lookBytes
  if (count > maxCameraChannels) return undefined
  return Array.from({ length: count }, (_, i) => ({
    channel: view.getUint16(2 + i * lookBytes, true),
    cells: frame.slice(4 + i * lookBytes, 4 + i * lookBytes + lookCells)
  }))
}
