import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Locator } from '@playwright/test'
import { fire, prefix, publishIncident } from './harness/feed.ts'
import { makeHub, type Hub } from './harness/hub.ts'
import { expect, test as base } from './harness/test.ts'
import type { Wall } from './harness/wall.ts'

/** One that lasts until somebody closes it, and one as short as a rule may be. */
const rules = {
  rules: [
    {
      id: 'lama',
      name: 'Kebakaran besar',
      when: { priority: 1, categories: ['kebakaran'] },
      seconds: 600
    },
    { id: 'singkat', name: 'Kritis lain', when: { priority: 1 }, seconds: 10 }
  ]
}

const steps = {
  name: 'Apel pagi',
  steps: [
    { title: 'Kota hari ini', scene: 'operasi', range: '1h' },
    { title: 'Kamera', scene: 'cctv' }
  ]
}

/** When a hub said that it was ready: its clock began shortly before. */
const readyAt = new WeakMap<Hub, number>()

/** The room has files of its own before its hub starts. */
const test = base.extend({
  hub: async ({ broker, hubFlags }, use) => {
    const hub = await makeHub(['--mqtt', broker.url, ...hubFlags])
    const room = path.join(hub.data, 'wall')
    await mkdir(path.join(room, 'steps'), { recursive: true })
    await writeFile(path.join(room, 'rules.json'), JSON.stringify(rules))
    await writeFile(path.join(room, 'steps', 'apel-pagi.json'), JSON.stringify(steps))
    await hub.start()
    readyAt.set(hub, Date.now())
    await use(hub)
    await hub.remove()
  }
})

// Long journeys, and maps are drawn without a GPU: fewer pixels make them shorter.
test.use({ viewport: { width: 1280, height: 720 } })
test.describe.configure({ timeout: 120_000 })

const takeover = (wall: Wall, id: string): Locator =>
  wall.page.locator(`[data-takeover=${JSON.stringify(id)}]`)

test('a briefing is walked, a critical incident takes over, the wall returns, held it is left alone', async ({
  broker,
  hub,
  wall
}) => {
  const any = wall.page.locator('[data-takeover]')
  await wall.open(hub.wall)
  await walkSteps(wall)

  await publishIncident(broker, fire('T-1'))
  await expect(takeover(wall, 'T-1')).toContainText('Aturan “Kebakaran besar”')
  await expect(takeover(wall, 'T-1')).toContainText(/kembali \d\d\.\d\d\.\d\d/u)
  await expect(wall.status('takeover')).toContainText('Kebakaran besar: kembali')
  await expect(takeover(wall, 'T-1').locator('.takeover-map')).toBeVisible()
  await expect(wall.panel('map'), 'the scene goes on below').toHaveCount(1)

  // Another that is as grave waits until somebody closes the first, under what else is open.
  await publishIncident(broker, fire('T-2'))
  await expect(takeover(wall, 'T-1')).toContainText('1 lagi menunggu')
  await wall.page.keyboard.press('?')
  await expect(wall.page.locator('.keys')).toBeVisible()
  await wall.page.keyboard.press('Escape')
  await expect(wall.page.locator('.keys')).toHaveCount(0)
  await expect(any).toHaveCount(1)
  await wall.page.keyboard.press('Escape')
  await expect(takeover(wall, 'T-2')).toBeVisible()
  await expect(takeover(wall, 'T-1')).toHaveCount(0)
  await wall.page.keyboard.press('Escape')
  await expect(any).toHaveCount(0)
  await expect(wall.inFeed('T-2')).toBeVisible()

  await publishIncident(broker, fire('T-3', { category: 'kecelakaan' }))
  await expect(wall.status('takeover')).toContainText('Kritis lain')
  await expect(wall.status('takeover'), 'it is over by itself').toHaveCount(0, { timeout: 30_000 })
  await expect(any).toHaveCount(0)
  await expect(wall.inFeed('T-3')).toBeVisible()

  await wall.page.keyboard.press('l')
  await expect(wall.status('scene')).toContainText('ditahan')
  await publishIncident(broker, fire('T-4'))
  await expect(wall.status('takeover')).toContainText('Menunggu adegan dilepas: 1 kejadian')
  await expect(wall.inFeed('T-4')).toBeVisible()
  await expect(any).toHaveCount(0)
  await wall.page.keyboard.press('l')
  await expect(takeover(wall, 'T-4')).toBeVisible()
})

