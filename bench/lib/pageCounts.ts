import type { Page } from '@playwright/test'

/** What a page holds, after a collection of garbage where that matters. */
export interface PageCounts {
  /** Of its JavaScript, bytes in use. */
  readonly heap: number
  readonly nodes: number
  readonly listeners: number
  readonly documents: number
  /** WebGL contexts that are neither lost nor collected. */
  readonly contexts: number
  readonly canvases: number
  readonly videos: number
  readonly workers: number
  /** Timeouts and intervals that are set. */
  readonly timers: number
}

declare global {
  interface Window {
    siagaHeld: () => Pick<PageCounts, 'contexts' | 'timers'>
  }
}

/** Begins to note what the page makes; before it is opened. The returned function counts. */
export async function installPageCounts(page: Page): Promise<() => Promise<PageCounts>> {
  await page.addInitScript(probe)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  return async () => {
    // What a finalizer lets go of is only collected by the next one.
    for (let times = 0; times < 3; times += 1) await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    const { metrics } = await session.send('Performance.getMetrics')
    const metric = (name: string): number =>
      metrics.find((one) => one.name === name)?.value ?? Number.NaN
    const count = (selector: string): Promise<number> => page.locator(selector).count()
    return {
      heap: usedSize,
      nodes: metric('Nodes'),
      listeners: metric('JSEventListeners'),
      documents: metric('Documents'),
      ...(await page.evaluate(() => window.siagaHeld())),
      canvases: await count('canvas'),
      videos: await count('video'),
      workers: page.workers().length
    }
  }
}

/** Runs in the page. */
function probe(): void {
  const contexts: WeakRef<WebGLRenderingContext>[] = []
  for (const made of [HTMLCanvasElement.prototype, OffscreenCanvas.prototype]) {
    const { getContext } = made as { getContext: (...args: unknown[]) => unknown } // of both
    Object.assign(made, {
      getContext(...args: unknown[]) {
        const context: unknown = getContext.apply(this, args)
        const drawsByGl =
          context instanceof WebGL2RenderingContext || context instanceof WebGLRenderingContext
        if (drawsByGl && !contexts.some((one) => one.deref() === context))
          contexts.push(new WeakRef(context as WebGLRenderingContext)) // the methods used are of both
        return context
      }
    })
  }

  const timers = new Set<unknown>()
  const { setTimeout: once, setInterval: often, clearTimeout: end } = window
  type Timer = (handler: TimerHandler, ms?: number, ...args: unknown[]) => number
  const setOnce: Timer = (handler, ms, ...args) => {
    const id = once(() => {
      timers.delete(id)
      if (typeof handler === 'function') handler(...args)
    }, ms)
    timers.add(id)
    return id
  }
  const setOften: Timer = (handler, ms, ...args) => {
    const id = often(handler, ms, ...args)
    timers.add(id)
    return id
  }
  const clear = (id?: number): void => {
    timers.delete(id)
    end(id)
  }
  const clearing = { clearTimeout: clear, clearInterval: clear }
  Object.assign(window, { setTimeout: setOnce, setInterval: setOften, ...clearing })

  window.siagaHeld = () => ({
    contexts: contexts.filter((one) => one.deref()?.isContextLost() === false).length,
    timers: timers.size
  })
}
