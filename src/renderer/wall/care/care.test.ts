import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { day, hour, minute } from '../../../contract/time.ts'
import { designMoment } from '../../../testing/make.ts'
import { duskMinutes, nightLevel } from './nightLevel.ts'
import { shiftAt, shiftEveryMs, shiftSide, stepPixels, type Shift } from './pixelShift.ts'

const round = 2 * shiftSide * shiftSide

describe('the picture', () => {
  const walk = Array.from({ length: round + 1 }, (_, i) => shiftAt(i * shiftEveryMs))

  test('is equally long in every place of its square', () => {
    const times = new Map<string, number>()
    for (const { x, y } of walk.slice(0, round))
      times.set(`${x},${y}`, (times.get(`${x},${y}`) ?? 0) + 1)
    expect(times.size).toBe(shiftSide * shiftSide)
    expect(new Set(times.values())).toEqual(new Set([2]))
    expect(Math.max(...walk.flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)]))).toBe(4)
  })

  test('moves by one step at most, over the end of a round as well', () => {
    const far = (a: Shift, b: Shift): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y)
    for (const [i, now] of walk.entries()) {
      const next = walk[i + 1]
      if (next !== undefined) expect(far(now, next)).toBeLessThanOrEqual(1)
    }
  })

  test('does not hurry where the hub’s clock does, and has a place before 1970', () => {
    expect(shiftAt(designMoment + 60 * 100_000, 60)).toEqual(shiftAt(designMoment, 60))
    expect(shiftAt(designMoment * 60, 60)).toEqual(shiftAt(designMoment))
    expect(shiftAt(-shiftEveryMs)).toEqual(shiftAt((round - 1) * shiftEveryMs))
  })

  test.each([
    [50, 1, 1],
    [100, 1, 2],
    [50, 2, 2],
    [33.3, 1, 1],
    [75, 1.25, 2]
  ])('of %f px to the rem at ratio %f moves by %i pixels', (rem, ratio, pixels) => {
    expect(stepPixels(rem, ratio)).toBe(pixels)
  })
})

describe('the night', () => {
  const zone = 'Asia/Jakarta'
  const midnight = Date.parse('2025-03-25T00:00:00+07:00')
  const levelAt = (h: number, m = 0): number =>
    nightLevel([22, 5], midnight + h * hour + m * minute, zone)

  test('is over midnight, and begins and ends slowly', () => {
    expect([21.9, 22.5, 24, 28, 29, 36].map((h) => levelAt(h))).toEqual([0, 1, 1, 1, 0, 0])
    expect(levelAt(22, 9)).toBe(0.5)
    expect(levelAt(28, 50)).toBe(0.5)
  })

  test('changes by one step a minute', () => {
    const levels = Array.from({ length: (2 * day) / minute }, (_, i) => levelAt(0, i))
    for (const [i, level] of levels.entries())
      expect(Math.abs(level - (levels[i + 1] ?? level))).toBeLessThan(1 / duskMinutes + 1e-9)
    expect(levels.filter((level) => level === 1).length).toBeGreaterThan(2 * 6 * 60)
  })

  test('is not, where no hours are set', () => {
    expect(nightLevel(undefined, midnight, zone)).toBe(0)
  })
})

/** Of the dark theme, as `#rrggbb`. */
function token(name: string): readonly number[] {
  const css = readFileSync(new URL('../../look/tokens.css', import.meta.url), 'utf8')
  const hex = new RegExp(`--${name}: #([0-9a-f]{6})`, 'u').exec(css)?.[1] ?? ''
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
}

function luminance(colour: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = colour
    .map((byte) => byte / 255)
    .map((c) => (c <= 0.040_45 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

test('at night every text keeps 4.5 : 1', () => {
  const css = readFileSync(new URL('care.css', import.meta.url), 'utf8')
  const mixes = css.matchAll(
    /--(?:ink-\d|place): color-mix\(in srgb, var\(--bg\) calc\(var\(--night\) \* (\d+)%\), var\(--lit-(\w+)\)\)/gu
  )
  const bg = token('bg')
  const contrasts = [...mixes].map(([, share = '', lit = '']) => {
    const ink = token(lit === 'place' ? 'place' : `ink-${lit}`)
    const ground = Number(share) / 100
    const mixed = ink.map((byte, i) => byte * (1 - ground) + (bg[i] ?? 0) * ground)
    return (luminance(mixed) + 0.05) / (luminance(bg) + 0.05)
  })
  expect(contrasts).toHaveLength(5)
  expect(Math.min(...contrasts)).toBeGreaterThan(4.5)
})
