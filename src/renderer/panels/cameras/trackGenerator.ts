/** Chromium's own, not a standard: https://w3c.github.io/mediacapture-transform is what it became. */
interface TrackGenerator extends MediaStreamTrack {
  readonly writable: WritableStream<VideoFrame>
}

type TrackGeneratorClass = new (init: { readonly kind: 'video' }) => TrackGenerator

function generatorClass(): TrackGeneratorClass | undefined {
  // Looked up by name because TypeScript's DOM types do not know it; checked before it is used.
  return (globalThis as { MediaStreamTrackGenerator?: TrackGeneratorClass })
    .MediaStreamTrackGenerator
}

/** Whether pictures can go from WebCodecs straight into a video element. */
export function canGenerateTracks(): boolean {
  return (
    generatorClass() !== undefined && 'VideoDecoder' in globalThis && 'VideoFrame' in globalThis
  )
}

/** A track for a video element, and where to put its frames. */
export function generateTrack(): TrackGenerator | undefined {
  const Generator = generatorClass()
  return Generator === undefined ? undefined : new Generator({ kind: 'video' })
}
