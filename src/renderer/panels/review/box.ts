import type { Room } from '../useRoom.ts'

/** Width, height and text factor in design units (1 unit = 0.01 rem). */
export interface ChartBox {
  readonly width: number
  readonly height: number
  /** The wall's type multiplier: it moves everything that makes room for text. */
  readonly scale: number
}

export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export function boxOf(room: Room): ChartBox {
  return { width: room.width * 100, height: room.height * 100, scale: room.scale }
}

/** Sizes of type in design units at wall scale 1: --t1 and --t2. */
export const t1 = 28
export const t2 = 34

/** About how wide a text is: enough to know whether it fits. Digits are 0.6 em, letters less. */
export function roughWidth(text: string, size: number): number {
  return [...text].length * size * 0.54
}

/** Round steps from 0 up to `most`, about `wanted` of them. */
export function niceSteps(most: number, wanted: number): readonly number[] {
  const step = niceStep(Math.max(most, 1e-9) / (wanted + 1))
  const count = Math.floor(most / step + 1e-9)
  return Array.from({ length: count + 1 }, (_, index) => round(index * step))
}

/** The nearest at or above of 1, 2, 5 (or other factors) times a power of ten. */
export function niceStep(atLeast: number, factors: readonly number[] = [1, 2, 5]): number {
  const power = 10 ** Math.floor(Math.log10(atLeast))
  const factor = factors.find((each) => each * power >= atLeast * (1 - 1e-9)) ?? 10
  return round(factor * power)
}

const round = (value: number): number => Number(value.toPrecision(12))
