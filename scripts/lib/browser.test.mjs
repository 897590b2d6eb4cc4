import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findBrowser, hasDisplay, kioskArguments } from './browser.mjs'
import { findElectron } from './electronBinary.mjs'
import { chooseShell } from './openWall.mjs'

let folder
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'siaga-shell-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const program = (name) => {
  const file = path.join(folder, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, '')
  chmodSync(file, 0o755)
  return file
}

it('finds Chromium before Chrome before Edge, and none where there is none', () => {
  expect(findBrowser({ PATH: folder }, 'linux')).toBeUndefined()
  const edge = program('microsoft-edge')
  expect(findBrowser({ PATH: folder }, 'linux')).toBe(edge)
  const chromium = program('chromium')
  expect(findBrowser({ PATH: folder }, 'linux')).toBe(chromium)
})

it('takes the browser it is told to take', () => {
  program('chromium')
  const own = program('own-build')
  expect(findBrowser({ PATH: folder, SIAGA_BROWSER: own }, 'linux')).toBe(own)
})

it('knows that only Linux can be without a display', () => {
  expect(hasDisplay({}, 'linux')).toBe(false)
  expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true)
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true)
  expect(hasDisplay({}, 'win32')).toBe(true)
})

it('gives up the browser sandbox for root alone', () => {
  const options = { page: 'file:///wall.html', profile: '/tmp/p', platform: 'linux' }
  expect(kioskArguments({ ...options, asRoot: false })).not.toContain('--no-sandbox')
  expect(kioskArguments({ ...options, asRoot: true })).toContain('--no-sandbox')
})

it('keeps WebGL alive through crashes of the GPU process', () => {
  expect(kioskArguments({ page: 'p', profile: 'q', asRoot: false })).toEqual(
    expect.arrayContaining([
      '--kiosk',
      '--disable-gpu-process-crash-limit',
      '--disable-domain-blocking-for-3d-apis'
    ])
  )
})

it('finds the Electron program without starting a download', () => {
  expect(findElectron({}, folder)).toBeUndefined()
  writeFileSync(path.join(folder, 'path.txt'), 'electron\n')
  expect(findElectron({}, folder)).toBeUndefined()
  const installed = program('dist/electron')
  expect(findElectron({}, folder)).toBe(installed)
  const elsewhere = program('other/electron')
  expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: path.dirname(elsewhere) }, folder)).toBe(
    elsewhere
  )
  expect(findElectron({ ELECTRON_EXEC_PATH: elsewhere }, folder)).toBe(elsewhere)
})

it('serves without a window where there is no display, and never tries to download there', async () => {
  const download = () => Promise.reject(new Error('must not be called'))
  expect(await chooseShell('auto', { display: false, download })).toMatchObject({ kind: 'none' })
  expect(await chooseShell('none', { display: true, download })).toMatchObject({ kind: 'none' })
  await expect(chooseShell('browser', { display: false, download })).rejects.toThrow('display')
})

it('opens Electron where it can be had', async () => {
  const electron = program('electron')
  const download = () => Promise.resolve(electron)
  expect(await chooseShell('auto', { display: true, download })).toMatchObject({ kind: 'electron' })
})
