import { existsSync } from 'node:fs'
import { copyFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { fire, publishIncident } from './harness/feed.ts'
import { projectRoot } from './harness/programs.ts'
import { expect, onlyWhenLong, test } from './harness/test.ts'
import { makeTilesArchive } from './harness/tilesArchive.ts'

test.use({ webgl: true })

const districts = path.resolve(projectRoot, '../shared/data/districts-semarang.geojson')
const semarang = [110.26, -7.12, 110.51, -6.93] as const
/** The tiles of zoom 10 that hold Semarang. */
const places = [825, 826].flatMap((x) => [531, 532].map((y) => [x, y] as const))

/** The commonest colour around a place on the screen, as `#rrggbb`. */
async function colourAt(page: Page, { x, y }: { readonly x: number; readonly y: number }) {
  const clip = { x: Math.round(x) - 6, y: Math.round(y) - 6, width: 13, height: 13 }
  const png = (await page.screenshot({ clip })).toString('base64')
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')
    context?.drawImage(picture, 0, 0)
    const pixels = context?.getImageData(0, 0, picture.width, picture.height).data ?? []
    const counts = new Map<string, number>()
    for (let i = 0; i + 3 < pixels.length; i += 4) {
      const colour = [0, 1, 2]
        .map((part) => (pixels[i + part] ?? 0).toString(16).padStart(2, '0'))
        .join('')
      counts.set(`#${colour}`, (counts.get(`#${colour}`) ?? 0) + 1)
    }
    return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
  }, png)
}

function token(map: Locator, name: string): Promise<string> {
  return map.evaluate(
    (element, key) => getComputedStyle(element).getPropertyValue(key).trim().toLowerCase(),
    name
  )
}

/** Where a mark stands on the screen. */
async function centreOf(mark: Locator) {
  const box = await mark.locator('path').nth(1).boundingBox()
  if (box === null) throw new Error('The mark is not on the screen.')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

test("a city's own borders are drawn, and heat ends at its land", async ({ broker, hub, wall }) => {
  test.skip(!existsSync(districts), 'districts-semarang.geojson is not there')
  await copyFile(districts, path.join(hub.data, 'districts.geojson'))
  const closedAt = new Date().toISOString()
  const north = { position: [110.4266, -6.938], status: 'closed', closedAt }
  for (let i = 0; i < 60; i++) await publishIncident(broker, fire(`H-${i}`, north))
  await publishIncident(broker, fire('west', { position: [110.3, -7.05] }))
  await publishIncident(broker, fire('east', { position: [110.48, -6.98] }))
  await wall.open(hub.wall)
  await wall.untilDrawn()
  await expect.poll(() => hub.counts()).toMatchObject({ open: 2, total: 62 })
  const map = wall.panel('map')
  await expect(map).not.toContainText('Peta skematik')
  await expect(map.locator('[data-district="33.74.01"]')).toHaveText(/Tengah/u)

  const [west, east] = [await centreOf(wall.onMap('west')), await centreOf(wall.onMap('east'))]
  const at = (lon: number, lat: number) => ({
    x: west.x + ((lon - 110.3) / 0.18) * (east.x - west.x),
    y: west.y + ((lat + 7.05) / 0.07) * (east.y - west.y)
  })
  const sea = await token(map, '--sea')
  const land = await token(map, '--land')
  await expect
    .poll(() => colourAt(wall.page, at(110.4266, -6.945)), { message: 'heat on land' })
    .not.toBe(land)
  expect(await colourAt(wall.page, at(110.4266, -6.945))).not.toBe(sea)
  expect(await colourAt(wall.page, at(110.4266, -6.9318))).toBe(sea)
})

test('a map whose code did not come while the hub went away is drawn when it is back', async ({
  hub,
  wall
}) => {
  wall.allow(/ERR_FAILED/u)
  await wall.page.route(/GlMap/u, (route) => route.abort(), { times: 1 })
  await wall.open(hub.wall)
  await wall.untilDrawn()
  await expect(wall.panel('map').locator('.map-canvas canvas')).toHaveCount(1)
})

test('a vector base map is drawn under the marks', async ({ broker, hub, wall }) => {
  onlyWhenLong()
  const archive = makeTilesArchive(10, places, semarang)
  await writeFile(path.join(hub.data, 'basemap.pmtiles'), archive)
  await publishIncident(broker, fire('B-1'))
  await wall.open(hub.wall)
  await wall.untilDrawn()
  await expect(wall.onMap('B-1')).toBeVisible()
  const map = wall.panel('map')
  const mark = await centreOf(wall.onMap('B-1'))
  // The lake of the tiles is everywhere, so the land has the colour of the sea.
  const sea = await token(map, '--sea')
  await expect.poll(() => colourAt(wall.page, { x: mark.x - 120, y: mark.y + 120 })).toBe(sea)
  await expect(map).not.toContainText('tidak dipakai')
})

test('files that are no use leave the schematic map, which says why', async ({ hub, wall }) => {
  const archive = makeTilesArchive(10, places, semarang)
  await writeFile(path.join(hub.data, 'basemap.pmtiles'), archive.slice(0, -20))
  await writeFile(path.join(hub.data, 'districts.geojson'), '{"features": [')
  await wall.open(hub.wall)
  await wall.untilDrawn()
  const map = wall.panel('map')
  await expect(map).toContainText('Peta skematik, batas tidak resmi')
  await expect(map).toContainText('districts.geojson tidak dipakai: bukan GeoJSON')
  await expect(map).toContainText('basemap.pmtiles tidak dipakai: berkasnya terpotong')
})

test('tiles that turn out unreadable are given up for the schematic map', async ({ hub, wall }) => {
  const archive = makeTilesArchive(10, places, semarang)
  archive.fill(0xff, archive.length - 60)
  await writeFile(path.join(hub.data, 'basemap.pmtiles'), archive)
  await wall.open(hub.wall)
  await wall.untilDrawn()
  const map = wall.panel('map')
  await expect(map).toContainText('basemap.pmtiles tidak dipakai: petaknya tidak terbaca')
  await expect(map).toContainText('Peta skematik, batas tidak resmi')
})

test('a window is sent the density it shows, and another one when that is chosen', async ({
  hub,
  wall
}) => {
  const asked: string[] = []
  wall.page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => asked.push(String(payload)))
  )
  await wall.open(hub.wall)
  const legend = wall.panel('map').locator('.map-legend')
  await expect(legend).toContainText('30 hari terakhir')
  await legend.getByRole('radio').nth(2).click()
  await expect(legend).toContainText('7 hari terakhir')
  const densities = (frame: string): readonly string[] => frame.match(/density:\w+/gu) ?? []
  expect(asked.map(densities).filter(({ length }) => length > 1)).toEqual([])
  expect(asked.flatMap(densities).at(-1)).toBe('density:7d')
})
