import path from 'node:path'
import { readDemoLoop } from '../../src/hub/cameras/demoSource.ts'
import { startTestCamera } from '../../src/hub/cameras/testRtspServer.ts'
import { numberedLoop } from './numbered.ts'

/**
 * Child of cameras.bench.ts: thirty-five RTSP cameras; tells their ports. The first one shows the
 * number of each picture, and says on 'sent' when it sent each number last (ms since 1970).
 */
const [folder = ''] = process.argv.slice(2)
const sentAt: number[] = []
const numbered = startTestCamera({
  pictures: numberedLoop(),
  sent: (index) => {
    sentAt[index] = Date.now()
  }
})
const others = Array.from({ length: 34 }, (_, i) => {
  const file = path.join(folder, `${String(i + 2).padStart(2, '0')}.mp4`)
  return startTestCamera({ pictures: readDemoLoop(file).pictures })
})
const cameras = await Promise.all([numbered, ...others])
process.send?.(cameras.map(({ port }) => port))
process.on('message', (message) => {
  if (message === 'sent') process.send?.(sentAt)
  else void Promise.all(cameras.map((camera) => camera.close())).then(() => process.disconnect())
})
