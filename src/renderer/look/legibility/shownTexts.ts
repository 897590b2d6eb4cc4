import type { ShownText } from './legibility.ts'

/**
 * Every text that can be seen under an element, of SVG too. What is drawn on a canvas has no text
 * to be found: the map writes its names, clocks and counts in SVG, and only pictures of cameras are
 * pixels.
 */
export function shownTexts(root: Element): readonly ShownText[] {
  const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const shown: ShownText[] = []
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent?.replaceAll(/\s+/gu, ' ').trim() ?? ''
    const element = node.parentElement
    if (!/[\p{L}\p{N}]/u.test(text) || element === null || !isSeen(element, node)) continue
    const panel = element.closest('[data-panel]')?.getAttribute('data-panel') ?? 'frame'
    shown.push({ panel, text, rem: sizePx(element) / remPx })
  }
  return shown
}

function isSeen(element: Element, node: Node): boolean {
  if (element.closest('title, desc, option, datalist') !== null) return false
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false
  const range = document.createRange()
  range.selectNodeContents(node)
  const { width, height } = range.getBoundingClientRect()
  return width > 1 && height > 1
}

/** In pixels of the page: the type of an SVG is in units of its view box. */
function sizePx(element: Element): number {
  const size = Number.parseFloat(getComputedStyle(element).fontSize)
  if (!(element instanceof SVGGraphicsElement)) return size
  const matrix = element.getScreenCTM()
  return matrix === null ? size : size * Math.hypot(matrix.c, matrix.d)
}
