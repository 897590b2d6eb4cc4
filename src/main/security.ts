import type { BrowserWindowConstructorOptions, Session, WebContents } from 'electron'
import type { Bounds } from '../contract/displays.ts'
import type { Log, On } from './shell.ts'

/** What the page may reach: the hub that this shell started, and nothing else. */
export type HubOrigin = () => string | undefined

/** A window that fills a display, and a page in it that can do nothing but be a page. */
export function wallWindowOptions(
  bounds: Bounds,
  { preload, session, devTools }: { preload: string; session: Session; devTools: boolean }
): BrowserWindowConstructorOptions {
  return {
    ...bounds,
    show: false,
    frame: false,
    kiosk: true,
    fullscreen: true,
    enableLargerThanScreen: true,
    hasShadow: false,
    autoHideMenuBar: true,
    // bg of the dark theme: no white flash while a page loads.
    backgroundColor: '#0f1214',
    title: 'Siaga',
    webPreferences: {
      preload,
      session,
      devTools,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      spellcheck: false,
      safeDialogs: true,
      // A wall nobody looks at through a focused window must not slow down.
      backgroundThrottling: false
    }
  }
}

/** Whether a page or request is the hub's own. */
export function isOwn(url: string, origin: string | undefined): boolean {
  if (origin === undefined) return false
  try {
    const { origin: asked, protocol, host } = new URL(url)
    if (protocol === 'blob:' || protocol === 'http:') return asked === origin
    if (protocol === 'ws:') return `http://${host}` === origin
    return protocol === 'data:'
  } catch {
    return false
  }
}

/**
 * Denies every permission and foreign request of a session, and every download but of what a page of
 * the hub made itself: an export, for which the shell asks where to put it.
 */
export function guardSession(session: GuardedSession, origin: HubOrigin, log: Log): void {
  session.setPermissionRequestHandler((_contents, permission, callback) => {
    log('security.denied', { permission })
    callback(false)
  })
  // Only so is the page told by what name it may choose an output for sound. Listening in has to be
  // asked for, and is denied above.
  session.setPermissionCheckHandler(
    (_contents, permission, asking, { mediaType }) =>
      isOwn(asking, origin()) &&
      (permission === 'speaker-selection' || (permission === 'media' && mediaType === 'audio'))
  )
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null))
  session.on('will-download', (event, item) => {
    const url = item.getURL()
    if (!url.startsWith('blob:') || !isOwn(url, origin())) event.preventDefault()
  })
  session.webRequest.onBeforeRequest(({ url, resourceType }, callback) => {
    const cancel = !isOwn(url, origin())
    if (cancel) log('security.blocked', { resourceType })
    callback({ cancel })
  })
}

/** Keeps a page on the hub's origin, without further windows or web views. */
export function guardContents(contents: GuardedContents, origin: HubOrigin, log: Log): void {
  const stayHome = (event: NavigationEvent): void => {
    if (isOwnPage(event.url, origin())) return
    log('security.navigation')
    event.preventDefault()
  }
  contents.on('will-frame-navigate', stayHome)
  contents.on('will-redirect', stayHome)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** Data and blobs may be drawn by a page, but never be one. */
function isOwnPage(url: string, origin: string | undefined): boolean {
  return url.startsWith('http:') && isOwn(url, origin)
}

export type GuardedSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
> & {
  readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'>
  readonly on: On<'will-download', [event: Preventable, item: { getURL(): string }]>
}

interface Preventable {
  preventDefault(): void
}

type NavigationEvent = Preventable & { readonly url: string }

export type GuardedContents = Pick<WebContents, 'setWindowOpenHandler'> & {
  readonly on: On<'will-frame-navigate', [event: NavigationEvent]> &
    On<'will-redirect', [event: NavigationEvent]> &
    On<'will-attach-webview', [event: Preventable]>
}
