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
/** Numbers read from the pixels of the first tile, and when (ms since 1970). */
const numbers: (readonly [number: number, at: number])[] = []
const pixels = document.createElement('canvas').getContext('2d', { willReadFrequently: true })

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
      const video = screen.element
      if (!(video instanceof HTMLVideoElement)) throw new Error('this browser shows only stills')
      box.append(video)
      main?.append(box)
      frames[i] = 0
      const count = (): void => {
        firstAt[i] ??= performance.now() - openedAt
        frames[i] = (frames[i] ?? 0) + 1
        video.requestVideoFrameCallback(count)
        if (i === 0 && query.has('numbered')) readNumber(video)
      }
      video.requestVideoFrameCallback(count)
      player.show(screen, { camera: camera.id, quality: 'sub', priority: false })
    })
  },
  showing: () => undefined
})

/** The eight columns of bench/cameras/numbered.ts. */
function readNumber(video: HTMLVideoElement): void {
  if (pixels === null) return
  const at = Date.now()
  pixels.drawImage(video, 0, 0, 64, 4)
  const { data } = pixels.getImageData(0, 2, 64, 1)
  let number = 0
  for (let bit = 0; bit < 8; bit += 1) if ((data[(bit * 8 + 4) * 4] ?? 0) > 128) number += 2 ** bit
  numbers.push([number, at])
}

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
      numbers,
      worker: await player.counts()
    }),
    block: (ms: number) => {
      const until = performance.now() + ms
      while (performance.now() < until);
    }
  }
})
