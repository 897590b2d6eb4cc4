import { test as base } from '@playwright/test'
import { hasMosquitto, makeBroker, type Broker } from './broker.ts'
import { makeHub, type Hub, type HubRules } from './hub.ts'
import { Wall } from './wall.ts'

interface Parts {
  /** Running. */
  readonly broker: Broker
  /** Flags of the hub besides where its broker and data are. */
  readonly hubFlags: readonly string[]
  /**
   * The map is drawn by WebGL, which software does slowly: only where the map is what is looked at.
   * Without it the wall draws the same map as SVG.
   */
  readonly webgl: boolean
  /** Which rules it begins with. */
  readonly hubRules: HubRules
  /** Running, connected to `broker`, with an empty store. */
  readonly hub: Hub
  /** A page, not yet opened. A console error in it fails the test. */
  readonly wall: Wall
}

/** Real parts: Mosquitto, the built hub as a process, the built page in Chromium. */
export const test = base.extend<Parts>({
  hubFlags: [['--city', 'semarang', '--simulate', 'off'], { option: true }],

  hubRules: ['none', { option: true }],

  webgl: [false, { option: true }],

  context: async ({ context, webgl }, use) => {
    if (!webgl) await context.addInitScript(withoutWebgl)
    await use(context)
  },

  // Playwright reads from this pattern which other parts are needed: none.
  // eslint-disable-next-line no-empty-pattern
  broker: async ({}, use) => {
    test.skip(!hasMosquitto, 'mosquitto is not installed')
    const broker = await makeBroker()
    await broker.start()
    await use(broker)
    await broker.remove()
  },

  hub: async ({ broker, hubFlags, hubRules }, use) => {
    const hub = await makeHub(['--mqtt', broker.url, ...hubFlags], hubRules)
    await hub.start()
    await use(hub)
    await hub.remove()
  },

  wall: async ({ page }, use) => {
    const wall = new Wall(page)
    await use(wall)
    wall.expectNoComplaints()
  }
})

export { expect } from '@playwright/test'

/** Inside a test that is long beside what it adds to the others: `SIAGA_TEST_LONG=1` runs it. */
export function onlyWhenLong(): void {
  test.skip(process.env['SIAGA_TEST_LONG'] !== '1', 'SIAGA_TEST_LONG=1')
}

/** Runs in the page. */
function withoutWebgl(): void {
  const { getContext } = HTMLCanvasElement.prototype
  Object.assign(HTMLCanvasElement.prototype, {
    getContext(this: HTMLCanvasElement, ...asked: Parameters<typeof getContext>) {
      return asked[0].startsWith('webgl') ? null : getContext.apply(this, asked)
    }
  })
}