test.describe('a flood', () => {
  const speed = 240
  const start = '2026-11-20T09:00:00+07:00'
  test.use({
    hubFlags: [
      ...['--city', 'semarang', '--simulate', 'off'],
      ...['--clock', start, '--clock-speed', String(speed)]
    ]
  })

  test('groups the feed but for critical ones, stops takeovers, and is over when few come', async ({
    broker,
    hub,
    wall
  }) => {
    // A little ahead of the hub's clock, so that none is old on a slow machine either.
    const receivedAt = (): string => {
      const runs = Date.now() - (readyAt.get(hub) ?? Number.NaN)
      return new Date(Date.parse(start) + runs * speed + 20 * 60_000).toISOString()
    }
    const incident = (id: string, priority: number, n: number) =>
      [
        `${prefix}incident/${id}`,
        fire(id, {
          priority,
          category: n % 2 === 0 ? 'pohon' : 'banjir',
          district: n % 3 === 0 ? 'Genuk' : 'Tembalang',
          receivedAt: receivedAt(),
          // Somebody is there: no target is missed later, which would be a demand again.
          ...(priority > 1 && { status: 'onScene' })
        })
      ] as const
    const head = wall.panel('incidents').locator('[data-flood]')
    await wall.open(hub.wall)
    await wall.untilDrawn()

    const critical = Array.from({ length: 4 }, (_, n) => `K-${n}`)
    let come = 0
    const some = (count: number) =>
      broker.publishLines(
        Array.from({ length: count }, () => incident(`S-${(come += 1)}`, 3, come))
      )
    // They go on coming until everything has been looked at, however slow the machine is.
    let isOver = false
    const more = (async () => {
      while (!isOver) {
        await some(10)
        await wait(400)
      }
    })()
    for (let part = 0; part < 10; part += 1) await some(100)
    await expect(head).toContainText('dalam 10 menit')
    await broker.publishLines(critical.map((id, n) => incident(id, 1, n)))
    await expect(wall.status('flood')).toContainText('dalam 10 menit')
    await expect(wall.panel('incidents').locator('[data-group]').first()).toBeVisible()
    for (const id of critical) await expect(wall.inFeed(id)).toBeVisible()
    await expect(wall.page.locator('[data-takeover]')).toHaveCount(0)
    isOver = true
    await more

    await expect(head).toHaveCount(0)
    await expect(wall.status('flood')).toHaveCount(0)
    await expect(wall.panel('incidents').locator('[data-group]')).toHaveCount(0)
    expect(come).toBeGreaterThanOrEqual(1_000)
  })
})

/** A clicker walks a prepared briefing, and only the dialog that began it ends it. */
async function walkSteps(wall: Wall): Promise<void> {
  const { page } = wall
  const scene = page.locator('.scene')
  await page.keyboard.press('j')
  await page.getByRole('button', { name: 'Apel pagi' }).click()
  await expect(wall.status('steps')).toContainText('Langkah 1/2: Kota hari ini')
  await expect(wall.panel('map').locator('.map-legend')).toContainText('1 jam terakhir')

  // In the CCTV scene the same keys turn its pages, but not while steps are walked.
  await page.keyboard.press('PageDown')
  await expect(scene).toHaveAttribute('data-scene', 'cctv')
  await page.keyboard.press('ArrowLeft')
  await expect(wall.status('steps')).toContainText('Langkah 1/2')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowRight')
  await expect(wall.status('steps')).toContainText('Langkah 2/2: Kamera')

  await page.keyboard.press('j')
  await page.getByRole('button', { name: 'Akhiri' }).click()
  await expect(scene).toHaveAttribute('data-scene', 'operasi')
  await expect(wall.status('steps')).toHaveCount(0)
  await expect(wall.panel('map').locator('.map-legend')).toContainText('30 hari terakhir')
}
