import { svgPart } from './svgPart.ts'
import { textRuns } from './textRuns.ts'

export interface PictureOptions {
  /** One line under the picture: which figures they are. */
  readonly caption: string
  /** Stands where a camera was. */
  readonly noCamera: string
  /** Stands on a map whose drawing the browser does not give out again. */
  readonly noGround: string
  /** The typeface as a `data:` address, so that the file needs nothing beside it. */
  readonly font: string
}

export interface Picture {
  readonly svg: string
  readonly width: number
  readonly height: number
}

const namespace = 'http://www.w3.org/2000/svg'

/**
 * Any element as it stands on the screen, as an SVG that opens anywhere: text is text, charts are
 * lines, and nothing in it is a script. Boxes have plain fills and borders, which is all that the
 * wall uses. Pictures of cameras are left out and say so.
 */
export function svgPicture(element: HTMLElement, options: PictureOptions): Picture {
  const { ownerDocument } = element
  const box = element.getBoundingClientRect()
  const captionSize = Math.max(9, Math.min(14, box.width / 60))
  const margin = captionSize * 1.5
  const width = Math.ceil(box.width + 2 * margin)
  const height = Math.ceil(box.height + 2 * margin + captionSize * 2.2)
  const svg = make(ownerDocument, 'svg', {
    viewBox: `0 0 ${width} ${height}`,
    width,
    height
  })
  const style = make(ownerDocument, 'style', {})
  style.textContent = `@font-face{font-family:'Siaga Sans';src:url(${options.font}) format('woff2');font-weight:100 700;font-stretch:75% 100%}`
  svg.append(style)
  const background = backgroundOf(element)
  svg.append(make(ownerDocument, 'rect', { width, height, fill: background }))
  const content = make(ownerDocument, 'g', {
    transform: `translate(${margin - box.left} ${margin - box.top})`
  })
  svg.append(content)
  drawElement(element, content, { clip: box, options })
  const caption = make(ownerDocument, 'text', {
    x: margin,
    y: height - margin * 0.8,
    'font-family': "'Siaga Sans', 'IBM Plex Sans', sans-serif",
    'font-size': captionSize,
    fill: getComputedStyle(element).color
  })
  caption.textContent = options.caption
  svg.append(caption)
  return { svg: new XMLSerializer().serializeToString(svg), width, height }
}

interface Place {
  /** What is outside is not seen. */
  readonly clip: DOMRect
  readonly options: PictureOptions
}

function drawElement(element: Element, into: Element, place: Place): void {
  // What somebody wrote for the room alone.
  if (element.hasAttribute('data-not-exported')) return
  const style = getComputedStyle(element)
  if (style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0') return
  if (element instanceof SVGSVGElement) {
    into.append(svgPart(element))
    return
  }
  if (!(element instanceof HTMLElement)) return
  const box = element.getBoundingClientRect()
  const clips = style.overflowX !== 'visible' || style.overflowY !== 'visible'
  const clip = clips ? common(box, place.clip) : place.clip
  const group = make(
    into.ownerDocument,
    'g',
    style.opacity === '1' ? {} : { opacity: style.opacity }
  )
  into.append(group)
  if (style.display !== 'contents') drawBox(group, common(box, place.clip), box, style)
  if (isMoving(element)) {
    drawPlate(group, common(box, place.clip), style, place.options.noCamera)
    return
  }
  if (element instanceof HTMLCanvasElement && !drawCanvas(group, element, box))
    drawPlate(group, common(box, place.clip), style, place.options.noGround)
  for (const child of element.childNodes) {
    if (child instanceof Element) drawElement(child, group, { ...place, clip })
    else if (child instanceof Text)
      for (const run of textRuns(child, style, clip)) group.append(run)
  }
}

/** Frames of cameras: videos, pictures, and canvases of camera panels. */
function isMoving(element: HTMLElement): boolean {
  if (element instanceof HTMLVideoElement || element instanceof HTMLImageElement) return true
  return element instanceof HTMLCanvasElement && element.closest('[class*="camera"]') !== null
}

function drawBox(into: Element, seen: DOMRect, box: DOMRect, style: CSSStyleDeclaration): void {
  const document = into.ownerDocument
  if (style.backgroundImage.includes('gradient')) drawHatch(into, seen, style)
  else if (!isClear(style.backgroundColor))
    into.append(rect(document, seen, { fill: style.backgroundColor }))
  const sides = [
    ['top', box.left, box.top, box.right, box.top],
    ['right', box.right, box.top, box.right, box.bottom],
    ['bottom', box.left, box.bottom, box.right, box.bottom],
    ['left', box.left, box.top, box.left, box.bottom]
  ] as const
  for (const [side, x1, y1, x2, y2] of sides) {
    const thick = Number.parseFloat(style.getPropertyValue(`border-${side}-width`))
    const colour = style.getPropertyValue(`border-${side}-color`)
    if (
      !(thick > 0) ||
      isClear(colour) ||
      style.getPropertyValue(`border-${side}-style`) === 'none'
    )
      continue
    // A border lies inside its box.
    const inX = side === 'left' ? thick / 2 : side === 'right' ? -thick / 2 : 0
    const inY = side === 'top' ? thick / 2 : side === 'bottom' ? -thick / 2 : 0
    into.append(
      make(document, 'line', {
        ...{ x1: x1 + inX, y1: y1 + inY, x2: x2 + inX, y2: y2 + inY },
        ...{ stroke: colour, 'stroke-width': thick }
      })
    )
  }
}

let hatches = 0

/** The only gradient of the wall: what is stale or frozen is hatched. */
function drawHatch(into: Element, seen: DOMRect, style: CSSStyleDeclaration): void {
  const document = into.ownerDocument
  const [first = style.color] = style.backgroundImage.match(/rgba?\([^)]*\)/u) ?? []
  hatches += 1
  const id = `hatch-${hatches}`
  const pattern = make(document, 'pattern', {
    ...{ id, width: 6, height: 6 },
    patternUnits: 'userSpaceOnUse',
    patternTransform: 'rotate(45)'
  })
  pattern.append(make(document, 'rect', { width: 2.2, height: 6, fill: first }))
  into.append(pattern, rect(document, seen, { fill: `url(#${id})` }))
}

