// `npm start`: prepare, hub, wall. Flags go to the hub, but for
//   --window auto|electron|browser|none   what to show the wall in
//   --displays all|primary                which displays to cover
import path from 'node:path'
import { takeFlag } from './lib/flags.mjs'
import { superviseHub } from './lib/hubSupervisor.mjs'
import { chooseShell, openElectron, openKiosk } from './lib/openWall.mjs'
import { onStopRequest } from './lib/processes.mjs'
import { prepare } from './lib/prepare.mjs'
import { inProject, Refusal, runScript, say } from './lib/project.mjs'

const shells = ['auto', 'electron', 'browser', 'none']

await runScript(async () => {
  const { value: wish = 'auto', rest: flags } = takeFlag(process.argv.slice(2), 'window')
  if (!shells.includes(wish)) throw new Refusal(`--window must be one of ${shells.join(', ')}.`)
  await prepare()
  const shell = await chooseShell(wish)
  const stops = []
  onStopRequest(() => end(0))

  async function end(code) {
    for (const stop of stops.reverse()) await stop()
    process.exit(code)
  }

  say(`${shell.why}.`)
  if (shell.kind === 'electron') {
    stops.push(openElectron({ program: shell.program, flags, onEnd: end }))
    return
  }

  const { value: displays = 'all', rest: hubFlags } = takeFlag(flags, 'displays')
  const hub = superviseHub({ flags: hubFlags })
  stops.push(hub.stop)
  const { url: address, token } = await hub.ready
  if (shell.kind === 'browser') {
    const profiles = path.resolve(inProject(), dataFolder(flags), 'kiosk')
    const choice = displays === 'primary' ? 'primary' : 'all'
    stops.push(openKiosk({ program: shell.program, address, token, profiles, choice }))
    return
  }
  process.stdout.write(`${address}#token=${token}\n`)
  say('Open this address in a Chromium browser on this machine. Ctrl-C ends Siaga.')
})

/** Where the browser's profiles lie: beside what the hub keeps. */
function dataFolder(flags) {
  return takeFlag(flags, 'data').value ?? process.env['SIAGA_DATA'] ?? 'data'
}
