import { HubMessage } from '../src/contract/hubMessages.ts'
import { fire, publishIncident } from './harness/feed.ts'
import { expect, onlyWhenLong, test } from './harness/test.ts'

/** What the browser says of a socket whose hub was killed or is away. */
const brokenSocket = /WebSocket connection to|ERR_CONNECTION_REFUSED/u

test('a wall finds a restarted hub by itself and shows what it showed', async ({
  broker,
  hub,
  wall
}) => {
  wall.allow(brokenSocket)
  await wall.open(hub.wall)
  await wall.untilDrawn()
  await publishIncident(broker, fire('B-1'))
  await expect(wall.inFeed('B-1')).toBeVisible()

  await hub.stop()
  await expect(wall.root).not.toHaveAttribute('data-freshness', 'live')
  await publishIncident(broker, fire('B-2', { category: 'kecelakaan' }))
  await hub.start()

  await expect(wall.root).toHaveAttribute('data-freshness', 'live')
  await expect(wall.inFeed('B-1')).toHaveCount(1)
  await expect(wall.inFeed('B-2')).toHaveCount(1)
  await expect(wall.figure('todayCounter')).toHaveText('2')
  expect(await hub.counts()).toMatchObject({ open: 2, total: 2 })
})

test('a broker that is lost is said so, and what it got meanwhile comes when it is back', async ({
  broker,
  hub,
  wall
}) => {
  // Lost after 30 s: then the banner takes the place of the head. Once it is stale, 28 s pass at once.
  let laterMs = 0
  await wall.page.routeWebSocket(/\/wall$/u, (page) => {
    const server = page.connectToServer()
    server.onMessage((frame) => page.send(laterBy(laterMs, String(frame))))
  })
  await wall.open(hub.wall)
  await wall.untilDrawn()
  await publishIncident(broker, fire('B-1'))
  await expect(wall.inFeed('B-1')).toBeVisible()

  await broker.stop()
  await expect(wall.root).toHaveAttribute('data-freshness', 'stale')
  await expect(wall.banner).toHaveCount(0)
  laterMs = 28_000
  await expect(wall.banner).toHaveAttribute('data-fault', 'broker')
  await expect(wall.banner).toContainText(/broker/iu)
  expect(await hub.health()).toMatchObject({ status: 'degraded' })

  await broker.start()
  await publishIncident(broker, fire('B-2'))
  await expect(wall.banner).toHaveCount(0)
  await expect(wall.root).toHaveAttribute('data-freshness', 'live')
  await expect(wall.inFeed('B-1')).toHaveCount(1)
  await expect(wall.inFeed('B-2')).toHaveCount(1)
})

test('kill -9 of the hub in mid-stream loses nothing acknowledged and shows nothing twice', async ({
  broker,
  hub,
  wall
}) => {
  onlyWhenLong()
  const total = 240
  wall.allow(brokenSocket)
  await wall.open(hub.wall)
  await wall.untilDrawn()

  let sent = 0
  const senders = Array.from({ length: 4 }, async () => {
    while (sent < total) {
      sent += 1
      // Two updates of every third incident, so that a repeated message could count twice.
      const number = sent
      const id = `B-${number}`
      await publishIncident(broker, fire(id, { seq: number, priority: 3 + (number % 3) }))
      if (number % 3 === 0)
        await publishIncident(broker, fire(id, { revision: 2, priority: 1 + (number % 2) }))
    }
  })
  for (const soMany of [60, 120, 180]) {
    await expect.poll(() => sent, { intervals: [10] }).toBeGreaterThan(soMany)
    await hub.kill()
    await hub.start()
  }
  await Promise.all(senders)

  await expect
    .poll(() => hub.counts(), { timeout: 30_000 })
    .toMatchObject({ open: total, today: total, total })
  await expect(wall.root).toHaveAttribute('data-freshness', 'live')
  await expect(wall.figure('todayCounter')).toHaveText(String(total))
  await expect(wall.figure('openCounts')).toHaveText(String(total))
  // No number of the source is missing, and no incident has two places in the feed.
  await expect(wall.page.locator('.status').getByText('cad-112')).toHaveCount(0)
  const shown = await wall.feed.evaluateAll((rows) =>
    rows.map((row) => row.getAttribute('data-incident'))
  )
  expect(shown.length).toBeGreaterThan(5)
  expect(new Set(shown).size).toBe(shown.length)
})

/** A frame of the hub in which a lost broker has been lost for so much longer. */
function laterBy(ms: number, frame: string): string {
  const message = HubMessage.parse(JSON.parse(frame))
  if (message.type === 'changes' || message.type === 'refused') return frame
  if (message.health.broker.state !== 'lost') return frame
  const { broker } = message.health
  const health = { ...message.health, broker: { ...broker, forMs: broker.forMs + ms } }
  return JSON.stringify({ ...message, health })
}
