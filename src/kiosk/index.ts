// The plan of a wall without Electron: told an address on stdin, it prints one line of JSON whenever
// other windows should be open. scripts/lib/openWall.mjs opens them.
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { second } from '../contract/time.ts'
import { startPlanner } from '../displays/planner.ts'
import { readXOutputs } from '../displays/readXOutputs.ts'

/** On stdin, because everybody on the machine may read a command line, and the token is in it. */
const Wish = z.strictObject({
  url: z.url(),
  token: z.string().min(32),
  choice: z.enum(['all', 'primary'])
})

const { choice, ...hub } = Wish.parse(JSON.parse(await firstLine()))
let printed = ''

function print(windows: readonly object[]): void {
  const told = JSON.stringify({ windows })
  if (told !== printed) process.stdout.write(`${told}\n`)
  printed = told
}

if (await isX()) {
  startPlanner({
    readOutputs: async () => {
      const outputs = await readXOutputs()
      return { outputs, primary: outputs.find(({ primary }) => primary)?.id }
    },
    choice,
    // Nothing tells when outputs change; asking costs a few milliseconds.
    everyMs: 2 * second,
    hub: () => hub,
    apply: ({ windows }) => print(windows),
    log: (event, values = {}) =>
      process.stderr.write(`event=${event} ${JSON.stringify(Object.values(values).join(' '))}\n`)
  })
} else {
  process.stderr.write('xrandr cannot be asked for displays: the wall opens on one of them.\n')
  print([{ display: '' }])
}

async function isX(): Promise<boolean> {
  return readXOutputs().then(
    () => true,
    () => false
  )
}

/** Ends with whoever wrote it. */
function firstLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin })
  lines.on('close', () => process.exit())
  return new Promise((resolve) => lines.once('line', resolve))
}
