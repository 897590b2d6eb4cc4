import type { Picture } from './svgPicture.ts'

/** Pixels for each of the screen's, so that a printed picture is sharp. */
const sharpness = 2

/** Rejects when the browser cannot draw it. */
export async function pngOf({ svg, width, height }: Picture): Promise<Blob> {
  const image = new Image()
  // A `data:` address: a canvas that drew a `blob:` one could not be read again.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = new OffscreenCanvas(width * sharpness, height * sharpness)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas.convertToBlob({ type: 'image/png' })
}
