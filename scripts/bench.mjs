// `npm run bench -- [name …] [--long]`: runs the measurements of bench/ one after another, undisturbed.
import { readdirSync } from 'node:fs'
import { prepare } from './lib/prepare.mjs'
import { startProcess } from './lib/processes.mjs'
import { inProject, Refusal, runScript, say } from './lib/project.mjs'
import { nodeForHub } from './lib/runtime.mjs'

await runScript(async () => {
  await prepare()
  const all = readdirSync(inProject('bench'))
    .filter((file) => file.endsWith('.bench.ts'))
    .map((file) => file.replace('.bench.ts', ''))
  const flags = process.argv.slice(2).filter((word) => word.startsWith('--'))
  const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
  const unknown = wanted.filter((name) => !all.includes(name))
  if (unknown.length > 0)
    throw new Refusal(`No such bench: ${unknown.join(', ')}. There are ${all.join(', ')}.`)
  for (const name of wanted.length > 0 ? wanted : all) {
    say(`\n${name}`)
    const child = startProcess(nodeForHub(), [inProject('bench', `${name}.bench.ts`), ...flags], {
      stdio: 'inherit'
    })
    const code = await new Promise((resolve) => child.once('exit', (exit) => resolve(exit ?? 1)))
    if (code !== 0) throw new Refusal(`bench ${name} failed.`)
  }
})
