import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { makeBackoff } from './backoff.mjs'
import { findBrowser, hasDisplay, kioskArguments } from './browser.mjs'
import { downloadElectron, findElectron } from './electronBinary.mjs'
import { startProcess, stopProcess } from './processes.mjs'
import { inProject, Refusal, say } from './project.mjs'

/**
 * What the wall will be shown in, and why in one sentence. Only Electron covers several displays.
 * @param {'auto' | 'electron' | 'browser' | 'none'} wish
 * @returns {Promise<{kind: 'electron' | 'browser', program: string, why: string} | {kind: 'none', why: string}>}
 */
export async function chooseShell(
  wish,
  { display = hasDisplay(), download = downloadElectron } = {}
) {
  if (wish === 'none') return { kind: 'none', why: 'No window, as asked' }
  if (!display) {
    if (wish !== 'auto') throw new Refusal(`--window ${wish} needs a display, and there is none.`)
    return { kind: 'none', why: 'No display here (neither DISPLAY nor WAYLAND_DISPLAY is set)' }
  }
  if (wish !== 'browser') {
    const electron = findElectron() ?? (await download())
    if (electron !== undefined)
      return { kind: 'electron', program: electron, why: 'The wall opens in Electron' }
    if (wish === 'electron')
      throw new Refusal('--window electron: its program is not here and could not be downloaded.')
  }
  const browser = findBrowser()
  if (browser !== undefined) {
    const reason = wish === 'browser' ? 'as asked' : 'the Electron program is not available'
    return {
      kind: 'browser',
      program: browser,
      why: `The wall opens full screen in ${path.basename(browser)}: ${reason}`
    }
  }
  return { kind: 'none', why: 'Neither Electron nor a Chromium browser is on this machine' }
}

/** Keeps the browser open on the wall until `stop`. */
export function openKiosk({ program, url, profile, asRoot = process.getuid?.() === 0 }) {
  if (asRoot) say('Running as root, so the browser runs without its sandbox. Better: an own user.')
  return keepOpen('The wall window', () =>
    startProcess(program, kioskArguments({ page: openingPage(url, profile), profile, asRoot }), {
      stdio: 'ignore'
    })
  )
}

/**
 * Keeps Electron open until `stop`; it brings its own hub, so the flags go there.
 * @param {(code: number) => void} onEnd it ended in a way that opening again would not change
 */
export function openElectron({ program, flags, onEnd, asRoot = process.getuid?.() === 0 }) {
  const onLinux = process.platform === 'linux'
  if (asRoot) say('Running as root, so Electron runs without its sandbox. Better: an own user.')
  const switches = [
    ...(onLinux ? ['--ozone-platform=x11'] : []),
    ...(asRoot && onLinux ? ['--no-sandbox'] : [])
  ]
  return keepOpen(
    'Electron',
    () =>
      startProcess(program, [...switches, inProject('.'), ...flags], {
        stdio: ['ignore', 'ignore', 'inherit']
      }),
    onEnd
  )
}

/** Exit codes of src/main that mean "asked to quit" and "the hub cannot start like this". */
const finalCodes = new Set([0, 2])

function keepOpen(name, open, onEnd) {
  const backoff = makeBackoff()
  let stopping = false
  let child
  let again

  function launch() {
    backoff.started()
    child = open()
    const ended = (code) => {
      if (stopping) return
      if (onEnd !== undefined && finalCodes.has(code)) return onEnd(code)
      const waitMs = backoff.nextMs()
      say(
        `${name} closed; opening it again in ${(waitMs / 1_000).toFixed(1)} s. Ctrl-C ends Siaga.`
      )
      again = setTimeout(launch, waitMs)
    }
    child.once('exit', ended)
    child.once('error', () => ended(127))
  }

  launch()
  return async () => {
    stopping = true
    clearTimeout(again)
    await stopProcess(child)
  }
}

/**
 * A page only this user can read that leads to the wall: the token then stands in no list of
 * processes, as it would in the browser's arguments. After half a second it fills the screen by
 * itself: a bare X server without a window manager knows no full screen.
 */
function openingPage(url, profile) {
  mkdirSync(profile, { recursive: true, mode: 0o700 })
  const file = path.join(profile, 'open-wall.html')
  const address = JSON.stringify(url).replaceAll('<', '\\u003c')
  const script = `setTimeout(() => {
    if (innerWidth < screen.width) { moveTo(0, 0); resizeTo(screen.width, screen.height) }
    location.replace(${address})
  }, 500)`
  writeFileSync(file, `<!doctype html><script>${script}</script>\n`, { mode: 0o600 })
  chmodSync(file, 0o600)
  return pathToFileURL(file).href
}
