import { ink } from './ink.ts'
import type { Frame, Paper } from './paper.ts'

export interface Cell {
  readonly text: string
  /** Grey, behind it. */
  readonly note?: string
  readonly bold?: boolean
}

export interface TableColumn {
  readonly title: string
  /** Share of the width. */
  readonly share: number
  readonly align?: 'left' | 'right'
  /** Drawn in place of text. */
  readonly draw?: (paper: Paper, frame: Frame, row: number) => void
}

export interface Table {
  readonly columns: readonly TableColumn[]
  readonly rows: readonly (readonly (Cell | undefined)[])[]
}

export const rowHeight = 16
const headHeight = 18
const gap = 11
/** Rows may be drawn so much lower before a table is cut in two. */
const leastSqueeze = 0.72

export function tableHeight(rows: number, scale: number): number {
  return (headHeight + rows * rowHeight) * scale
}

/** How many rows stand under one another in so much height. */
export function rowsThatFit(height: number, scale: number): number {
  return Math.max(1, Math.floor((height - headHeight * scale) / (rowHeight * scale * leastSqueeze)))
}

/** Titles, a line, and rows with hairlines; figures stand under one another at the right. */
export function drawTable(paper: Paper, frame: Frame, { columns, rows }: Table): void {
  const { scale } = paper
  const row = Math.min(rowHeight * scale, (frame.height - headHeight * scale) / rows.length)
  const base = Math.min(8.5 * scale, row * 0.6)
  const head = { size: 7.5 * scale, colour: ink.third }
  const places = columnPlaces(columns, frame)
  const top = frame.y + headHeight * scale
  for (const [index, column] of columns.entries()) {
    const place = places[index] ?? frame
    paper.text(...aligned(column, place, frame.y + 10 * scale), {
      ...head,
      align: column.align ?? 'left'
    })
  }
  paper.line(
    [
      [frame.x, top - 3 * scale],
      [frame.x + frame.width, top - 3 * scale]
    ],
    ink.strongRule,
    0.75
  )
  for (const [index, cells] of rows.entries()) {
    const y = top + index * row
    if (index > 0)
      paper.line(
        [
          [frame.x, y - scale],
          [frame.x + frame.width, y - scale]
        ],
        ink.rule,
        0.4
      )
    const baseline = y + row * 0.66
    for (const [at, column] of columns.entries()) {
      const place = { ...(places[at] ?? frame), y, height: row }
      const cell = cells[at]
      if (column.draw !== undefined) column.draw(paper, place, index)
      else if (cell !== undefined) drawCell(paper, cell, column, place, baseline, base)
    }
  }
}

function drawCell(
  paper: Paper,
  { text, note, bold = false }: Cell,
  column: TableColumn,
  place: Frame,
  baseline: number,
  size: number
): void {
  const style = { size, bold, colour: bold ? ink.first : ink.second }
  const small = { size: size * 0.86, colour: ink.third }
  const noteWidth = note === undefined ? 0 : paper.widthOf(note, small) + 6
  const kept = paper.fitted(text, place.width - noteWidth, style)
  if (column.align === 'right') {
    const right = place.x + place.width
    if (note !== undefined) paper.text(note, right, baseline, { ...small, align: 'right' })
    paper.text(kept, right - noteWidth, baseline, { ...style, align: 'right' })
    return
  }
  paper.text(kept, place.x, baseline, style)
  if (note !== undefined)
    paper.text(note, place.x + paper.widthOf(kept, style) + 6, baseline, small)
}

function columnPlaces(columns: readonly TableColumn[], { x, y, width, height }: Frame): Frame[] {
  const shares = columns.reduce((sum, { share }) => sum + share, 0)
  const room = width - gap * (columns.length - 1)
  let at = x
  return columns.map(({ share }) => {
    const place = { x: at, y, width: (room * share) / shares, height }
    at += place.width + gap
    return place
  })
}

function aligned(
  { title, align }: TableColumn,
  { x, width }: Frame,
  y: number
): [string, number, number] {
  return [title, align === 'right' ? x + width : x, y]
}
