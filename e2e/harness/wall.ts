import { expect, type Locator, type Page } from '@playwright/test'
import type { PanelKind } from '../../src/contract/scene.ts'

/** The wall as a person sees it: found by panel, incident and status, never by style. */
export class Wall {
  readonly page: Page
  readonly #complaints: string[] = []
  #allowed: RegExp | undefined

  constructor(page: Page) {
    this.page = page
    page.on('console', (message) => {
      if (message.type() === 'error')
        this.#complaints.push(`${message.text()} ${message.location().url}`)
    })
    page.on('pageerror', (error) => this.#complaints.push(error.message))
  }

  async open(address: string): Promise<void> {
    await this.page.goto(address)
    await expect(this.root).toHaveAttribute('data-freshness', 'live')
  }

  /** Everything the page loads has been loaded: from now on it lives by its socket alone. */
  async untilDrawn(): Promise<void> {
    const ground = this.panel('map').locator('[data-graphics]')
    await expect(ground).toHaveAttribute('data-graphics', /drawn|none/u, { timeout: 30_000 })
  }

  get root(): Locator {
    return this.page.locator('.wall')
  }

  panel(kind: PanelKind): Locator {
    return this.page.locator(`[data-panel="${kind}"]`)
  }

  /** The large figure of a counter; during a cross-fade the new one. */
  figure(kind: PanelKind): Locator {
    return this.panel(kind).locator('.num .value').first()
  }

  /** Every incident in the feed: the rows, and the lead, which has a panel of its own above. */
  get feed(): Locator {
    return this.panel('incidents').or(this.panel('leadIncident')).locator('[data-incident]')
  }

  inFeed(id: string): Locator {
    return this.feed.and(this.page.locator(`[data-incident=${JSON.stringify(id)}]`))
  }

  /** An incident's mark on the map. */
  onMap(id: string): Locator {
    return this.panel('map').locator(`[data-incident=${JSON.stringify(id)}]`)
  }

  status(key: string): Locator {
    return this.page.locator(`.status [data-status="${key}"]`)
  }

  get banner(): Locator {
    return this.page.locator('.fault[role="alert"]')
  }

  /** Console errors that a test brings about itself: a killed hub breaks the page's socket. */
  allow(complaint: RegExp): void {
    this.#allowed = complaint
  }

  /** A console error or an exception of the page fails the test. */
  expectNoComplaints(): void {
    expect(this.#complaints.filter((text) => !this.#allowed?.test(text))).toEqual([])
  }
}
