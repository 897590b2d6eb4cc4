// `npm run fuzz [-- TIMES] [FILE …]`: the property tests from random seeds, TIMES (30) their runs.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { prepare } from './lib/prepare.mjs'
import { runToEnd } from './lib/processes.mjs'
import { inProject, runScript, say } from './lib/project.mjs'
import { nodeForHub, tool } from './lib/runtime.mjs'

await runScript(async () => {
  await prepare({ build: false })
  const words = process.argv.slice(2)
  const times = words.find((word) => /^\d+$/u.test(word)) ?? '30'
  const named = words.filter((word) => !/^\d+$/u.test(word))
  const files = named.length > 0 ? named : propertyTests()
  say(`${files.length} files of property tests, ${times} times as many runs each`)
  const env = { ...process.env, SIAGA_FUZZ: times }
  const { code } = await runToEnd(nodeForHub(), [tool.vitest, 'run', ...files], { env, echo: true })
  process.exitCode = code
})

/** The files of tests that use fast-check. */
function propertyTests() {
  return ['src', 'scripts', 'bench']
    .flatMap((folder) =>
      readdirSync(inProject(folder), { recursive: true }).map((file) => path.join(folder, file))
    )
    .filter((file) => /\.test\.(ts|mjs)$/u.test(file))
    .filter((file) => readFileSync(inProject(file), 'utf8').includes("from 'fast-check'"))
    .sort()
}
