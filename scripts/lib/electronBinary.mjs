import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { inProject, say } from './project.mjs'
import { runToEnd } from './processes.mjs'

const electronFolder = inProject('node_modules', 'electron')

/**
 * The Electron program, or undefined where it is not on this machine. Never `require('electron')`:
 * that begins a download.
 * @param {NodeJS.ProcessEnv} env @param {string} folder where the package is
 */
export function findElectron(env = process.env, folder = electronFolder) {
  const candidates = [
    env['ELECTRON_EXEC_PATH'],
    inFolder(env['ELECTRON_OVERRIDE_DIST_PATH'], folder),
    inFolder(path.join(folder, 'dist'), folder)
  ]
  return candidates.find((file) => file !== undefined && existsSync(file))
}

/**
 * Downloads it, if the network allows. The wall must not wait long for what may never come: a
 * browser is there.
 */
export async function downloadElectron(timeoutMs = 90_000) {
  say('Looking for the Electron program …')
  await runToEnd(process.execPath, [path.join(electronFolder, 'install.js')], {
    timeout: timeoutMs,
    killSignal: 'SIGKILL'
  })
  return findElectron()
}

function inFolder(dist, folder) {
  if (dist === undefined) return undefined
  const name = readText(path.join(folder, 'path.txt')) ?? programName
  return path.join(dist, name)
}

const programName =
  { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ??
  'electron'

function readText(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
}
