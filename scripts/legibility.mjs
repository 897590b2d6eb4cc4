// `npm run legibility -- [--data DIR | --wall FILE | --width-mm N --far-m N] [--scene ID] [--strict]`
import { prepare } from './lib/prepare.mjs'
import { startProcess } from './lib/processes.mjs'
import { inProject, runScript } from './lib/project.mjs'
import { nodeForHub } from './lib/runtime.mjs'

await runScript(async () => {
  await prepare()
  const check = startProcess(
    nodeForHub(),
    [inProject('scripts', 'lib', 'checkLegibility.mjs'), ...process.argv.slice(2)],
    { stdio: 'inherit' }
  )
  process.exitCode = await new Promise((resolve) =>
    check.once('exit', (exit) => resolve(exit ?? 1))
  )
})
