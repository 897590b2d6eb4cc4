import { existsSync } from 'node:fs'
import path from 'node:path'
import { findBrowser } from './browser.mjs'
import { runToEnd } from './processes.mjs'
import { say } from './project.mjs'

/** The programs that tests drive from outside. */
export function missingPrograms() {
  return [
    { packages: ['chromium'], there: findBrowser() !== undefined },
    { packages: ['mosquitto'], there: onPath('mosquitto') },
    { packages: ['mosquitto-clients'], there: onPath('mosquitto_pub') },
    { packages: ['ffmpeg'], there: onPath('ffmpeg') },
    { packages: ['xvfb', 'x11-xserver-utils'], there: onPath('Xvfb') && onPath('xrandr') }
  ]
    .filter(({ there }) => !there)
    .flatMap(({ packages }) => packages)
}

/** Installs them where that is possible: as root, with apt. Otherwise says what will not be tested. */
export async function installMissingPrograms() {
  const missing = missingPrograms()
  if (missing.length === 0) return
  if (process.getuid?.() !== 0 || !onPath('apt-get'))
    return say(`Not installed: ${missing.join(', ')}. Tests that need it are reported as not run.`)
  say(`Installing ${missing.join(', ')} (apt) …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = ['install', '--yes', '--no-install-recommends', ...missing]
  const first = await runToEnd('apt-get', install, { env })
  if (first.code === 0) return
  await runToEnd('apt-get', ['update'], { env })
  const { code, output } = await runToEnd('apt-get', install, { env })
  if (code !== 0) say(`${output}\napt could not install ${missing.join(', ')}.`)
}

function onPath(name) {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin']
  return folders.some((folder) => existsSync(path.join(folder, name)))
}
