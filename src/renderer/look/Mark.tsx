import type { ReactElement } from 'react'
import type { CategoryIcon } from '../../contract/city.ts'
import type { Severity } from '../../contract/incident.ts'
import { glyphs } from './glyphs.ts'
import { markShape } from './markShape.ts'

interface MarkProps {
  readonly severity: Severity
  /** Without one the bare shape is drawn, as in a legend. */
  readonly icon?: CategoryIcon
  /** Width and height in rem at wall scale 1; it grows with the wall scale. */
  readonly size?: number
  /** `closed` is dimmed: it happened, nobody has to act. */
  readonly state?: 'open' | 'closed'
}

/** Severity by shape and hue, kind of incident by glyph. */
export function Mark({ severity, icon, size = 0.72, state = 'open' }: MarkProps): ReactElement {
  const shape = markShape(severity)
  const length = `calc(${size}rem * var(--wall-scale))`
  return (
    <svg
      className={`mark mark-${shape.form}`}
      viewBox="-52 -52 104 104"
      style={{
        width: length,
        height: length,
        flex: 'none',
        opacity: state === 'closed' ? 0.62 : 1
      }}
      aria-hidden="true"
    >
      <path
        d={shape.path}
        strokeLinejoin="round"
        strokeWidth={shape.strokeWidth}
        style={{ fill: `var(${shape.fill})`, stroke: `var(${shape.stroke})` }}
      />
      {icon && (
        <path
          d={glyphs[icon]}
          fillRule="evenodd"
          transform={`scale(${shape.glyphScale}) translate(-12 -12)`}
          style={{ fill: `var(${shape.glyph})` }}
        />
      )}
    </svg>
  )
}
