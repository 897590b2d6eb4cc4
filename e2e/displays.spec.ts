import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { BrowserContext } from '@playwright/test'
import { displaysPath, type DisplaysReport } from '../src/contract/displays.ts'
import { wallUrl } from '../src/contract/launch.ts'
import type { Rule } from '../src/contract/rules.ts'
import type { PanelKind } from '../src/contract/scene.ts'
import { fire } from './harness/feed.ts'
import type { Hub } from './harness/hub.ts'
import { expect, test } from './harness/test.ts'
import { Wall } from './harness/wall.ts'

/** One millimetre is one pixel, so that places can be compared as they are. */
const cell = { width: 480, height: 270 }
const bezel = 6
test.use({
  viewport: cell,
  // A city with few cameras: they are decoded in every window that shows them.
  hubFlags: ['--city', 'serang', '--simulate', 'off']
})

async function hang(hub: Hub, rows: number, columns: number): Promise<readonly string[]> {
  const displays = Array.from({ length: rows * columns }, (_, at) => {
    const [row, column] = [Math.floor(at / columns) + 1, (at % columns) + 1]
    return { id: `${'AB'[row - 1]}${column}`, row, column }
  })
  const layout = { cellWidthMm: cell.width, cellHeightMm: cell.height, bezelMm: bezel, displays }
  await mkdir(path.join(hub.data, 'wall'), { recursive: true })
  await writeFile(path.join(hub.data, 'wall', 'wall.json'), JSON.stringify(layout))
  return displays.map(({ id }) => id)
}

/** It takes over the left of the picture. */
const rule: Rule = {
  id: 'kritis',
  name: 'Kritis',
  when: { priority: 1 },
  seconds: 600,
  cameras: 4,
  // Well inside the first display, also where large type pushes it to the right.
  region: { column: 0, row: 0, columns: 12, rows: 24 },
  sound: false
}

/** Where a display's part begins. */
function cornerOf(id: string): { readonly x: number; readonly y: number } {
  const [row, column] = [id.charCodeAt(0) - 65, Number(id.slice(1)) - 1]
  return { x: column * (cell.width + bezel), y: row * (cell.height + bezel) }
}

interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Every panel, and the top bar and status line, where it lies in the window. */
function placesIn(wall: Wall): Promise<Record<string, Place>> {
  return wall.page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>('[data-panel], .top, .status')].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect()
        return [element.dataset['panel'] ?? element.className, { x, y, width, height }]
      })
    )
  )
}

/** What of the window's panels is not where the whole picture has it, by more than a pixel. */
async function misplaced(id: string, wall: Wall, whole: Wall): Promise<readonly string[]> {
  const [own, all] = [await placesIn(wall), await placesIn(whole)]
  const { x, y } = cornerOf(id)
  return Object.entries(own).flatMap(([name, place]) => {
    const there = all[name]
    const off = there && [
      place.x + x - there.x,
      place.y + y - there.y,
      place.width - there.width,
      place.height - there.height
    ]
    return off?.every((by) => Math.abs(by) <= 1) ? [] : [`${name} in ${id}: ${off?.join()}`]
  })
}

/** Which words of the bars lie behind a bezel; all displays lay them out alike. */
function cutByBezels({ page }: Wall): Promise<readonly string[]> {
  return page.evaluate(
    (bezels) =>
      [...document.querySelectorAll('.top-scenes > *, .top-mode, .top-clock, .status-item')]
        .filter((word) => {
          const { left, right } = word.getBoundingClientRect()
          return bezels.some((bezel) => left < bezel.right && bezel.left < right)
        })
        .map(({ textContent }) => textContent),
    [1, 2].map((n) => ({ left: n * (cell.width + bezel) - bezel, right: n * (cell.width + bezel) }))
  )
}

async function openDisplay(context: BrowserContext, hub: Hub, id: string): Promise<Wall> {
  const wall = new Wall(await context.newPage())
  await wall.open(wallUrl(hub.ready, id))
  await expect(wall.page.locator('.display')).toHaveAttribute('data-display', id)
  return wall
}

/** The whole picture in one window, as large as all displays and the bezels between them. */
async function resizeToAll(whole: Wall, rows: number, columns: number): Promise<void> {
  await whole.page.setViewportSize({
    width: columns * cell.width + (columns - 1) * bezel,
    height: rows * cell.height + (rows - 1) * bezel
  })
}

