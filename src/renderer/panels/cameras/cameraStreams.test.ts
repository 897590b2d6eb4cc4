import { expect, test, vi } from 'vitest'
import { makeCameraStreams } from './cameraStreams.ts'
import { makePictureDecoder } from './pictureDecoder.ts'

const view = (slot: number, camera: string, priority = false) => ({
  slot,
  camera,
  quality: 'sub' as const,
  priority
})

test('a camera is decoded once for all its tiles, and no longer than one of them is seen', () => {
  const watchChanged = vi.fn()
  const streams = makeCameraStreams<VideoFrame>({
    makeDecoder: makePictureDecoder,
    lookAt: undefined,
    paced: true,
    showing: () => undefined,
    looked: () => undefined,
    watchChanged,
    realNow: () => 0,
    stills: () => false
  })
  const watched = () => streams.watched().map(({ camera, priority }) => [camera, priority])
  streams.setViews([view(0, 'k1'), view(1, 'k2'), view(2, 'k1', true)])
  expect(watched()).toEqual([
    ['k1', true],
    ['k2', false]
  ])
  streams.setViews([view(0, 'k1'), view(1, 'k2')])
  expect(watched()).toEqual([
    ['k1', false],
    ['k2', false]
  ])
  streams.setViews([view(1, 'k2')])
  expect(watched()).toEqual([['k2', false]])
  streams.setViews([])
  expect(watched()).toEqual([])
  expect(streams.counts().decoders).toBe(0)
  expect(watchChanged).toHaveBeenCalledTimes(4)
})
