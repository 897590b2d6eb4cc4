import type { CameraProblem } from '../../contract/camera.ts'

/** What a stream carries, known before its first picture. */
export interface StreamFormat {
  /** As WebCodecs wants it: `avc1.42c01f`, `hvc1.…`; `jpeg` for stills. */
  readonly codec: string
  readonly width: number
  readonly height: number
}

/** A sub-stream above this is no sub-stream: a tile gets only its key pictures. */
const largestTile = 1280 * 720

export function isTooLarge(format: StreamFormat | undefined): boolean {
  return format !== undefined && format.width * format.height > largestTile
}

/** One picture: an H.264/H.265 access unit in Annex B (key ones with parameter sets), or a JPEG. */
export interface Picture {
  readonly data: Uint8Array
  /** Can be decoded without what came before; always true of a JPEG. */
  readonly key: boolean
  /** Presentation time, rising; µs from any origin. */
  readonly timestampUs: number
}

export interface SourceListener {
  readonly format: (format: StreamFormat) => void
  readonly picture: (picture: Picture) => void
  /** Where the camera or its server tells its time: how far that is ahead of ours, in whole seconds. */
  readonly skew?: ((ms: number) => void) | undefined
  /** At most once, and never after `stop`: the source has ended and released everything. */
  readonly ended: (problem: CameraProblem) => void
}

/** A `Date` header against our clock; what is no date is passed over. */
export function tellSkew({ skew }: Pick<SourceListener, 'skew'>, date: string | undefined): void {
  const at = Date.parse(date ?? '')
  if (Number.isFinite(at)) skew?.(at - Math.floor(Date.now() / 1000) * 1000)
}

/** One upstream connection to a camera. */
export interface CameraSource {
  /** Releases everything; nothing is told to the listener afterwards. */
  readonly stop: () => void
}

/** Connects. Never throws: what goes wrong is told by `ended`. */
export type OpenSource = (listener: SourceListener) => CameraSource
