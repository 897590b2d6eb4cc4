import type { Camera, CameraState } from '../../src/contract/camera.ts'
import { cameraSocketPath } from '../../src/contract/camera.ts'
import { subprotocol } from '../../src/contract/hubMessages.ts'
import { makeCameraPlayer } from '../../src/renderer/panels/cameras/cameraPlayer.ts'

/* A bare grid of tiles on the product's own player: what is measured is the path, not the panels. */

const query = new URLSearchParams(location.search)
const wanted = Number(query.get('tiles') ?? 35)
const main = document.querySelector('main')
let cameras: readonly Camera[] = []
let states: readonly CameraState[] = []
let lost = 0
const openedAt = performance.now()
const firstAt: number[] = []
const frames: number[] = []

const player = makeCameraPlayer({
  makeWorker: () =>
    new Worker(new URL('../../src/renderer/panels/cameras/cameraWorker.ts', import.meta.url), {
      type: 'module'
    }),
  heard: (message) => {
    if (message.type === 'states') states = message.states
    if (message.type === 'lost') lost += 1
    if (message.type !== 'cameras' || cameras.length > 0) return
    cameras = message.cameras
    cameras.slice(0, wanted).forEach((camera, i) => {
      const box = document.createElement('div')
      const screen = player.borrow()
      box.dataset['camera'] = camera.id
      box.append(screen.video)
      main?.append(box)
      frames[i] = 0
      const count = (): void => {
        firstAt[i] ??= performance.now() - openedAt
        frames[i] = (frames[i] ?? 0) + 1
        screen.video.requestVideoFrameCallback(count)
      }
      screen.video.requestVideoFrameCallback(count)
      player.show(screen, { camera: camera.id, quality: 'sub', priority: false })
    })
  },
  showing: () => undefined
})

const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
player.open(`${scheme}://${location.host}${cameraSocketPath}`, [
  subprotocol,
  `token.${location.hash.slice(1)}`
])

Object.assign(globalThis, {
  bench: {
    read: async () => ({
      cameras: cameras.length,
      states,
      lost,
      firstAt,
      frames: [...frames],
      worker: await player.counts()
    }),
    block: (ms: number) => {
      const until = performance.now() + ms
      while (performance.now() < until);
    }
  }
})
