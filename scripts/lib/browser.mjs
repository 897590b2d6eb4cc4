import { existsSync } from 'node:fs'
import path from 'node:path'

/** In order of preference; all are Chromium underneath, which the map is made for. */
const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser'
]

const installedAt = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((folder) =>
    ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map(
      (file) => path.join(process.env[folder] ?? 'C:\\', file)
    )
  )
}

/** An installed Chromium, Chrome or Edge; `SIAGA_BROWSER` names another one. */
export function findBrowser(env = process.env, platform = process.platform) {
  const chosen = env['SIAGA_BROWSER']
  if (chosen !== undefined) return existsSync(chosen) ? chosen : undefined
  const folders = (env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '')
  const onPath = names.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return [...(installedAt[platform] ?? onPath)].find((file) => existsSync(file))
}

/** Whether a window can be seen at all. Only Linux machines come without. */
export function hasDisplay(env = process.env, platform = process.platform) {
  if (platform !== 'linux') return true
  return Boolean(env['DISPLAY'] ?? '') || Boolean(env['WAYLAND_DISPLAY'] ?? '')
}

/**
 * Switches for a wall that nobody sits at, full screen, with its own profile.
 * The two GPU switches: without them Chromium gives up WebGL for good after the second crash of
 * its GPU process and ends itself at the sixth.
 * @param {{page: string, profile: string, asRoot: boolean, platform?: string,
 *   bounds?: {x: number, y: number, width: number, height: number}}} options
 *   bounds in pixels of the desktop; without them wherever the system puts it
 */
export function kioskArguments({ page, profile, asRoot, bounds, platform = process.platform }) {
  return [
    `--app=${page}`,
    '--kiosk',
    ...(bounds === undefined
      ? []
      : [
          `--window-position=${bounds.x},${bounds.y}`,
          `--window-size=${bounds.width},${bounds.height}`,
          // The pixels of the plan are those of the screen.
          '--force-device-scale-factor=1'
        ]),
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-extensions',
    '--disable-default-apps',
    '--disable-session-crashed-bubble',
    '--disable-infobars',
    '--disable-features=Translate,MediaRouter,OptimizationHints',
    '--disable-pinch',
    '--overscroll-history-navigation=0',
    '--password-store=basic',
    '--deny-permission-prompts',
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    '--disable-gpu-process-crash-limit',
    '--disable-domain-blocking-for-3d-apis',
    '--autoplay-policy=no-user-gesture-required',
    // Wayland ignores where a window is put.
    ...(platform === 'linux' ? ['--ozone-platform-hint=x11'] : []),
    // Chromium's sandbox refuses to work for root.
    ...(asRoot ? ['--no-sandbox'] : [])
  ]
}
