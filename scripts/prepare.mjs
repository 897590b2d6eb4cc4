// Makes a fresh checkout runnable: packages, then the build. Quiet when there is nothing to do.
import { prepare } from './lib/prepare.mjs'
import { runScript } from './lib/project.mjs'

await runScript(() => prepare())
