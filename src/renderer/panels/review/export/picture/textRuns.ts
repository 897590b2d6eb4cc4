const namespace = 'http://www.w3.org/2000/svg'

interface Line {
  text: string
  left: number
  right: number
  top: number
  height: number
}

/** The lines of a text as the browser broke them, each an SVG text at its place. */
export function textRuns(node: Text, style: CSSStyleDeclaration, clip: DOMRect): Element[] {
  if (node.data.trim() === '') return []
  return linesOf(node, clip).map((line) => {
    const text = node.ownerDocument.createElementNS(namespace, 'text')
    const attributes = {
      x: round(line.left),
      y: round(line.top + line.height * ascentShare(style)),
      fill: style.color,
      'font-family': style.fontFamily.replaceAll('"', "'"),
      'font-size': style.fontSize,
      'font-weight': style.fontWeight,
      'font-stretch': style.fontStretch,
      ...(style.letterSpacing === 'normal' ? {} : { 'letter-spacing': style.letterSpacing })
    }
    for (const [key, value] of Object.entries(attributes)) text.setAttribute(key, String(value))
    text.textContent = cased(line.text.trimEnd(), style.textTransform)
    return text
  })
}

/** Letters by their boxes; what is cut off on the screen is cut off here. */
function linesOf(node: Text, clip: DOMRect): readonly Line[] {
  const range = node.ownerDocument.createRange()
  const lines: Line[] = []
  let at = 0
  for (const letter of node.data) {
    range.setStart(node, at)
    at += letter.length
    range.setEnd(node, at)
    const box = range.getClientRects()[0]
    if (box === undefined || box.width === 0 || !isSeen(box, clip)) continue
    const line = lines.at(-1)
    if (line !== undefined && Math.abs(line.top - box.top) < box.height / 2) {
      line.text += letter
      line.right = box.right
    } else if (letter.trim() !== '')
      lines.push({
        text: letter,
        left: box.left,
        right: box.right,
        top: box.top,
        height: box.height
      })
  }
  return lines
}

function isSeen(box: DOMRect, clip: DOMRect): boolean {
  const x = (box.left + box.right) / 2
  const y = (box.top + box.bottom) / 2
  return x >= clip.left && x <= clip.right && y >= clip.top && y <= clip.bottom
}

const shares = new Map<string, number>()

/** How much of a line's box is above its baseline. */
function ascentShare({ fontFamily }: CSSStyleDeclaration): number {
  const known = shares.get(fontFamily)
  if (known !== undefined) return known
  const context = new OffscreenCanvas(1, 1).getContext('2d')
  if (context === null) return 0.79
  context.font = `100px ${fontFamily}`
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = context.measureText('H')
  shares.set(fontFamily, up / (up + down))
  return up / (up + down)
}

function cased(text: string, transform: string): string {
  if (transform === 'uppercase') return text.toUpperCase()
  return transform === 'lowercase' ? text.toLowerCase() : text
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
