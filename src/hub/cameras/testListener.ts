import type { CameraProblem } from '../../contract/camera.ts'
import type { OpenSource, Picture, StreamFormat } from './cameraSource.ts'

/** What a source told, with promises for the moments tests wait for. */
export interface Heard {
  readonly formats: readonly StreamFormat[]
  readonly pictures: readonly Picture[]
  readonly ended: Promise<CameraProblem>
  /** Resolves when so many pictures have come; rejects when the source ends before. */
  readonly picturesUpTo: (count: number) => Promise<void>
  readonly stop: () => void
}

export function listenTo(open: OpenSource): Heard {
  const formats: StreamFormat[] = []
  const pictures: Picture[] = []
  const waiting: { count: number; resolve: () => void; reject: (error: Error) => void }[] = []
  const { promise: ended, resolve: end } = Promise.withResolvers<CameraProblem>()
  const source = open({
    format: (format) => formats.push(format),
    picture: (picture) => {
      pictures.push(picture)
      for (const { count, resolve } of waiting) if (pictures.length >= count) resolve()
    },
    ended: (problem) => {
      for (const { reject } of waiting) reject(new Error(`ended: ${problem}`))
      end(problem)
    }
  })
  return {
    formats,
    pictures,
    ended,
    picturesUpTo: (count) =>
      pictures.length >= count
        ? Promise.resolve()
        : new Promise((resolve, reject) => waiting.push({ count, resolve, reject })),
    stop: source.stop
  }
}
