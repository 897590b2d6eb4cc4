import type { Point } from './plane.ts'

/** A displacement in km at a place. */
export type Warp = (x: number, y: number) => Point

export interface Octave {
  readonly wavelengthKm: number
  readonly amplitudeKm: number
}

/** A smooth, repeatable wobble of the plane. Lines drawn through it look grown, not ruled. */
export function makeWarp(seed: number, octaves: readonly Octave[]): Warp {
  return (x, y) => {
    let dx = 0
    let dy = 0
    octaves.forEach(({ wavelengthKm, amplitudeKm }, index) => {
      const s = seed + index * 101
      dx += amplitudeKm * valueNoise(x / wavelengthKm, y / wavelengthKm, s)
      dy += amplitudeKm * valueNoise(x / wavelengthKm, y / wavelengthKm, s + 57)
    })
    return [dx, dy]
  }
}

/** A seed from a name: FNV-1a, 32 bits. */
export function seedOf(name: string): number {
  let hash = 0x811c9dc5
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}

/** −1 … 1, smooth with smooth slope. */
function valueNoise(x: number, y: number, seed: number): number {
  const ix = Math.floor(x)
  const iy = Math.floor(y)
  const fx = fade(x - ix)
  const fy = fade(y - iy)
  const bottom = mix(lattice(ix, iy, seed), lattice(ix + 1, iy, seed), fx)
  const top = mix(lattice(ix, iy + 1, seed), lattice(ix + 1, iy + 1, seed), fx)
  return mix(bottom, top, fy)
}

function lattice(x: number, y: number, seed: number): number {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0) / 0x7fffffff - 1
}

const fade = (t: number): number => t * t * t * (t * (t * 6 - 15) + 10)
const mix = (a: number, b: number, t: number): number => a + (b - a) * t
