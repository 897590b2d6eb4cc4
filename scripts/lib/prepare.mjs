import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { isInstalled } from './installed.mjs'
import { withLock } from './lock.mjs'
import { runToEnd } from './processes.mjs'
import { inProject, Refusal, say } from './project.mjs'
import { nodeForHub, tool } from './runtime.mjs'

const lockFile = inProject('.cache', 'prepare.lock')
const stampFile = inProject('out', '.built-from')

/** What a build is made of; tests beside the sources are not. */
const ingredients = ['src', 'resources', 'electron.vite.config.ts', 'package-lock.json']

/**
 * Installs the packages and builds, each only if needed; says nothing when nothing is to do.
 * Several may call it at once: one works, the others wait.
 */
export async function prepare({ build = true } = {}) {
  if (isReady(build)) return
  await withLock(
    lockFile,
    async () => {
      if (!isInstalled()) await install()
      if (build && !isBuilt()) await makeBuild()
    },
    () => say('Another start is preparing; waiting for it.')
  )
}

const isReady = (build) => !existsSync(lockFile) && isInstalled() && (!build || isBuilt())

async function install() {
  say('Installing packages (npm ci) …')
  const npm = process.env['npm_execpath']
  const { code, output } = npm?.endsWith('.js')
    ? await runToEnd(process.execPath, [npm, 'ci', '--no-progress'])
    : await runToEnd('npm', ['ci', '--no-progress'], { shell: process.platform === 'win32' })
  if (code !== 0) throw new Refusal(`${output}\nThe packages could not be installed (npm ci).`)
}

async function makeBuild() {
  say('Building …')
  // Taken before the build: what changes meanwhile is built next time.
  const fingerprint = fingerprintOf(ingredients)
  rmSync(stampFile, { force: true })
  const { code, output } = await runToEnd(nodeForHub(), [tool.electronVite, 'build'])
  if (code !== 0) throw new Refusal(`${output}\nThe build failed.`)
  writeFileSync(stampFile, fingerprint)
}

function isBuilt() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprintOf(ingredients)
}

/** Changes whenever a file's name, size or time of change does. */
function fingerprintOf(names) {
  const hash = createHash('sha256')
  for (const name of names) for (const line of listing(name)) hash.update(`${line}\n`)
  return hash.digest('hex')
}

function* listing(name) {
  const stat = statSync(inProject(name), { throwIfNoEntry: false })
  if (stat === undefined || /\.test\.tsx?$/u.test(name)) return
  if (!stat.isDirectory()) return yield `${name} ${stat.size} ${stat.mtimeMs}`
  for (const entry of readdirSync(inProject(name)).sort()) yield* listing(`${name}/${entry}`)
}
