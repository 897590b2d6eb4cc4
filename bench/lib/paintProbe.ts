import type { Page } from '@playwright/test'

/** An incident's number and the `Date.now()` at which something happened to it. */
export type Sighting = readonly [n: number, at: number]

declare global {
  interface Window {
    siagaPainted: [string, number][]
  }
}

/** Begins to note when marks of new incidents have been painted; before the page is opened. */
export async function installPaintProbe(page: Page): Promise<void> {
  await page.addInitScript(probe)
}

/** What was painted since the last time, of the incidents whose ids begin with `idPrefix`. */
export async function takePainted(page: Page, idPrefix: string): Promise<Sighting[]> {
  const painted = await page.evaluate(() => window.siagaPainted.splice(0))
  return painted
    .filter(([id]) => id.startsWith(idPrefix))
    .map(([id, at]) => [Number(id.slice(idPrefix.length)), at])
}

/**
 * Runs in the page. A mark that comes into the document is drawn by the next frame, and that frame
 * is done when the one after it begins: the second animation frame is when it counts as painted,
 * up to one frame (16 ms) late and never early.
 */
function probe(): void {
  window.siagaPainted = []
  let drawn: string[] = []
  const noteFrame = (): void => {
    const ids = drawn
    drawn = []
    requestAnimationFrame(() => {
      const now = Date.now()
      for (const id of ids) window.siagaPainted.push([id, now])
    })
  }
  const noteMark = (node: Node): void => {
    if (!(node instanceof Element) || !node.classList.contains('map-incident')) return
    if (drawn.length === 0) requestAnimationFrame(noteFrame)
    drawn.push(node.getAttribute('data-incident') ?? '')
  }
  new MutationObserver((records) => {
    for (const { addedNodes } of records) addedNodes.forEach(noteMark)
  }).observe(document, { childList: true, subtree: true })
}
