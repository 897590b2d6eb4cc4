import { HubConfig } from '../contract/config.ts'

/**
 * Chromium switches of the wall. Without the GPU ones WebGL is refused for good after the second
 * crash of the GPU process, and Chromium ends itself at the sixth (measured).
 * `ozone-platform` is not among them: it must be on the command line itself, because Chromium has
 * chosen between X11 and Wayland before any script runs.
 */
export const chromiumSwitches: readonly (readonly [name: string, value?: string])[] = [
  ['disable-gpu-process-crash-limit'],
  ['disable-domain-blocking-for-3d-apis'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-renderer-backgrounding'],
  ['autoplay-policy', 'no-user-gesture-required']
]

/** Doors into a page that a packaged wall must not open, whoever starts it. */
export const forbiddenSwitches: readonly string[] = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-allow-origins',
  'disable-web-security',
  'allow-file-access-from-files',
  'load-extension'
]

/** The arguments meant for the hub: Chromium's own are on the same command line. */
export function hubFlags(args: readonly string[]): readonly string[] {
  const flags: string[] = []
  for (const [index, arg] of args.entries()) {
    if (!isHubFlag(arg)) continue
    const value = args[index + 1]
    flags.push(arg)
    if (!arg.includes('=') && value !== undefined && !value.startsWith('--')) flags.push(value)
  }
  return flags
}

/** The value of `--name value` or `--name=value`. */
export function flagValue(args: readonly string[], name: string): string | undefined {
  const joined = args.find((arg) => arg.startsWith(`--${name}=`))
  if (joined !== undefined) return joined.slice(name.length + 3)
  const at = args.indexOf(`--${name}`)
  return at === -1 ? undefined : args[at + 1]
}

const hubKeys = new Set(
  [...Object.keys(HubConfig.shape), 'config'].map((key) =>
    key.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)
  )
)

function isHubFlag(arg: string): boolean {
  const name = /^--([a-z-]+)/u.exec(arg)?.[1]
  return name !== undefined && (hubKeys.has(name) || name.startsWith('wall-'))
}
