import type { ExportWords } from '../exportWords.ts'
import { ownFile } from '../ownFile.ts'
import { pngOf } from './pngOf.ts'
import { svgPicture } from './svgPicture.ts'

/** Any element of the wall as a file, with a line below that says what it shows. */
export async function pictureOf(
  kind: 'png' | 'svg',
  element: HTMLElement,
  caption: string,
  { noCamera, noGround }: ExportWords
): Promise<Blob> {
  const font = await fontAddress()
  const picture = svgPicture(element, { caption, noCamera, noGround, font })
  return kind === 'png' ? pngOf(picture) : new Blob([picture.svg], { type: 'image/svg+xml' })
}

/** The screen's typeface as a `data:` address. */
async function fontAddress(): Promise<string> {
  const blob = await (await ownFile('/fonts/plex-sans-latin.woff2')).blob()
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'))
    reader.readAsDataURL(blob)
  })
}
