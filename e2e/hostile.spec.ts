import { fire, prefix, publishIncident } from './harness/feed.ts'
import { expect, test } from './harness/test.ts'

const deep = '['.repeat(100_000) + ']'.repeat(100_000)

/** Messages that cannot be understood: each is refused with a reason and counted. */
const refused: readonly (readonly [name: string, topic: string, payload: string | Buffer])[] = [
  ['broken JSON', 'incident/X-1', '{"id":"X-1",'],
  ['no JSON at all', 'incident/X-2', 'hello'],
  ['nothing', 'incident/X-3', ''],
  ['not UTF-8', 'incident/X-4', Buffer.from([0xff, 0xfe, 0x7b, 0x80])],
  ['a megabyte', 'incident/X-5', JSON.stringify({ ...fire('X-5'), note: 'a'.repeat(1_000_000) })],
  ['nested 100,000 deep', 'incident/X-6', deep],
  ['__proto__', 'incident/X-7', '{"id":"X-7","__proto__":{"revision":1,"category":"kebakaran"}}'],
  ['an array', 'incident/X-8', '[1,2,3]'],
  ['wrong types', 'incident/X-9', JSON.stringify(fire('X-9', { revision: 'one', receivedAt: {} }))],
  ['the year 1970', 'incident/X-10', JSON.stringify(fire('X-10', { receivedAt: new Date(0) }))],
  ['the id of another', 'incident/X-11', JSON.stringify(fire('Y-11'))]
]

test('what cannot be understood is refused, counted on the wall and never an exit', async ({
  broker,
  hub,
  wall
}) => {
  await wall.open(hub.wall)
  for (const [, topic, payload] of refused) await broker.publish(`${prefix}${topic}`, payload)

  // The one after them shows that the hub is still taking messages in.
  await publishIncident(broker, fire('B-1'))
  await expect(wall.inFeed('B-1')).toBeVisible()
  expect(hub.isRunning()).toBe(true)
  await expect.poll(async () => (await hub.health()).rejected).toBe(refused.length)
  await expect(wall.page.locator('.status')).toContainText(`Karantina ${refused.length}`)
  expect(await hub.counts()).toMatchObject({ open: 1, total: 1 })
})

test('the quarantine tells why, without what was refused', async ({ broker, hub, wall }) => {
  await wall.open(hub.wall)
  await broker.publish(`${prefix}incident/X-1`, 'Budi Santoso 081234567890')
  const quarantine = wall.page.locator('.status').getByRole('button', { name: /Karantina/u })
  await expect(quarantine).toContainText('1')
  await quarantine.click()
  await expect(wall.page.locator('.wall')).not.toContainText('Budi')
  await expect(wall.page.locator('.wall')).not.toContainText('0812')
})

test('an incident with one bad detail loses the detail, not the incident', async ({
  broker,
  hub,
  wall
}) => {
  await wall.open(hub.wall)
  const inTheSea = fire('B-1', { position: [110.4, -6.2] })
  const unheardOf = fire('B-2', { category: 'ufo', priority: 1 })
  await publishIncident(broker, inTheSea)
  await publishIncident(broker, unheardOf)
  await expect(wall.inFeed('B-1')).toContainText('Kebakaran')
  await expect(wall.inFeed('B-2')).toBeVisible()
  await expect(wall.onMap('B-1')).toHaveCount(0)
  await expect(wall.onMap('B-2')).toHaveCount(1)
  expect(await hub.counts()).toMatchObject({ open: 2, total: 2 })
})

test('HTML in a text is a text', async ({ broker, hub, wall }) => {
  await wall.open(hub.wall)
  const image = '<img src=x onerror=document.title=1>'
  await publishIncident(broker, fire(image, { category: '<b>api', priority: 1 }))
  await expect.poll(() => hub.counts()).toMatchObject({ total: 1 })
  await expect(wall.feed).toHaveCount(1)
  await expect(wall.page.locator('.wall img[src="x"]')).toHaveCount(0)
  await expect(wall.page).toHaveTitle('Siaga')
})
