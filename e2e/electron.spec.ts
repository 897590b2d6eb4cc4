import { _electron, expect, test, type ElectronApplication } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findElectron } from '../scripts/lib/electronBinary.mjs'
import { hasDisplay } from '../scripts/lib/browser.mjs'
import { withoutSettings } from './harness/hub.ts'
import { projectRoot } from './harness/programs.ts'

const program = findElectron()

test.describe('in Electron', () => {
  test.skip(program === undefined, 'the Electron program is not on this machine')
  test.skip(!hasDisplay(), 'there is no display')

  let data: string
  let shell: ElectronApplication

  test.beforeEach(async () => {
    data = await mkdtemp(path.join(tmpdir(), 'siaga-electron-'))
    const switches = [
      ...(process.platform === 'linux' ? ['--ozone-platform=x11'] : []),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])
    ]
    const hub = ['--data', data, '--simulate', 'off', '--broker-port', '0']
    shell = await _electron.launch({
      ...(program === undefined ? {} : { executablePath: program }),
      args: [...switches, projectRoot, ...hub],
      env: Object.fromEntries(
        Object.entries(withoutSettings(process.env)).filter(
          (entry): entry is [string, string] => entry[1] !== undefined
        )
      )
    })
  })

  test.afterEach(async () => {
    await shell.close()
    await rm(data, { recursive: true, force: true })
  })

  test('the wall opens on every display, live', async () => {
    const window = await shell.firstWindow()
    await expect(window.locator('.wall')).toHaveAttribute('data-freshness', 'live')
    const [windows, displays] = await shell.evaluate(({ BrowserWindow, screen }) => [
      BrowserWindow.getAllWindows().length,
      screen.getAllDisplays().length
    ])
    expect(windows).toBe(displays)
  })

  test('a page has no Node and only the bridge', async () => {
    const window = await shell.firstWindow()
    await expect(window.locator('.wall')).toHaveAttribute('data-freshness', 'live')
    const found = await window.evaluate(async () => ({
      node: typeof (globalThis as { require?: unknown }).require,
      bridge: Object.keys(
        (globalThis as { siagaShell?: object }).siagaShell ?? { missing: undefined }
      )
    }))
    expect(found).toEqual({ node: 'undefined', bridge: ['info'] })
  })

  test('a page that crashes is loaded again', async () => {
    const window = await shell.firstWindow()
    await expect(window.locator('.wall')).toHaveAttribute('data-freshness', 'live')
    await shell.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
    )
    await expect
      .poll(() =>
        shell.evaluate(async ({ BrowserWindow }) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents
          if (contents === undefined || contents.isCrashed()) return 'crashed'
          return contents.executeJavaScript('document.querySelector(".wall")?.dataset.freshness')
        })
      )
      .toBe('live')
  })

  test('a page may not leave, open windows or use the camera', async () => {
    const window = await shell.firstWindow()
    await expect(window.locator('.wall')).toHaveAttribute('data-freshness', 'live')
    const answers = await window.evaluate(async () => ({
      opened: globalThis.open('https://example.org/') === null,
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        (error: Error) => error.name
      )
    }))
    expect(answers).toEqual({ opened: true, camera: 'NotAllowedError' })
    await window.evaluate(() => globalThis.location.assign('https://example.org/'))
    await expect(window.locator('.wall')).toHaveAttribute('data-freshness', 'live')
  })
})
