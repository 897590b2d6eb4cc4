import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Locator } from '@playwright/test'
import type { Hub } from './harness/hub.ts'
import { expect, test } from './harness/test.ts'

const rule = { id: 'gawat', name: 'Gawat', when: { priority: 1 }, seconds: 120 }
/** One panel that costs little to draw. */
const scene = (id: string, name: string): object => ({
  id,
  name,
  layout: 'grid',
  panels: [{ panel: 'openCounts', place: { column: 0, row: 0, columns: 48, rows: 24 } }]
})

async function write(hub: Hub, file: string, content: object): Promise<void> {
  const target = path.join(hub.data, 'wall', file)
  await mkdir(path.dirname(target), { recursive: true })
  await writeFile(target, JSON.stringify(content, null, 2))
}

/** Top and bottom edge in pixels of the page. */
async function edges(part: Locator): Promise<{ readonly top: number; readonly bottom: number }> {
  const box = await part.boundingBox()
  if (box === null) throw new Error('It is not on the page.')
  return { top: box.y, bottom: box.y + box.height }
}

test('files of the room count while the hub runs, and one that cannot be used says why', async ({
  hub,
  wall
}) => {
  const banner = wall.page.locator('.files-banner')
  const scenes = wall.page.locator('.top-scenes')
  await write(hub, 'scenes/operasi.json', scene('operasi', 'Pagi'))
  await expect.poll(() => hub.text('/api/scenes')).toContain('"name":"Pagi"')
  await wall.open(hub.wall)
  await expect(scenes.locator('b')).toHaveText('Pagi')
  await expect(scenes).not.toContainText('Malam')
  await expect(banner).toHaveCount(0)

  await write(hub, 'scenes/malam.json', scene('malam', 'Malam'))
  await scenes.getByRole('button', { name: 'Malam' }).click()
  await expect(wall.page.locator('.scene')).toHaveAttribute('data-scene', 'malam')

  await write(hub, 'rules.json', { rules: [{ ...rule, seconds: 'Budi' }] })
  await expect(banner).toHaveText(
    'rules.json baris 9:rules.0.secondstidak dapat dipakai.Yang terakhir baik tetap berlaku.'
  )
  const [above, own, below] = await Promise.all([
    edges(wall.page.locator('.top-clock')),
    edges(banner),
    edges(wall.page.locator('.scene'))
  ])
  expect(above.bottom).toBeLessThanOrEqual(own.top + 0.5)
  expect(own.bottom).toBeLessThanOrEqual(below.top + 0.5)

  const response = await fetch(new URL('/api/control', hub.ready.url), {
    method: 'POST',
    headers: { Authorization: `Bearer ${hub.ready.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ action: { type: 'setMode', mode: 'guests' } })
  })
  expect(response.ok).toBe(true)
  await expect(banner).toHaveText('Berkas tidak dapat dipakai: rules.json')

  await write(hub, 'rules.json', { rules: [rule] })
  await expect(banner).toHaveCount(0)

  await rm(path.join(hub.data, 'wall/scenes/malam.json'))
  await expect(wall.page.locator('.scene')).toHaveAttribute('data-scene', 'operasi')
  await expect(scenes).not.toContainText('Malam')
  expect(hub.log()).not.toContain('Budi')
})
