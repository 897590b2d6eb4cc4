// `npm run dev`: hub and renderer with hot reload, in Electron where its program is here, else at
// the address it prints. Flags go to the hub.
import { watch } from 'node:fs'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { hasDisplay } from './lib/browser.mjs'
import { findElectron } from './lib/electronBinary.mjs'
import { superviseHub } from './lib/hubSupervisor.mjs'
import { onStopRequest, startProcess, stopProcess } from './lib/processes.mjs'
import { prepare } from './lib/prepare.mjs'
import { inProject, runScript, say } from './lib/project.mjs'
import { nodeForHub } from './lib/runtime.mjs'

await runScript(async () => {
  // Electron runs what was built, so there the shell and its preload must be.
  await prepare()
  const stops = []
  onStopRequest(async () => {
    for (const stop of stops.reverse()) await stop()
    process.exit(0)
  })

  const hub = superviseHub({
    program: [inProject('src', 'hub', 'index.ts')],
    flags: process.argv.slice(2)
  })
  stops.push(hub.stop)
  const ready = await hub.ready
  onSourceChange(['src/hub', 'src/contract', 'resources'], () => void hub.restart())

  const server = startProcess(
    nodeForHub(),
    [inProject('scripts', 'lib', 'rendererServer.mjs'), ready.url, String(await freePort())],
    { stdio: ['ignore', 'pipe', 'inherit'] }
  )
  stops.push(() => stopProcess(server))
  const page = await firstReadyLine(server)
  process.stdout.write(`${page.url}#token=${ready.token}\n`)

  const electron = hasDisplay() ? findElectron() : undefined
  if (electron === undefined) return say('Open this address in a Chromium browser.')
  const shell = startProcess(electron, ['--ozone-platform=x11', inProject('.')], {
    env: { ...process.env, SIAGA_ATTACH: JSON.stringify({ ...ready, url: page.url }) },
    stdio: ['ignore', 'ignore', 'inherit']
  })
  stops.push(() => stopProcess(shell))
})

/**
 * Calls back once after each burst of changes. Not `node --watch`: that sees neither resources/
 * nor that the hub has ended.
 */
function onSourceChange(folders, changed) {
  let timer
  for (const folder of folders)
    watch(inProject(folder), { recursive: true }, (_event, file) => {
      if (file?.endsWith('.test.ts')) return
      clearTimeout(timer)
      timer = setTimeout(() => {
        say('The hub changed; starting it again.')
        changed()
      }, 200)
    })
}

/** Rejects when the program ends first. */
function firstReadyLine(child) {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`It ended with exit code ${code}.`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"ready":true')) resolve(JSON.parse(line))
      else say(line)
    })
  })
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}
