import { stillEveryMs, type CameraPressure } from '../../contract/camera.ts'

/** Thresholds of docs/cameras.md: how far a window may be behind, in milliseconds. */
const keyFramesAboveMs = 600
const stillsAboveMs = 1_200
const nothingAboveMs = 2_000
const relaxBelowMs = 250
/** One step back towards full pictures at most this often. */
const relaxEveryMs = 1_000

const levels: readonly CameraPressure[] = ['none', 'keyFrames', 'stills', 'nothing']

/** Decides from what was sent and acknowledged how much a window gets. */
export interface StreamPacer {
  /** Numbers the frame that is about to be sent. */
  readonly sent: (now: number) => number
  readonly acked: (seq: number) => void
  /** How long the oldest unacknowledged frame has been on its way; 0 when none is. */
  readonly lagMs: (now: number) => number
  readonly pressure: (now: number) => CameraPressure
}

export function makeStreamPacer(): StreamPacer {
  let seq = 0
  let level = 0
  let relaxedAt = -Infinity
  // Times of the frames not yet acknowledged; the first belongs to `seq - waiting.length + 1`.
  let waiting: number[] = []
  const lagMs = (now: number): number => now - (waiting[0] ?? now)

  return {
    sent: (now) => {
      seq += 1
      waiting.push(now)
      return seq
    },
    acked: (upTo) => {
      if (upTo > seq) return
      const open = seq - upTo
      if (open < waiting.length) waiting = waiting.slice(waiting.length - open)
    },
    lagMs,
    pressure: (now) => {
      const lag = lagMs(now)
      const wanted =
        lag > nothingAboveMs ? 3 : lag > stillsAboveMs ? 2 : lag > keyFramesAboveMs ? 1 : 0
      if (wanted > level) {
        level = wanted
        relaxedAt = now
      } else if (level > 0 && lag < relaxBelowMs && now - relaxedAt >= relaxEveryMs) {
        level -= 1
        relaxedAt = now
      }
      return levels[level] ?? 'nothing'
    }
  }
}

/**
 * Decides picture by picture for one channel. A delta picture is never left out alone: after the
 * first that is, all are until the next key picture.
 */
export interface ChannelPacer {
  readonly lets: (
    picture: { readonly key: boolean },
    pressure: CameraPressure,
    now: number
  ) => boolean
}

export function makeChannelPacer(priority: () => boolean): ChannelPacer {
  let broken = true
  let lastKeyAt = -Infinity
  return {
    lets: ({ key }, pressure, now) => {
      const let_ = allowed(key, pressure, priority(), now - lastKeyAt)
      if (!let_ || (broken && !key)) {
        broken = true
        return false
      }
      if (key) {
        broken = false
        lastKeyAt = now
      }
      return true
    }
  }
}

function allowed(
  key: boolean,
  pressure: CameraPressure,
  priority: boolean,
  sinceKeyMs: number
): boolean {
  switch (pressure) {
    case 'none':
      return true
    case 'keyFrames':
      return priority || key
    case 'stills':
      return key && (priority || sinceKeyMs >= stillEveryMs)
    case 'nothing':
      return false
  }
}
