// `npm start`: prepare, hub, wall. Flags go to the hub, but for
//   --window auto|electron|browser|none   what to show the wall in
import path from 'node:path'
import { parseArgs } from 'node:util'
import { superviseHub } from './lib/hubSupervisor.mjs'
import { chooseShell, openElectron, openKiosk } from './lib/openWall.mjs'
import { onStopRequest } from './lib/processes.mjs'
import { prepare } from './lib/prepare.mjs'
import { inProject, Refusal, runScript, say } from './lib/project.mjs'

const shells = ['auto', 'electron', 'browser', 'none']

await runScript(async () => {
  const { wish, flags } = readFlags(process.argv.slice(2))
  await prepare()
  const shell = await chooseShell(wish)
  const stops = []
  onStopRequest(() => end(0))

  async function end(code) {
    for (const stop of stops.reverse()) await stop()
    process.exit(code)
  }

  say(`${shell.why}.`)
  if (shell.kind === 'electron')
    return void stops.push(openElectron({ program: shell.program, flags, onEnd: end }))

  const hub = superviseHub({ flags })
  stops.push(hub.stop)
  const { url: address, token } = await hub.ready
  const url = `${address}#token=${token}`
  if (shell.kind === 'browser') {
    const profile = path.resolve(inProject(), dataFolder(flags), 'kiosk')
    return void stops.push(openKiosk({ program: shell.program, url, profile }))
  }
  process.stdout.write(`${url}\n`)
  say('Open this address in a Chromium browser on this machine. Ctrl-C ends Siaga.')
})

function readFlags(args) {
  const at = args.indexOf('--window')
  if (at === -1) return { wish: 'auto', flags: args }
  const wish = args[at + 1]
  if (!shells.includes(wish)) throw new Refusal(`--window must be one of ${shells.join(', ')}.`)
  return { wish, flags: args.toSpliced(at, 2) }
}

/** Where the browser's profile lies: beside what the hub keeps. */
function dataFolder(flags) {
  const { values } = parseArgs({
    args: flags,
    options: { data: { type: 'string' } },
    strict: false
  })
  return values.data ?? process.env['SIAGA_DATA'] ?? 'data'
}
