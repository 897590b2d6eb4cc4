import { fire, publishIncident } from './harness/feed.ts'
import { expect, test } from './harness/test.ts'

test.use({ webgl: true })

test('an incident published by any client is in the feed, on the map and counted', async ({
  broker,
  hub,
  wall
}) => {
  await wall.open(hub.wall)
  await expect(wall.feed).toHaveCount(0)

  await publishIncident(broker, fire('B-1'))

  await expect(wall.inFeed('B-1')).toContainText('Kebakaran')
  await expect(wall.inFeed('B-1')).toContainText('Damkar')
  await expect(wall.onMap('B-1')).toBeVisible()
  await expect(wall.figure('todayCounter')).toHaveText('1')
  await expect(wall.figure('monthCounter')).toHaveText('1')
  await expect(wall.figure('openCounts')).toHaveText('1')
  expect(await hub.counts()).toMatchObject({ open: 1, today: 1, month: 1, total: 1 })
})

test('an incident whose crew arrived stops its clock, and one that is closed is open no more', async ({
  broker,
  hub,
  wall
}) => {
  await wall.open(hub.wall)
  const received = Date.now() - 7 * 60_000
  const at = (minutes: number): string => new Date(received + minutes * 60_000).toISOString()
  await publishIncident(broker, fire('B-1', { receivedAt: at(0) }))
  await expect(wall.inFeed('B-1')).toContainText(/7:\d\d/u)

  const crew = { agency: 'damkar', status: 'onScene', departedAt: at(2), arrivedAt: at(6.5) }
  const times = { dispatchedAt: at(1), departedAt: at(2), arrivedAt: at(6.5) }
  const arrived = fire('B-1', { revision: 2, receivedAt: at(0), ...times, assignments: [crew] })
  await publishIncident(broker, arrived)
  await expect(wall.inFeed('B-1')).toContainText('tiba')
  await expect(wall.inFeed('B-1')).toContainText('6:30')
  expect(await hub.counts()).toMatchObject({ open: 1, total: 1 })

  await publishIncident(broker, { ...arrived, revision: 3, status: 'closed', closedAt: at(6.9) })
  await expect.poll(() => hub.counts()).toMatchObject({ open: 0, today: 1, total: 1 })
  await expect(wall.onMap('B-1')).toHaveCount(0)
  await expect(wall.figure('todayCounter')).toHaveText('1')
})

test('a duplicate, an older revision and another order change nothing', async ({
  broker,
  hub,
  wall
}) => {
  await wall.open(hub.wall)
  const newest = fire('B-1', { revision: 5, category: 'kecelakaan' })
  await publishIncident(broker, newest)
  await expect(wall.inFeed('B-1')).toContainText('Kecelakaan')

  await publishIncident(broker, newest)
  await publishIncident(broker, fire('B-1', { revision: 4 }))
  await publishIncident(broker, fire('B-1', { revision: 5, priority: 4 }))
  // What came after them has been taken in, so they have too.
  await publishIncident(broker, fire('B-2', { priority: 3 }))

  await expect(wall.inFeed('B-2')).toBeVisible()
  await expect(wall.inFeed('B-1')).toHaveCount(1)
  await expect(wall.inFeed('B-1')).toContainText('Kecelakaan')
  await expect(wall.figure('todayCounter')).toHaveText('2')
  expect(await hub.counts()).toMatchObject({ open: 2, total: 2 })
})

test('a number that a source left out is shown as missing until it comes', async ({
  broker,
  hub,
  wall
}) => {
  await wall.open(hub.wall)
  await publishIncident(broker, fire('B-1', { seq: 1 }))
  await publishIncident(broker, fire('B-3', { seq: 3 }))
  const missing = wall.page.locator('.status').getByText('cad-112')
  await expect(missing).toContainText('1')

  await publishIncident(broker, fire('B-2', { seq: 2 }))
  await expect(missing).toHaveCount(0)
})

test('a figure that is not known is a dash, never a zero that looks like all is well', async ({
  hub,
  wall
}) => {
  await wall.open(hub.wall)
  await expect(wall.panel('responseCounter').locator('.counter-dash')).toBeVisible()
  await expect(wall.panel('prankCounter').locator('.counter-dash')).toBeVisible()
  await expect(wall.panel('responseCounter').locator('.value')).toHaveCount(0)
})
