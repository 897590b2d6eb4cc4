import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { makeBackoff } from './backoff.mjs'
import { findBrowser, hasDisplay, kioskArguments } from './browser.mjs'
import { downloadElectron, findElectron } from './electronBinary.mjs'
import { endLeftoverBrowser } from './leftoverBrowser.mjs'
import { startProcess, stopProcess } from './processes.mjs'
import { inProject, Refusal, say } from './project.mjs'
import { nodeForHub } from './runtime.mjs'

/**
 * What the wall will be shown in, and why in one sentence.
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

/**
 * Keeps one browser window open on each display until `stop`, with a profile of its own, as
 * src/kiosk plans them.
 * @param {{program: string, address: string, token: string, profiles: string,
 *   choice?: 'all' | 'primary', asRoot?: boolean, planner?: readonly string[]}} options
 */
export function openKiosk({
  program,
  address,
  token,
  profiles,
  choice = 'all',
  asRoot = process.getuid?.() === 0,
  planner = [nodeForHub(), inProject('src', 'kiosk', 'index.ts')]
}) {
  if (asRoot) say('Running as root, so the browser runs without its sandbox. Better: an own user.')
  const windows = new Map()

  const profileOf = (display) => path.join(profiles, profileName(display))

  function open({ display, bounds }) {
    const url = `${address}${display === '' ? '' : `?display=${encodeURIComponent(display)}`}#token=${token}`
    const profile = profileOf(display)
    return keepOpen(`The wall window ${display}`.trim(), () => {
      const page = openingPage(url, profile, bounds)
      return startProcess(program, kioskArguments({ page, profile, asRoot, bounds }), {
        stdio: 'ignore'
      })
    })
  }

  // One plan after the other: a profile is free again only when its browser has ended.
  let applied = Promise.resolve()
  async function apply(plan) {
    const wanted = new Map(plan.map((window) => [JSON.stringify(window), window]))
    const closing = [...windows].filter(([key]) => !wanted.has(key))
    for (const [key] of closing) windows.delete(key)
    await Promise.all(closing.map(([, close]) => close()))
    for (const [key, window] of wanted) {
      if (windows.has(key)) continue
      await endLeftoverBrowser(profileOf(window.display))
      windows.set(key, open(window))
    }
  }

  const [node, ...script] = planner
  const stopPlanner = keepOpen('The plan of the displays', () => {
    const child = startProcess(node, script, { stdio: ['pipe', 'pipe', 'inherit'] })
    child.stdin.on('error', () => undefined)
    child.stdin.write(`${JSON.stringify({ url: address, token, choice })}\n`)
    createInterface({ input: child.stdout }).on('line', (line) => {
      applied = applied.then(() => apply(JSON.parse(line).windows))
    })
    return child
  })

  return async () => {
    await stopPlanner()
    await applied
    await apply([])
  }
}

/** Labels of outputs may hold anything. */
function profileName(display) {
  return display === '' ? 'wall' : display.replaceAll(/[^A-Za-z0-9-]/gu, '_')
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
 * processes, as it would in the browser's arguments. After half a second it fills its display by
 * itself: a bare X server without a window manager knows no full screen.
 */
function openingPage(url, profile, bounds) {
  mkdirSync(profile, { recursive: true, mode: 0o700 })
  const file = path.join(profile, 'open-wall.html')
  const address = JSON.stringify(url).replaceAll('<', '\\u003c')
  const place =
    bounds === undefined
      ? '{ x: 0, y: 0, width: screen.width, height: screen.height }'
      : JSON.stringify(bounds)
  const script = `setTimeout(() => {
    const place = ${place}
    const filled = innerWidth === place.width && innerHeight === place.height
    if (!filled || screenX !== place.x || screenY !== place.y) {
      moveTo(place.x, place.y)
      resizeTo(place.width, place.height)
    }
    location.replace(${address})
  }, 500)`
  writeFileSync(file, `<!doctype html><script>${script}</script>\n`, { mode: 0o600 })
  chmodSync(file, 0o600)
  return pathToFileURL(file).href
}
