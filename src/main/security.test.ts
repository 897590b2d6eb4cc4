import type { Session, WindowOpenHandlerResponse } from 'electron'
import { expect, it } from 'vitest'
import { guardContents, guardSession, isOwn, wallWindowOptions } from './security.ts'
import type { GuardedContents, GuardedSession } from './security.ts'
import { shellInfo } from './shellBridge.ts'

const home = 'http://127.0.0.1:4112'
const quiet = (): void => undefined

/** Records what the guards registered and lets a test play Electron's part. */
function makeContents() {
  const listeners = new Map<string, (event: never) => void>()
  let windowOpen: (() => WindowOpenHandlerResponse) | undefined
  const contents = {
    on: (event: string, listener: (event: never) => void) => listeners.set(event, listener),
    setWindowOpenHandler: (handler: () => WindowOpenHandlerResponse) => (windowOpen = handler)
  }
  // Only what the guard uses is there; a wider use would fail the test at once.
  guardContents(contents as unknown as GuardedContents, () => home, quiet)
  const prevented = (event: string, url: string): boolean => {
    let stopped = false
    const details = { url, preventDefault: () => (stopped = true) }
    listeners.get(event)?.(details as never)
    return stopped
  }
  return { prevented, openWindow: () => windowOpen?.() }
}

function makeSession() {
  const set: Record<string, (...args: never[]) => unknown> = {}
  const keep =
    (name: string) =>
    (handler: (...args: never[]) => unknown): void =>
      void (set[name] = handler)
  const session = {
    setPermissionRequestHandler: keep('permissionRequest'),
    setPermissionCheckHandler: keep('permissionCheck'),
    setDevicePermissionHandler: keep('device'),
    setDisplayMediaRequestHandler: keep('displayMedia'),
    webRequest: { onBeforeRequest: keep('request') },
    on: (event: string, listener: (...args: never[]) => unknown) => keep(event)(listener)
  }
  guardSession(session as unknown as GuardedSession, () => home, quiet)
  const call = (name: string, ...args: unknown[]): unknown => set[name]?.(...(args as never[]))
  return { call }
}

it.each(['media', 'geolocation', 'notifications', 'fileSystem', 'openExternal', 'local-network'])(
  'denies a page the permission %s',
  (permission) => {
    const { call } = makeSession()
    let granted: boolean | undefined
    call('permissionRequest', {}, permission, (answer: boolean) => (granted = answer))
    expect(granted).toBe(false)
    expect(call('permissionCheck', {}, permission, home, {})).toBe(false)
  }
)

it('tells a page of the hub, and no other, the names of outputs for sound', () => {
  const { call } = makeSession()
  const audio = { mediaType: 'audio' }
  expect(call('permissionCheck', {}, 'media', home, audio)).toBe(true)
  expect(call('permissionCheck', {}, 'speaker-selection', `${home}/`, {})).toBe(true)
  expect(call('permissionCheck', {}, 'media', home, { mediaType: 'video' })).toBe(false)
  expect(call('permissionCheck', {}, 'media', 'https://example.org', audio)).toBe(false)
})

it('denies devices and screen capture', () => {
  const { call } = makeSession()
  expect(call('device', {})).toBe(false)
  let streams: unknown = 'untouched'
  call('displayMedia', {}, (answer: unknown) => (streams = answer))
  expect(streams).toBeNull()
})

it.each([
  [`blob:${home}/0b1c`, false],
  [`${home}/fonts/plex-sans-latin.woff2`, true],
  ['blob:https://example.org/0b1c', true],
  ['data:text/plain,x', true],
  ['https://example.org/setup.exe', true]
])('of the download %s says whether it is stopped: %s', (url, stopped) => {
  const { call } = makeSession()
  let prevented = false
  call('will-download', { preventDefault: () => (prevented = true) }, { getURL: () => url })
  expect(prevented).toBe(stopped)
})

it.each([
  [`${home}/assets/index.js`, false],
  ['ws://127.0.0.1:4112/wall', false],
  [`blob:${home}/0b1c`, false],
  ['data:image/png;base64,AA==', false],
  ['http://127.0.0.1:4113/', true],
  ['http://localhost:4112/', true],
  ['http://127.0.0.1.example.org:4112/', true],
  ['https://example.org/', true],
  ['ws://example.org/wall', true],
  ['file:///etc/passwd', true],
  ['not an address', true]
])('of the request %s says whether it is stopped: %s', (url, stopped) => {
  const { call } = makeSession()
  let cancelled: boolean | undefined
  call('request', { url, resourceType: 'xhr' }, ({ cancel }: { cancel: boolean }) => {
    cancelled = cancel
  })
  expect(cancelled).toBe(stopped)
})

it('lets nothing through before the hub is known', () => {
  expect(isOwn(`${home}/`, undefined)).toBe(false)
})

it.each(['will-frame-navigate', 'will-redirect'])('keeps the page at home on %s', (event) => {
  const { prevented } = makeContents()
  expect(prevented(event, `${home}/?display=2`)).toBe(false)
  for (const away of ['https://example.org/', 'file:///etc/passwd', 'data:text/html,x'])
    expect(prevented(event, away)).toBe(true)
})

it('denies new windows and web views', () => {
  const { prevented, openWindow } = makeContents()
  expect(openWindow()).toEqual({ action: 'deny' })
  expect(prevented('will-attach-webview', '')).toBe(true)
})

it('gives pages a sandbox, their own world and no Node', () => {
  const session = {} as Session // only passed on
  const bounds = { x: 1920, y: 0, width: 3840, height: 2160 }
  const options = wallWindowOptions(bounds, { preload: '/p.cjs', session, devTools: false })
  expect(options).toMatchObject({ ...bounds, show: false, frame: false, kiosk: true })
  expect(options.webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    webviewTag: false,
    devTools: false,
    backgroundThrottling: false
  })
})

it('tells its display only to the top frame of the hub’s own page', () => {
  const frame = (url: string, parent: object | null) =>
    ({ senderFrame: { url, parent } }) as unknown as Parameters<typeof shellInfo>[0]
  expect(shellInfo(frame(`${home}/?display=7`, null), home, '0.1.0')).toEqual({
    display: '7',
    version: '0.1.0'
  })
  expect(() => shellInfo(frame('https://example.org/', null), home, '0.1.0')).toThrow()
  expect(() => shellInfo(frame(`${home}/`, {}), home, '0.1.0')).toThrow()
})
