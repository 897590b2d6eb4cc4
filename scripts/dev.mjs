// `npm run dev`: hub and renderer with hot reload, in Electron where its program is here, else at
// the address it prints. Flags go to the hub.
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { findElectron } from './lib/electronBinary.mjs'
import { hasDisplay } from './lib/browser.mjs'
import { onStopRequest, startProcess, stopProcess } from './lib/processes.mjs'
import { prepare } from './lib/prepare.mjs'
import { inProject, runScript, say } from './lib/project.mjs'
import { nodeForHub } from './lib/runtime.mjs'

await runScript(async () => {
  // Electron runs what was built, so there the shell and its preload must be.
  await prepare()
  const started = []
  onStopRequest(async () => {
    for (const child of started.reverse()) await stopProcess(child)
    process.exit(0)
  })
  const start = (args, env) => {
    const child = startProcess(nodeForHub(), args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit']
    })
    started.push(child)
    return firstReadyLine(child)
  }

  // The same through every restart of the hub, so that open pages find it again.
  const token = process.env['SIAGA_TOKEN'] ?? randomBytes(32).toString('hex')
  const port = String(await freePort())
  const ready = await start(
    ['--watch', 'src/hub/index.ts', '--port', port, ...process.argv.slice(2)],
    { SIAGA_TOKEN: token }
  )
  const server = inProject('scripts', 'lib', 'rendererServer.mjs')
  const page = await start([server, ready.url, String(await freePort())])
  const url = `${page.url}#token=${ready.token}`
  process.stdout.write(`${url}\n`)

  const electron = hasDisplay() ? findElectron() : undefined
  if (electron === undefined) return say('Open this address in a Chromium browser.')
  const attach = JSON.stringify({ ...ready, url: page.url })
  started.push(
    startProcess(electron, ['--ozone-platform=x11', inProject('.')], {
      env: { ...process.env, SIAGA_ATTACH: attach },
      stdio: ['ignore', 'ignore', 'inherit']
    })
  )
})

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
