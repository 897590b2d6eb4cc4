import { scenesPath, ScenesTold, type SceneVersions } from '../src/contract/arrangement.ts'
import type { PanelKind } from '../src/contract/scene.ts'
import { leastSizes } from '../src/renderer/wall/panelSizes.ts'
import type { Hub } from './harness/hub.ts'
import { layoutFaults } from './harness/layout.ts'
import { expect, onlyWhenLong, test } from './harness/test.ts'
import { Wall } from './harness/wall.ts'

/** The same window, at a desk. */
const deskOf = (address: string): string => address.replace('?', '?desk&')

async function keptOf(hub: Hub, id: string): Promise<SceneVersions | undefined> {
  const told = ScenesTold.parse(JSON.parse(await hub.text(scenesPath)))
  return told.scenes.find((scene) => scene.id === id)
}

/** Column, row, columns, rows of a panel in the editor. */
async function placeOf({ page }: Wall, panel: PanelKind): Promise<readonly number[]> {
  const text = await page.locator(`[data-tile="${panel}"]`).getAttribute('data-place')
  return (text ?? '').split(' ').map(Number)
}

/** Takes hold of something at its middle, and lets it go so many cells further. */
async function drag({ page }: Wall, what: string, right: number, down: number): Promise<void> {
  const stage = await page.locator('.editor-stage').boundingBox()
  const box = await page.locator(what).boundingBox()
  if (stage === null || box === null) throw new Error(`${what} cannot be seen.`)
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 8, y + 4)
  await page.mouse.move(x + (right * stage.width) / 48, y + (down * stage.height) / 24, {
    steps: 4
  })
  await page.mouse.up()
}

test('a scene is arranged at a desk, kept in versions, and seen on the wall', async ({
  hub,
  wall,
  context
}) => {
  test.slow()
  const { page } = wall
  await page.setViewportSize({ width: 1280, height: 720 })
  await wall.open(deskOf(hub.wall))
  const editor = page.getByRole('dialog', { name: 'Susun adegan' })
  const press = (name: string) => editor.getByRole('button', { name, exact: true })

  // Operasi is of rails: a copy on the grid, which nobody has saved.
  await page.keyboard.press('1')
  await expect(page.locator('.scene')).toHaveAttribute('data-scene', 'operasi')
  await page.keyboard.press('e')
  await expect(editor).toContainText('Disalin dari susunan rel ke petak', { timeout: 30_000 })
  const [column = 0, row = 0, columns = 0, rows = 0] = await placeOf(wall, 'map')
  expect(columns).toBeGreaterThan(20)
  await page.locator('[data-tile="map"] button').click()
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('Shift+ArrowLeft')
  expect(await placeOf(wall, 'map')).toEqual([column, row, columns - 4, rows])
  await drag(wall, '[data-tile="map"] button', 3, 0)
  await expect.poll(() => placeOf(wall, 'map')).toEqual([column + 3, row, columns - 4, rows])

  const volume = await placeOf(wall, 'volume')
  await drag(wall, '[data-tile="volume"] .react-resizable-handle-w', 2, 0)
  await expect
    .poll(() => placeOf(wall, 'volume'))
    .toEqual([Number(volume[0]) + 2, volume[1], Number(volume[2]) - 2, volume[3]])
  await press('Urungkan').click()
  expect(await placeOf(wall, 'volume')).toEqual(volume)

  await press('Simpan sebagai…').click()
  await page.getByLabel('Nama adegan baru').fill('Malam uji')
  await page.keyboard.press('Enter')
  await expect(editor.getByRole('status')).toHaveText('Malam uji tersimpan sebagai versi 1.')
  expect(await keptOf(hub, 'operasi'), 'the shipped one is untouched').toMatchObject({
    shipped: true,
    version: 0,
    versions: []
  })

  // Another window has it among its scenes, with the map where it was put.
  const other = new Wall(await context.newPage())
  await other.page.setViewportSize({ width: 640, height: 360 })
  await other.open(hub.wall)
  await expect(other.page.locator('.top-scenes')).toContainText('Malam uji')
  await other.page.keyboard.press('5')
  const onWall = other.page.locator('.scene-grid .grid-place:has([data-panel="map"])')
  await expect(onWall).toHaveCSS('grid-column-start', String(column + 3 + 1))
  await expect(onWall).toHaveCSS('grid-column-end', `span ${columns - 4}`)
  await expect(onWall.locator('[data-panel]')).toBeVisible()
  await page.bringToFront()

  await page.locator('[data-tile="map"] button').click()
  await page.keyboard.press('ArrowRight')
  await press('Simpan').click()
  await expect(editor.getByRole('status')).toHaveText('Malam uji tersimpan sebagai versi 2.')
  await expect(onWall).toHaveCSS('grid-column-start', String(column + 4 + 1))
  await editor.locator('[data-version="1"]').getByRole('button', { name: 'Pulihkan' }).click()
  await expect(editor.getByRole('status')).toHaveText('Versi 1 dipulihkan.')
  await expect(onWall).toHaveCSS('grid-column-start', String(column + 3 + 1))
  await page.keyboard.press('Escape')
  await expect(editor).toHaveCount(0)

  // A smaller screen draws it smaller and changes nothing.
  const before = await keptOf(hub, 'malam-uji')
  await page.setViewportSize({ width: 1024, height: 576 })
  await page.keyboard.press('e')
  expect(await placeOf(wall, 'map')).toEqual([column + 3, row, columns - 4, rows])
  await expect(press('Simpan')).toBeDisabled()
  await press('Periksa keterbacaan').click()
  await expect(editor.locator('.editor-legibility [data-count]')).toContainText('di bawah 16′')
  // On the wall, 3.6 m wide, from 8 m: the size of this screen is nothing to it.
  await expect(editor.locator('[data-of="map"]').first()).toContainText('7,9′')
  // Somebody else saves meanwhile: nobody is written over.
  const newest = before?.versions[0]
  if (newest?.scene.layout !== 'grid') throw new Error('A scene of the editor is a grid.')
  await page.evaluate(
    async ([path, token, body]) => {
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
      await fetch(String(path), { method: 'POST', headers, body: String(body) })
    },
    [
      scenesPath,
      hub.ready.token,
      JSON.stringify({
        type: 'save',
        scene: { ...newest.scene, name: 'Lain' },
        basedOn: before?.version
      })
    ]
  )
  wall.allow(/409/u)
  await page.locator('[data-tile="map"] button').click()
  await page.keyboard.press('ArrowRight')
  await press('Simpan').click()
  await expect(editor.getByRole('alert')).toContainText('sudah diubah orang lain')
  await press('Muat versi terbaru').click()
  await expect(editor.getByLabel('Nama adegan', { exact: true })).toHaveValue('Lain')
  await page.keyboard.press('Escape')
  await expect(editor).toHaveCount(0)
})

