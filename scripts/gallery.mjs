// `npm run gallery -- [--sizes 1080,4k] [--to FOLDER] [name …]`: pictures of the wall in every state.
import { prepare } from './lib/prepare.mjs'
import { startProcess } from './lib/processes.mjs'
import { inProject, Refusal, runScript } from './lib/project.mjs'
import { nodeForHub } from './lib/runtime.mjs'

await runScript(async () => {
  await prepare()
  const pictures = startProcess(
    nodeForHub(),
    [inProject('scripts', 'lib', 'galleryPictures.mjs'), ...process.argv.slice(2)],
    { stdio: 'inherit' }
  )
  const code = await new Promise((resolve) => pictures.once('exit', (exit) => resolve(exit ?? 1)))
  if (code !== 0) throw new Refusal('The gallery could not be drawn.')
})
