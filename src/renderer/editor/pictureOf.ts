import { placeDisplays, type DisplayLayout } from '../../contract/displays.ts'
import { gridColumns, gridRows } from '../../contract/scene.ts'
import { remMm } from '../look/legibility/legibility.ts'
import { cellRem, type Picture } from '../wall/panelSizes.ts'
import type { Seams } from './Stage.tsx'

/** The shape of the wall, not of the screen at which somebody edits; without a wall file 16:9. */
export function pictureOf(displays: DisplayLayout | undefined, scale: number): Picture {
  if (displays === undefined) return { aspect: 16 / 9, scale }
  const { widthMm, heightMm } = placeDisplays(displays)
  return { aspect: widthMm / heightMm, scale }
}

/** Width of the scene by its height: the picture without top bar, status line and edges. */
export function sceneAspect(picture: Picture): number {
  const cell = cellRem(picture)
  return (cell.width * gridColumns) / (cell.height * gridRows)
}

/** Where one display ends and the next begins, in parts of the scene. */
export function seamsOf(displays: DisplayLayout | undefined): Seams {
  if (displays === undefined) return { across: [], down: [] }
  const { widthMm, heightMm, parts } = placeDisplays(displays)
  const rem = remMm({ widthMm, heightMm, farM: displays.farM })
  const ends = [...parts.values()]
  const inside = (at: readonly number[], before: number, length: number): readonly number[] =>
    [...new Set(at)]
      .map((mm) => (mm / rem - before) / length)
      .filter((part) => part > 0 && part < 1)
  return {
    across: inside(
      ends.map(({ x, width }) => x + width + displays.bezelMm / 2),
      0.56,
      widthMm / rem - 1.12
    ),
    down: inside(
      ends.map(({ y, height }) => y + height + displays.bezelMm / 2),
      1.36,
      heightMm / rem - 2.16
    )
  }
}
