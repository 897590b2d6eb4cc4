import type { Severity } from '../../contract/incident.ts'

/** How the mark of a severity is drawn; lengths in units of a box from −52 to 52. */
export interface MarkShape {
  readonly form: 'diamond' | 'square' | 'circle' | 'disc'
  readonly path: string
  readonly strokeWidth: number
  /** Glyphs are 24 units wide: scale by this about their centre. */
  readonly glyphScale: number
  /** Names of the CSS variables that hold the colours, as in tokens.css. */
  readonly fill: string
  readonly stroke: string
  readonly glyph: string
}

const circle = (r: number): string => `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`

const shapes: Readonly<Record<Severity, MarkShape>> = {
  critical: {
    form: 'diamond',
    path: 'M0 -50L50 0L0 50L-50 0Z',
    strokeWidth: 5,
    glyphScale: 2.05,
    fill: '--k1',
    stroke: '--k1-line',
    glyph: '--k-ink'
  },
  high: {
    form: 'square',
    path: 'M-37 -37H37V37H-37Z',
    strokeWidth: 9,
    glyphScale: 2.2,
    fill: '--k2-fill',
    stroke: '--k2-line',
    glyph: '--k2-text'
  },
  medium: {
    form: 'circle',
    path: circle(40),
    strokeWidth: 7,
    glyphScale: 2.05,
    fill: '--bg',
    stroke: '--k3',
    glyph: '--k3'
  },
  low: {
    form: 'disc',
    path: circle(36),
    strokeWidth: 4,
    glyphScale: 1.85,
    fill: '--bg-3',
    stroke: '--ink-4',
    glyph: '--k4'
  }
}

/** Order is carried by form, so that it holds without colour: diamond, square, circle, dim disc. */
export function markShape(severity: Severity): MarkShape {
  return shapes[severity]
}