test('a panel shows all it has in its least size, and in less that it does not fit', async ({
  hub,
  wall
}) => {
  onlyWhenLong()
  const { page } = wall
  wall.allow(/favicon\.ico/u)
  const kinds = (Object.keys(leastSizes) as PanelKind[]) // the table has exactly the kinds as keys
    .sort((a, b) => leastSizes[b].rows - leastSizes[a].rows)
  const [scenes, parts] = [kinds.slice(0, 3), kinds.slice(3)]
  const places = page.locator('.grid-place')
  const misfits = page.locator('.grid-place[data-fits="false"]')
  const open = async (shown: readonly PanelKind[], share: number): Promise<void> => {
    const gallery = new URL('gallery.html', hub.ready.url)
    gallery.searchParams.set('state', 'susunan')
    gallery.searchParams.set('arrange', JSON.stringify(onShelves(shown, share)))
    await page.goto(gallery.href)
    await expect(places).toHaveCount(shown.length)
  }
  // Of a line that may end in an ellipsis all texts are taken to be as wide as the line.
  const faults = async (): Promise<readonly string[]> =>
    (await layoutFaults(page)).filter((fault) => !/operator|petugas/u.test(fault))
  for (const shown of [parts, ...scenes.map((kind) => [kind])]) {
    await open(shown, 1)
    await expect.poll(faults, shown.join()).toEqual([])
    await expect(misfits).toHaveCount(0)
  }
  await open(parts, 0.5)
  await expect(misfits).toHaveCount(parts.length)
  for (const panel of await misfits.locator('[data-panel]').all()) await expect(panel).toBeHidden()
  await expect(page.locator('.grid-misfit').first()).toContainText('tidak muat di sini')
})

/** Away from the edges, where a place leaves its panel the least room; of the least width a share. */
function onShelves(kinds: readonly PanelKind[], share: number): object {
  const panels: object[] = []
  let [column, row, shelf] = [1, 1, 0]
  for (const panel of kinds) {
    const columns = Math.floor(leastSizes[panel].columns * share)
    const { rows } = leastSizes[panel]
    if (column + columns > 47) [column, row, shelf] = [1, row + shelf, 0]
    panels.push({ panel, place: { column, row, columns, rows } })
    column += columns
    shelf = Math.max(shelf, rows)
  }
  return { id: 'terkecil', name: 'Terkecil', layout: 'grid', panels }
}
