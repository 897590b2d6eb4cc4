import type { Picture } from './cameraSource.ts'

const longestUs = 2_000_000
const largestBytes = 4 * 1024 * 1024

/**
 * The pictures since the last key picture, so that a newcomer sees something at once. A group longer
 * than 2 s or 4 MB is not kept: the newcomer then waits for the next key picture.
 */
export interface GopCache {
  readonly add: (picture: Picture) => void
  /** Empty, or beginning with a key picture. */
  readonly pictures: () => readonly Picture[]
  readonly clear: () => void
}

export function makeGopCache(): GopCache {
  let kept: Picture[] = []
  let bytes = 0
  const clear = (): void => {
    kept = []
    bytes = 0
  }
  return {
    add: (picture) => {
      if (picture.key) clear()
      else if (kept.length === 0) return
      kept.push(picture)
      bytes += picture.data.length
      const spanUs = picture.timestampUs - (kept[0]?.timestampUs ?? 0)
      if (bytes > largestBytes || spanUs > longestUs) clear()
    },
    pictures: () => kept,
    clear
  }
}