function drawPlate(into: Element, seen: DOMRect, style: CSSStyleDeclaration, text: string): void {
  const document = into.ownerDocument
  into.append(rect(document, seen, { fill: 'none', stroke: style.color }))
  const size = Math.max(8, Math.min(14, seen.width / (text.length * 0.6)))
  const label = make(document, 'text', {
    ...{ x: seen.left + seen.width / 2, y: seen.bottom - size, fill: style.color },
    'font-family': style.fontFamily,
    'font-size': size,
    'text-anchor': 'middle'
  })
  label.textContent = text
  into.append(label)
}

/** false: its pixels are gone, as those of WebGL are once they are on the screen. */
function drawCanvas(into: Element, canvas: HTMLCanvasElement, box: DOMRect): boolean {
  if (canvas.width === 0 || canvas.height === 0) return true
  // Of a canvas that is drawn on by WebGL there is no other context.
  if (canvas.getContext('2d') === null) return false
  const image = make(into.ownerDocument, 'image', {
    ...{ x: box.left, y: box.top, width: box.width, height: box.height },
    href: canvas.toDataURL('image/png')
  })
  into.append(image)
  return true
}

/** What lies behind it: the first fill on the way up. */
function backgroundOf(element: Element): string {
  for (let each: Element | null = element; each !== null; each = each.parentElement) {
    const { backgroundColor } = getComputedStyle(each)
    if (!isClear(backgroundColor)) return backgroundColor
  }
  return '#fff'
}

function isClear(colour: string): boolean {
  return colour === 'transparent' || /rgba\(.*, 0\)/u.test(colour)
}

function common(a: DOMRect, b: DOMRect): DOMRect {
  const left = Math.max(a.left, b.left)
  const top = Math.max(a.top, b.top)
  const width = Math.max(0, Math.min(a.right, b.right) - left)
  const height = Math.max(0, Math.min(a.bottom, b.bottom) - top)
  return new DOMRect(left, top, width, height)
}

function rect(
  document: Document,
  { left, top, width, height }: DOMRect,
  more: Readonly<Record<string, string>>
): Element {
  return make(document, 'rect', { x: left, y: top, width, height, ...more })
}

function make(
  document: Document,
  name: string,
  attributes: Readonly<Record<string, string | number>>
): Element {
  const element = document.createElementNS(namespace, name)
  for (const [key, value] of Object.entries(attributes))
    element.setAttribute(
      key,
      typeof value === 'number' ? String(Math.round(value * 100) / 100) : value
    )
  return element
}
