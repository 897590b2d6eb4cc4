import { chromium, type Browser, type Page } from '@playwright/test'
import config from '../../playwright.config.ts'

export interface RunningBrowser {
  /** Of the browser process, above all its others. */
  readonly pid: number
  /** A page as large as a Full HD display. */
  newPage(): Promise<Page>
  stop(): Promise<void>
}

/** A real Chromium with the same switches as in the end-to-end tests (SwiftShader, no GPU). */
export async function startBrowser(): Promise<RunningBrowser> {
  const server = await chromium.launchServer(config.use?.launchOptions ?? {})
  const browser: Browser = await chromium.connect(server.wsEndpoint())
  const { pid } = server.process()
  if (pid === undefined) throw new Error('The browser has no process.')
  return {
    pid,
    newPage: () => browser.newPage({ viewport: { width: 1920, height: 1080 }, locale: 'id-ID' }),
    stop: () => server.close()
  }
}
