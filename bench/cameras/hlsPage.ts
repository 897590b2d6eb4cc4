import Hls from 'hls.js'

/* What a page without a hub of its own would do: thirty-five hls.js players, each for itself. */

const wanted = Number(new URLSearchParams(location.search).get('tiles') ?? 35)
const main = document.querySelector('main')
const openedAt = performance.now()
const firstAt: number[] = []
const frames: number[] = []
const videos: HTMLVideoElement[] = []

for (let i = 0; i < wanted; i += 1) {
  const video = document.createElement('video')
  video.muted = true
  video.autoplay = true
  videos.push(video)
  main?.append(video)
  frames[i] = 0
  const count = (): void => {
    firstAt[i] ??= performance.now() - openedAt
    frames[i] = (frames[i] ?? 0) + 1
    video.requestVideoFrameCallback(count)
  }
  video.requestVideoFrameCallback(count)
  const hls = new Hls({ startFragPrefetch: true })
  hls.loadSource(`/live/${String(i + 1).padStart(2, '0')}/index.m3u8`)
  hls.attachMedia(video)
  hls.on(Hls.Events.MANIFEST_PARSED, () => void video.play().catch(() => undefined))
}

Object.assign(globalThis, {
  bench: {
    read: () =>
      Promise.resolve({
        firstAt,
        frames: [...frames],
        dropped: videos.reduce(
          (sum, video) => sum + video.getVideoPlaybackQuality().droppedVideoFrames,
          0
        )
      })
  }
})
