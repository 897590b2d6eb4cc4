import { gridColumns, gridRows, type PanelKind } from '../../contract/scene.ts'

/** In cells of the grid. */
export interface PanelSize {
  readonly columns: number
  readonly rows: number
}

/**
 * The least room in which a panel shows all it has to say, and why it has nothing to say yet, on a
 * picture of 16:9 with type at scale 1. Measured: e2e/editor.spec.ts draws them as large as this.
 */
export const leastSizes: Readonly<Record<PanelKind, PanelSize>> = {
  todayCounter: { columns: 8, rows: 5 },
  monthCounter: { columns: 8, rows: 5 },
  responseCounter: { columns: 8, rows: 5 },
  withinTargetCounter: { columns: 5, rows: 4 },
  prankCounter: { columns: 5, rows: 4 },
  agencies: { columns: 11, rows: 3 },
  map: { columns: 16, rows: 12 },
  volume: { columns: 12, rows: 3 },
  openCounts: { columns: 12, rows: 4 },
  leadIncident: { columns: 10, rows: 5 },
  incidents: { columns: 10, rows: 5 },
  duty: { columns: 8, rows: 1 },
  cctv: { columns: 46, rows: 22 },
  cueCamera: { columns: 8, rows: 5 },
  cameraStrip: { columns: 9, rows: 3 },
  peakReview: { columns: 46, rows: 22 },
  briefing: { columns: 46, rows: 22 }
}

/**
 * What becomes smaller, or ends in an ellipsis, in less room: nothing of it lies outside its place,
 * so only the place tells that it is too small.
 */
export const yielding: ReadonlySet<PanelKind> = new Set<PanelKind>([
  'map',
  'volume',
  'duty',
  'cctv',
  'cueCamera',
  'cameraStrip',
  'peakReview',
  'briefing'
])

/** The whole picture: how wide for its height, and the multiplier of its type. */
export interface Picture {
  readonly aspect: number
  readonly scale: number
}

const reference: Picture = { aspect: 16 / 9, scale: 1 }

/** One cell in rem: what lies between top bar, status line and the edges, in its parts. */
export function cellRem({ aspect }: Pick<Picture, 'aspect'>): { width: number; height: number } {
  const width = Math.max(38.4, 21.6 * aspect)
  const height = Math.max(21.6, 38.4 / aspect)
  return { width: (width - 1.12) / gridColumns, height: (height - 2.16) / gridRows }
}

/** The least room of a panel in rem; never more than a whole scene has. */
export function leastRem(kind: PanelKind, scale: number): { width: number; height: number } {
  const cell = cellRem(reference)
  const { columns, rows } = leastSizes[kind]
  return {
    width: cell.width * Math.min(gridColumns, columns * scale),
    height: cell.height * Math.min(gridRows, rows * scale)
  }
}

/** The least room of a panel on a picture, in its cells. */
export function leastCells(kind: PanelKind, picture: Picture): PanelSize {
  const cell = cellRem(picture)
  const { width, height } = leastRem(kind, picture.scale)
  const cells = (length: number, each: number, all: number): number =>
    Math.min(all, Math.max(1, Math.ceil(length / each - 0.001)))
  return {
    columns: cells(width, cell.width, gridColumns),
    rows: cells(height, cell.height, gridRows)
  }
}
