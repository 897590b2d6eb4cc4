import path from 'node:path'
import { readDemoLoop } from '../../src/hub/cameras/demoSource.ts'
import { startTestCamera } from '../../src/hub/cameras/testRtspServer.ts'

/** Child of cameras.bench.ts: thirty-five RTSP cameras; tells their ports. */
const [folder = ''] = process.argv.slice(2)
const cameras = await Promise.all(
  Array.from({ length: 35 }, (_, i) => {
    const file = path.join(folder, `${String(i + 1).padStart(2, '0')}.mp4`)
    return startTestCamera({ pictures: readDemoLoop(file).pictures })
  })
)
process.send?.(cameras.map(({ port }) => port))
process.on(
  'message',
  () => void Promise.all(cameras.map((camera) => camera.close())).then(() => process.disconnect())
)