test('two and six displays show one picture, each its part, and one that was closed comes back', async ({
  broker,
  hub,
  wall: whole,
  context
}) => {
  test.slow()
  const displays = new Map<string, Wall>()
  const panelsOf = async (id: string): Promise<readonly string[]> => {
    const shown = displays.get(id)
    return shown === undefined ? [] : Object.keys(await placesIn(shown)).toSorted()
  }
  const openAll = async (ids: readonly string[]): Promise<void> => {
    const closed = ids.filter((id) => !displays.has(id))
    const opened = await Promise.all(closed.map((id) => openDisplay(context, hub, id)))
    for (const [at, shown] of opened.entries()) displays.set(closed[at] ?? '', shown)
  }
  // A panel is drawn when the browser has found that it lies here, which takes a moment.
  const expectPanels = async (id: string, some: readonly PanelKind[]): Promise<void> =>
    expect.poll(() => panelsOf(id), { message: id }).toEqual(expect.arrayContaining([...some]))
  const expectOnePicture = async (): Promise<void> => {
    for (const [id, shown] of displays)
      await expect.poll(() => misplaced(id, shown, whole), { message: id }).toEqual([])
  }
  const onEvery = async (look: (id: string, wall: Wall) => Promise<void>): Promise<void> => {
    await Promise.all([...displays].map(([id, wall]) => look(id, wall)))
  }

  const ids = await hang(hub, 1, 2)
  await writeFile(path.join(hub.data, 'wall', 'rules.json'), JSON.stringify({ rules: [rule] }))
  await Promise.all([openAll(ids), whole.open(wallUrl(hub.ready))])
  await resizeToAll(whole, 1, 2)
  await expectPanels('A1', ['todayCounter', 'map'])
  await expectPanels('A2', ['openCounts', 'map'])
  await expectOnePicture()
  expect(await panelsOf('A1')).not.toContain('openCounts')
  expect(await panelsOf('A2')).not.toContain('todayCounter')

  // The layout is saved anew while the wall runs: no window is opened again for it.
  await openAll(await hang(hub, 2, 3))
  await resizeToAll(whole, 2, 3)
  for (const id of ['A1', 'B1']) await expectPanels(id, ['todayCounter'])
  for (const id of ['A2', 'B2']) await expectPanels(id, ['map', 'volume'])
  for (const id of ['A3', 'B3']) await expectPanels(id, ['openCounts'])
  await expectOnePicture()
  const mounted = async (): Promise<readonly string[]> =>
    [...new Set((await Promise.all([...displays.keys()].map(panelsOf))).flat())].toSorted()
  await expect.poll(mounted).toEqual(Object.keys(await placesIn(whole)).toSorted())
  for (const id of ['A1', 'B1']) expect(await panelsOf(id)).not.toContain('openCounts')
  for (const id of ['A2', 'B2']) expect(await panelsOf(id)).not.toContain('todayCounter')

  const before = await panelsOf('B3')
  await displays.get('B3')?.page.close()
  displays.delete('B3')
  await openAll(['B3'])
  await expect.poll(() => panelsOf('B3')).toEqual(before)
  await expectOnePicture()

  const first = displays.get('A1') ?? whole
  await expect.poll(() => cutByBezels(first)).toEqual([])

  const report: DisplaysReport = {
    bound: [{ display: 'A1', output: 'HDMI-1', by: 'edid', width: 480, height: 270 }],
    notices: [{ code: 'missing', display: 'B2' }],
    remembered: {}
  }
  const told = await fetch(new URL(displaysPath, hub.ready.url), {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${hub.ready.token}`,
      'Content-Type': 'application/json'
    },
    body: JSON.stringify(report)
  })
  expect(told.status).toBe(200)
  await expect(whole.status('displays missing')).toHaveText('Layar B2 hilang')

  // It lasts 15 seconds, so all is looked at at once.
  await first.page.bringToFront()
  await first.page.keyboard.press('d')
  await Promise.all([
    onEvery((id, { page }) => expect(page.locator(`[data-identify="${id}"] h1`)).toHaveText(id)),
    expect(whole.page.locator('.identify')).toContainText('tidak menyebut layar'),
    expect(first.page.locator('.identify')).toContainText('HDMI-1, dikenali dari nomor seri')
  ])

  await first.page.keyboard.press('t')
  await first.page.keyboard.press('?')
  const help = await first.page.locator('.keys').boundingBox()
  await expect(first.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  expect(help && help.x >= 0 && help.x + help.width <= cell.width, 'inside its display').toBe(true)

  // The region that the rule has for it lies on two displays; on the others nothing is drawn.
  const incident = fire('T-1', { position: undefined, assignments: [] })
  await broker.publish('siaga/v1/serang/incident/T-1', JSON.stringify(incident))
  await onEvery(async (id, { page }) => {
    const boxes = page.locator('.takeover-place')
    await expect(boxes).toBeAttached()
    await expect(boxes.locator('[data-takeover]')).toHaveCount('A1 B1'.includes(id) ? 1 : 0)
  })

  await first.page.keyboard.press('g')
  await onEvery(async (id, { page }) => {
    await expect(page.locator('.curtain')).toBeVisible()
    expect(await page.locator('.curtain').boundingBox(), id).toEqual({ x: 0, y: 0, ...cell })
  })
  for (const shown of displays.values()) shown.expectNoComplaints()
})
