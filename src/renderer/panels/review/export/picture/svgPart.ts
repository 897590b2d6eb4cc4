/** What a style sheet may have said; a file that stands alone has to say it itself. */
const properties = [
  'fill',
  'fill-opacity',
  'fill-rule',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'visibility',
  'display',
  'font-family',
  'font-size',
  'font-weight',
  'font-stretch',
  'letter-spacing',
  'text-anchor',
  'dominant-baseline'
] as const

/** Never taken along. */
const left = new Set(['script', 'foreignObject', 'title'])

/** An inline SVG at its place on the page, with everything that its style sheets say written in. */
export function svgPart(svg: SVGSVGElement): Element {
  const box = svg.getBoundingClientRect()
  const part = copied(svg)
  part.setAttribute('x', String(box.left))
  part.setAttribute('y', String(box.top))
  part.setAttribute('width', String(box.width))
  part.setAttribute('height', String(box.height))
  part.setAttribute('overflow', getComputedStyle(svg).overflow)
  return part
}

function copied(element: Element): Element {
  // A shallow copy carries no listeners; attributes that are none of a picture are taken off.
  const copy = element.cloneNode(false) as Element // the clone of an element is one
  for (const { name } of [...copy.attributes])
    if (/^(?:class|style|role|tabindex|aria-|data-|on)/u.test(name)) copy.removeAttribute(name)
  const style = getComputedStyle(element)
  for (const property of properties) {
    const value = style.getPropertyValue(property)
    if (value !== '') copy.setAttribute(property, value.replaceAll('"', "'"))
  }
  if (style.transform !== 'none' && !element.hasAttribute('transform'))
    copy.setAttribute('transform', style.transform)
  for (const child of element.childNodes) {
    if (child instanceof SVGElement && !left.has(child.localName)) copy.append(copied(child))
    else if (child instanceof Text) copy.append(child.cloneNode())
  }
  return copy
}
