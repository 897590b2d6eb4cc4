import type { ReactElement } from 'react'

/**
 * One bar a second for the last minute, its height by how many messages came; a second without
 * messages is a gap. `silentMs` is how long nothing has come at all: that end is a line in orchid.
 */
export function Pulse({
  counts,
  silentMs,
  stale
}: {
  readonly counts: readonly number[]
  readonly silentMs: number
  readonly stale: boolean
}): ReactElement {
  const shift = stale ? Math.min(counts.length, Math.floor(silentMs / 1000)) : 0
  const shown = counts.slice(shift)
  const step = 384 / Math.max(1, counts.length)
  return (
    <svg className="pulse" viewBox="0 0 384 34" aria-hidden="true">
      {shown.map((count, second) => {
        if (count === 0) return undefined
        const height = count === 1 ? 13 : count < 5 ? 20 : 30
        return <rect key={second} x={second * step} y={17 - height / 2} width={3} height={height} />
      })}
      {shift > 0 && (
        <rect
          className="pulse-gap"
          x={384 - shift * step}
          y={15.5}
          width={shift * step}
          height={3}
        />
      )}
    </svg>
  )
}
