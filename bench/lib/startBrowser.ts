import { chromium, type Browser, type Page } from '@playwright/test'
import config from '../../playwright.config.ts'

export interface RunningBrowser {
  /** Of the browser process, above all its others. */
  readonly pid: number
  /** A page as large as a Full HD display. */
  newPage(reducedMotion?: 'reduce' | 'no-preference'): Promise<Page>
  stop(): Promise<void>
}

/** Force everything through SwiftShader, also what Chromium would paint without it. */
const forcedGl = ['--use-gl=', '--use-angle=', '--ignore-gpu-blocklist']

/**
 * A real Chromium with the switches of the end-to-end tests but those that force the GPU path:
 * without a GPU it then composes by the CPU and only WebGL is SwiftShader's, as in a kiosk there
 * (at one incident a second 49 ms to paint, against 164 ms).
 */
export async function startBrowser(): Promise<RunningBrowser> {
  const options = config.use?.launchOptions ?? {}
  const args = options.args?.filter((arg) => !forcedGl.some((forced) => arg.startsWith(forced)))
  const server = await chromium.launchServer({
    ...options,
    ...(args === undefined ? {} : { args })
  })
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
