import { chromium, type Browser, type Page } from '@playwright/test'
import config from '../../playwright.config.ts'

export interface RunningBrowser {
  /** Of the browser process, above all its others. */
  readonly pid: number
  /** A page as large as a Full HD display. */
  newPage(reducedMotion?: 'reduce' | 'no-preference'): Promise<Page>
  stop(): Promise<void>
}

/**
 * A real Chromium with the switches of the end-to-end tests (WebGL by SwiftShader, no GPU), but
 * what is not WebGL is painted by the CPU itself: through SwiftShader a frame of 500 marks took
 * three times as long.
 */
export async function startBrowser(): Promise<RunningBrowser> {
  const options = config.use?.launchOptions ?? {}
  const args = [...(options.args ?? []), '--disable-gpu-rasterization']
  const server = await chromium.launchServer({ ...options, args })
  const browser: Browser = await chromium.connect(server.wsEndpoint())
  const { pid } = server.process()
  if (pid === undefined) throw new Error('The browser has no process.')
  return {
    pid,
    newPage: (reducedMotion = 'no-preference') =>
      browser.newPage({ viewport: { width: 1920, height: 1080 }, locale: 'id-ID', reducedMotion }),
    stop: () => server.close()
  }
}
