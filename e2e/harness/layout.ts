import type { Page } from '@playwright/test'

/**
 * What is wrong with the texts on the page, measured in real pixels: cut off, outside their panel or
 * the picture, or printed over one another. Empty when all is well. The map places its own labels
 * and is left out.
 */
export function layoutFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    /** Half a pixel of rounding on each side is no overlap. */
    const tolerance = 2
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts: { text: string; box: DOMRect; panel: Element | null }[] = []
    const faults: string[] = []
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement
      const text = node.textContent?.trim() ?? ''
      if (element === null || text === '' || element.closest('[data-panel="map"]')) continue
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const style = getComputedStyle(element)
      const clips = style.overflowX !== 'visible'
      const shortened = clips && style.textOverflow === 'ellipsis'
      // A shortened text is seen no farther than its element; its own boxes are of all of it.
      for (const box of shortened ? [element.getBoundingClientRect()] : range.getClientRects())
        if (box.width > 0) texts.push({ text, box, panel: element.closest('[data-panel]') })
      if (clips && !shortened && element.scrollWidth > element.clientWidth + tolerance)
        faults.push(`cut off: ${text}`)
    }
    for (const { text, box, panel } of texts) {
      const around = panel?.getBoundingClientRect() ?? new DOMRect(0, 0, innerWidth, innerHeight)
      if (
        box.left < around.left - tolerance ||
        box.right > around.right + tolerance ||
        box.top < around.top - box.height / 2 ||
        box.bottom > around.bottom + box.height / 2
      )
        faults.push(`outside its place: ${text}`)
    }
    for (const [index, one] of texts.entries())
      for (const other of texts.slice(index + 1)) {
        const width =
          Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
        // A box of text is taller than its letters, by about a fifth above and below.
        const height =
          Math.min(one.box.bottom - one.box.height / 5, other.box.bottom - other.box.height / 5) -
          Math.max(one.box.top + one.box.height / 5, other.box.top + other.box.height / 5)
        if (width > tolerance && height > tolerance)
          faults.push(`over one another: ${one.text} | ${other.text}`)
      }
    return [...new Set(faults)]
  })
}
