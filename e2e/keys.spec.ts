import { expect, test } from './harness/test.ts'

test('keys change what is seen of a wall that goes on', async ({ hub, wall }) => {
  await wall.open(hub.wall)
  await wall.untilDrawn()
  const { page } = wall
  const root = page.locator('html')
  const canvas = wall.panel('map').locator('canvas').first()
  const drawn = (await canvas.count()) > 0 ? await canvas.elementHandle() : null

  await page.keyboard.press('k')
  await expect(page.locator('.quarantine')).toBeVisible()
  await expect(wall.panel('map')).toBeHidden()
  await page.keyboard.press('k')
  await expect(page.locator('.quarantine')).toHaveCount(0)
  await expect(wall.panel('map')).toBeVisible()
  // The very same map: it was hidden, not made anew.
  if (drawn !== null) expect(await drawn.evaluate((element) => element.isConnected)).toBe(true)

  await page.keyboard.press('b')
  await expect(root).toHaveAttribute('lang', 'en')
  await page.keyboard.press('t')
  await expect(root).toHaveAttribute('data-theme', 'light')
  await page.keyboard.press('?')
  await expect(page.locator('.keys')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.locator('.keys')).toHaveCount(0)

  // Combinations are the browser's.
  await page.keyboard.press('Control+k')
  await page.keyboard.press('Alt+b')
  await expect(page.locator('.quarantine')).toHaveCount(0)
  await expect(root).toHaveAttribute('lang', 'en')
})

test('a window with a wrong token is told what to do, and shows no figure', async ({
  hub,
  wall
}) => {
  await wall.page.goto(`${hub.ready.url}#token=${'x'.repeat(hub.ready.token.length)}`)
  await expect(wall.page.locator('.door[data-refused]')).toContainText('#token=')
  await expect(wall.root).toHaveCount(0)
})
