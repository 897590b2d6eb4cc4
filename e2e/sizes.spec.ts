import { fire, publishIncident } from './harness/feed.ts'
import { layoutFaults } from './harness/layout.ts'
import { expect, test } from './harness/test.ts'

test.use({ webgl: true })

const sizes = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
  { width: 7680, height: 2160 }
]

test('every text has its place at 1080p, 4K and on a double 4K wall, empty, with one incident and with 40', async ({
  broker,
  hub,
  wall
}) => {
  test.slow()
  await wall.open(hub.wall)

  async function expectOrder(state: string): Promise<void> {
    for (const size of sizes) {
      await wall.page.setViewportSize(size)
      const what = `${state} at ${size.width}×${size.height}`
      await expect
        .poll(() => layoutFaults(wall.page), { message: what, timeout: 30_000 })
        .toEqual([])
    }
    await wall.page.setViewportSize({ width: 1920, height: 1080 })
  }

  await expectOrder('an empty store')
  await publishIncident(broker, fire('B-1'))
  await expect(wall.inFeed('B-1')).toBeVisible()
  await expectOrder('one incident')

  const longAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()
  for (let number = 2; number <= 40; number += 1)
    await publishIncident(
      broker,
      fire(`B-${number}`, {
        priority: 1 + (number % 5),
        // Just past the full minute: none becomes late, and moves up, while it is looked at.
        receivedAt: longAgo(number + 0.1),
        position: [110.38 + (number % 8) * 0.012, -7.03 + (number % 5) * 0.015],
        assignments: ['damkar', 'dinkes', 'bpbd'].map((agency) => ({ agency }))
      })
    )
  await expect(wall.figure('openCounts')).toHaveText(/\d+/u)
  await expect.poll(() => hub.counts()).toMatchObject({ open: 40 })
  await expectOrder('forty open incidents')
})
