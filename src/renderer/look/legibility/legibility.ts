import { placeDisplays, type DisplayLayout } from '../../../contract/displays.ts'
import type { WallSettings } from '../../../contract/wall.ts'

/** How high capitals and digits of IBM Plex Sans are, of the size of the type. */
export const capShare = 0.698

/** Below this a text cannot be read without effort, after ISO 9241-303. */
export const leastMinutes = 16

/** How large the whole picture is, and how far away its farthest seat. */
export interface SeenFrom {
  readonly widthMm: number
  readonly heightMm: number
  readonly farM: number
}

/** The wall file knows best; without one the picture is as wide as the settings say, and 16:9. */
export function seenFrom(
  wall: Pick<WallSettings, 'widthMm' | 'farM'>,
  displays: DisplayLayout | undefined
): SeenFrom {
  if (displays === undefined)
    return { widthMm: wall.widthMm, heightMm: (wall.widthMm * 9) / 16, farM: wall.farM }
  const { widthMm, heightMm } = placeDisplays(displays)
  return { widthMm, heightMm, farM: displays.farM }
}

/** Millimetres of the wall that one rem is high: look/base.css in another unit. */
export function remMm({ widthMm, heightMm }: SeenFrom): number {
  return Math.min(widthMm / 38.4, heightMm / 21.6)
}

const minute = Math.PI / 180 / 60

/** Under which angle, in minutes of arc, so many millimetres are seen from so many metres. */
export function minutesOfArc(heightMm: number, metres: number): number {
  return (2 * Math.atan(heightMm / 2 / (metres * 1000))) / minute
}

/** Millimetres that a letter must be high to be seen under so many minutes of arc. */
export function neededMm(metres: number, minutes: number = leastMinutes): number {
  return 2 * metres * 1000 * Math.tan((minutes * minute) / 2)
}

/** A text as it stands in the picture. */
export interface ShownText {
  /** Kind of the panel it is in; `frame` for what stands round the scene. */
  readonly panel: string
  readonly text: string
  /** Size of its type in rem, so in hundreds of design pixels. */
  readonly rem: number
}

/** Texts of one size in one panel, and how they are seen from the farthest seat. */
export interface SeenTexts {
  readonly panel: string
  /** Each once. */
  readonly texts: readonly string[]
  readonly rem: number
  readonly capMm: number
  readonly minutes: number
}

/** By panel and size, the smallest first. */
export function seenTexts(shown: readonly ShownText[], from: SeenFrom): readonly SeenTexts[] {
  const groups = new Map<string, { panel: string; rem: number; texts: Set<string> }>()
  for (const { panel, text, rem: exact } of shown) {
    // A hundredth of a design pixel is no other size.
    const rem = Math.round(exact * 10_000) / 10_000
    const key = `${rem} ${panel}`
    const group = groups.get(key) ?? { panel, rem, texts: new Set<string>() }
    group.texts.add(text)
    groups.set(key, group)
  }
  return [...groups.values()]
    .map(({ panel, rem, texts }) => {
      const capMm = rem * remMm(from) * capShare
      return { panel, texts: [...texts], rem, capMm, minutes: minutesOfArc(capMm, from.farM) }
    })
    .sort((a, b) => a.minutes - b.minutes || a.panel.localeCompare(b.panel))
}

/** Those that the farthest seat cannot read. */
export function tooSmall(seen: readonly SeenTexts[]): readonly SeenTexts[] {
  return seen.filter(({ minutes }) => minutes < leastMinutes)
}
