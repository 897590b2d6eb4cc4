import type { Page } from '@playwright/test'
import type { ControlAction } from '../src/contract/control.ts'
import { wallUrl } from '../src/contract/launch.ts'
import { makeBroker } from '../e2e/harness/broker.ts'
import { prepareData } from './lib/history.ts'
import { load, ms, printTable, type Figure } from './lib/report.ts'
import { startBrowser } from './lib/startBrowser.ts'
import { startHub } from './lib/startHub.ts'
import { percentile } from './lib/stats.ts'
import { openWindow } from './lib/windowSocket.ts'

// From asking the hub to the last of 8 windows knowing, and to one and to two real pages showing it.

const windowCount = 8
const rounds = 15
const goals = { window: 300, curtain: 500 }

const data = await prepareData({ incidents: 10_000, days: 425, until: Date.now(), open: 40 })
const broker = await makeBroker()
await broker.start()
const hub = await startHub({ data: data.folder, mqtt: broker.url })
const browser = await startBrowser()
let heard: (() => void) | undefined
const windows = await Promise.all(
  Array.from({ length: windowCount }, () =>
    openWindow(
      hub.ready,
      ({ changes }) => changes.some(({ kind }) => kind === 'control') && heard?.(),
      () => heard?.()
    )
  )
)

try {
  const pages: Page[] = []
  const figures: Figure[] = []
  const scene = (id: string) => `.scene[data-scene="${id}"]`
  for (const count of [1, 2]) {
    const page = await browser.newPage('reduce')
    await page.goto(wallUrl(hub.ready))
    await page.locator('.map-incident').first().waitFor({ timeout: 120_000 })
    pages.push(page)
    const shown = count === 1 ? 'one page' : `${count} pages`
    figures.push(
      ...(await measure(
        'scene',
        goals.window,
        [{ type: 'callScene', scene: 'cctv' }, scene('cctv')],
        [{ type: 'callScene', scene: 'operasi' }, scene('operasi')],
        pages,
        shown
      )),
      ...(await measure(
        'mode',
        goals.window,
        [{ type: 'setMode', mode: 'guests' }, '.top-mode[data-mode="guests"]'],
        [{ type: 'setMode', mode: 'briefing' }, '.top-mode[data-mode="briefing"]'],
        pages,
        shown
      )),
      ...(await measure(
        'curtain',
        goals.curtain,
        [{ type: 'drawCurtain' }, '.curtain'],
        [{ type: 'openCurtain' }, '.wall'],
        pages,
        shown
      ))
    )
  }
  printTable(`Control, ${windowCount} windows, one and two pages`, figures)
} finally {
  for (const window of windows) window.close()
  await browser.stop()
  await hub.stop()
  await broker.remove()
  await data.remove()
}

type Step = readonly [action: ControlAction, shown: string]

async function measure(
  name: string,
  goal: number,
  there: Step,
  back: Step,
  pages: readonly Page[],
  shown: string
): Promise<Figure[]> {
  const toWindows: number[] = []
  const toPages: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    for (const [action, selector] of [there, back]) {
      const startedAt = Date.now()
      const all = allWindows()
      const shownAt = pages.map((page) => whenShown(page, selector))
      await post(action)
      toWindows.push((await all) - startedAt)
      toPages.push(Math.max(...(await Promise.all(shownAt))) - startedAt)
    }
  }
  const figure = (what: string, values: readonly number[], p: number): Figure => {
    const value = percentile(values, p)
    const which = p === 1 ? 'worst' : `p${p * 100}`
    return {
      name: `${name}: asked → ${what}, ${which}`,
      value: ms(value),
      goal: `≤ ${goal} ms`,
      met: value <= goal,
      load: load()
    }
  }
  return [
    figure('all windows', toWindows, 0.5),
    figure('all windows', toWindows, 1),
    figure(shown, toPages, 0.5),
    figure(shown, toPages, 1)
  ]
}

function allWindows(): Promise<number> {
  return new Promise((resolve) => {
    let left = windowCount
    heard = () => {
      left -= 1
      if (left === 0) resolve(Date.now())
    }
  })
}

/** When an element is there and a frame with it has begun. */
function whenShown(page: Page, selector: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = (): boolean => {
          if (document.querySelector(wanted) === null) return false
          observer.disconnect()
          requestAnimationFrame(() => resolve(Date.now()))
          return true
        }
        const observer = new MutationObserver(look)
        observer.observe(document, { childList: true, subtree: true, attributes: true })
        look()
      }),
    selector
  )
}

async function post(action: ControlAction): Promise<void> {
  const response = await fetch(new URL('/api/control', hub.ready.url), {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${hub.ready.token}`,
      'Content-Type': 'application/json'
    },
    body: JSON.stringify({ action })
  })
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`)
}
