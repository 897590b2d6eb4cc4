import { serve } from './serve.ts'

/** Child of cameras.bench.ts: the camera hub alone, so that its CPU is its own. */
const [page = '', dataFolder = '', resources = ''] = process.argv.slice(2)
const served = await serve(page, { city: 'semarang', dataFolder, resources, log: () => undefined })
process.send?.(served.url)
process.on('message', () => void served.stop().then(() => process.disconnect()))
