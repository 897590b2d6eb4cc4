import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Basemap } from '../../src/contract/basemap.ts'
import { City } from '../../src/contract/city.ts'
import type { Position } from '../../src/contract/geo.ts'
import { makeBasemap } from './makeBasemap.ts'
import { planeAt, ringArea } from './plane.ts'
import { Sketch } from './sketch.ts'

const resources = join(import.meta.dirname, '../../resources')
const read = (path: string): unknown => JSON.parse(readFileSync(join(resources, path), 'utf8'))
const cities = ['semarang', 'pekanbaru', 'serang']
const cityOf = (id: string): City => City.parse(read(`cities/${id}.json`))
const basemapOf = (id: string): Basemap => Basemap.parse(read(`basemaps/${id}.json`))

function ringsArea(
  basemap: Basemap,
  rings: readonly (readonly number[])[],
  centre: Position
): number {
  const plane = planeAt(centre)
  const arc = (index: number): readonly Position[] => {
    const points = basemap.arcs[index < 0 ? ~index : index] ?? []
    return index < 0 ? points.toReversed() : points
  }
  return rings.reduce(
    (sum, ring) => sum + ringArea(ring.flatMap((i) => arc(i).slice(1)).map(plane.toKm)),
    0
  )
}

test.each(cities)('%s: each drawn district has its official share of the area', (id) => {
  const city = cityOf(id)
  const basemap = basemapOf(id)
  const land = ringsArea(basemap, basemap.land, city.centre)
  const official = city.districts.reduce((sum, { areaKm2 }) => sum + areaKm2, 0)
  for (const { code, rings } of basemap.districts) {
    const drawn = ringsArea(basemap, rings, city.centre) / land
    const wanted = (city.districts.find((d) => d.code === code)?.areaKm2 ?? 0) / official
    expect(Math.abs(drawn - wanted) / wanted, code).toBeLessThan(0.005)
  }
  expect(Math.abs(land - official) / official).toBeLessThan(0.01)
})

test.each(cities)('%s: every arc belongs to two neighbours or to one and the outside', (id) => {
  const basemap = basemapOf(id)
  const uses = new Map<number, number[]>()
  for (const { rings } of basemap.districts)
    for (const index of rings.flat()) {
      const arc = index < 0 ? ~index : index
      uses.set(arc, [...(uses.get(arc) ?? []), index])
    }
  const outer = new Set(basemap.land.flat().map((index) => (index < 0 ? ~index : index)))
  for (const arc of basemap.arcs.keys()) {
    const used = uses.get(arc) ?? []
    if (outer.has(arc)) expect(used).toHaveLength(1)
    // Once forwards, once backwards: the very same line for both.
    else expect(used.toSorted((a, b) => a - b)).toEqual([~arc, arc])
  }
})

test.each(cities)('%s: all districts are there and the file is small', (id) => {
  const basemap = basemapOf(id)
  expect(basemap.districts.map(({ code }) => code)).toEqual(
    cityOf(id).districts.map(({ code }) => code)
  )
  expect(readFileSync(join(resources, `basemaps/${id}.json`)).length).toBeLessThan(150_000)
})

test('the file in resources is what the generator makes of the city file', () => {
  const sketch = 'basemaps/sketches/serang.json'
  expect(existsSync(join(resources, sketch))).toBe(true)
  const { basemap } = makeBasemap(cityOf('serang'), Sketch.parse(read(sketch)))
  expect(basemap).toEqual(basemapOf('serang'))
})
