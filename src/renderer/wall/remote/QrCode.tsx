import type { ReactElement } from 'react'
import { encode } from 'uqr'
import { qrPath } from './qrPath.ts'

/** Modules of light around the code, without which it is not found. */
const quiet = 4

/** Dark on light in every theme, for that is what cameras look for. */
export function QrCode({
  text,
  label
}: {
  readonly text: string
  readonly label: string
}): ReactElement {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const side = size + 2 * quiet
  return (
    <svg
      className="remote-qr"
      role="img"
      aria-label={label}
      viewBox={`${-quiet} ${-quiet} ${side} ${side}`}
      shapeRendering="crispEdges"
    >
      <path d={qrPath(data)} />
    </svg>
  )
}
