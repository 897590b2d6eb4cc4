import { jsPDF } from 'jspdf'
import { ink } from './ink.ts'

export type PaperSize = 'a4' | 'wide'

/** Static TrueType files: a PDF cannot hold a variable font. */
export interface ReportFonts {
  readonly regular: ArrayBuffer
  readonly bold: ArrayBuffer
}

export interface TextStyle {
  /** Points. */
  readonly size: number
  readonly bold?: boolean
  readonly colour?: string
  readonly align?: 'left' | 'right' | 'center'
}

export interface Frame {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const family = 'Plex'
const sizes = { a4: [595.28, 841.89], wide: [960, 540] } as const

/** Sheets of one size with text and rectangles, in points from the upper left corner. */
export class Paper {
  readonly width: number
  readonly height: number
  /** How much larger everything is on a screen sheet than on A4. */
  readonly scale: number
  readonly #pdf: jsPDF

  constructor(size: PaperSize, fonts: ReportFonts, about: { title: string; at: Date; id: string }) {
    const [width, height] = sizes[size]
    this.width = width
    this.height = height
    this.scale = size === 'wide' ? 1.3 : 1
    this.#pdf = new jsPDF({
      unit: 'pt',
      format: [width, height],
      orientation: width > height ? 'landscape' : 'portrait',
      compress: true,
      putOnlyUsedFonts: true
    })
    this.#addFont(fonts.regular, 'normal')
    this.#addFont(fonts.bold, 'bold')
    this.#pdf.setProperties({ title: about.title, creator: 'Siaga' })
    // The same figures are the same file, byte for byte.
    this.#pdf.setCreationDate(about.at)
    this.#pdf.setFileId(about.id)
  }

  get pages(): number {
    return this.#pdf.getNumberOfPages()
  }

  addPage(): void {
    this.#pdf.addPage(
      [this.width, this.height],
      this.width > this.height ? 'landscape' : 'portrait'
    )
  }

  goTo(page: number): void {
    this.#pdf.setPage(page)
  }

  /** `y` is the baseline. */
  text(text: string, x: number, y: number, style: TextStyle): void {
    this.#setStyle(style)
    this.#pdf.text(text, x, y, { align: style.align ?? 'left' })
  }

  widthOf(text: string, style: TextStyle): number {
    this.#setStyle(style)
    return this.#pdf.getTextWidth(text)
  }

  lines(text: string, width: number, style: TextStyle): readonly string[] {
    this.#setStyle(style)
    const lines: unknown = this.#pdf.splitTextToSize(text, width)
    return Array.isArray(lines) ? lines.map(String) : [text]
  }

  /** Lines one under another; gives the baseline after the last. */
  paragraph(text: string, { x, y, width }: Omit<Frame, 'height'>, style: TextStyle): number {
    let baseline = y
    for (const line of this.lines(text, width, style)) {
      this.text(line, x, baseline, style)
      baseline += style.size * 1.4
    }
    return baseline
  }

  /** As much of the text as fits, with an ellipsis. */
  fitted(text: string, width: number, style: TextStyle): string {
    if (this.widthOf(text, style) <= width) return text
    let kept = text
    while (kept.length > 1 && this.widthOf(`${kept}…`, style) > width) kept = kept.slice(0, -1)
    return `${kept.trimEnd()}…`
  }

  fill({ x, y, width, height }: Frame, colour: string): void {
    if (width <= 0 || height <= 0) return
    this.#pdf.setFillColor(colour)
    this.#pdf.rect(x, y, width, height, 'F')
  }

  outline({ x, y, width, height }: Frame, colour: string, thick = 1): void {
    this.#pdf.setDrawColor(colour)
    this.#pdf.setLineWidth(thick)
    this.#pdf.rect(x, y, width, height, 'S')
  }

  line(points: readonly (readonly [number, number])[], colour: string, thick = 0.5): void {
    this.#pdf.setDrawColor(colour)
    this.#pdf.setLineWidth(thick)
    for (const [at, [x, y]] of points.entries()) {
      const before = points[at - 1]
      if (before !== undefined) this.#pdf.line(before[0], before[1], x, y)
    }
  }

  dot(x: number, y: number, radius: number, colour: string): void {
    this.#pdf.setFillColor(colour)
    this.#pdf.circle(x, y, radius, 'F')
  }

  bytes(): ArrayBuffer {
    return this.#pdf.output('arraybuffer')
  }

  #addFont(file: ArrayBuffer, style: 'normal' | 'bold'): void {
    const name = `${family}-${style}.ttf`
    this.#pdf.addFileToVFS(name, binaryOf(file))
    this.#pdf.addFont(name, family, style)
  }

  #setStyle({ size, bold = false, colour = ink.first }: TextStyle): void {
    this.#pdf.setFont(family, bold ? 'bold' : 'normal')
    this.#pdf.setFontSize(size)
    this.#pdf.setTextColor(colour)
  }
}

/** One character per byte, as jsPDF keeps files. */
function binaryOf(file: ArrayBuffer): string {
  const bytes = new Uint8Array(file)
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return text
}
