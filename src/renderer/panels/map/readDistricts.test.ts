import { expect, test } from 'vitest'
import type { Bounds } from '../../../contract/geo.ts'
import { isWithin } from './mapShapes.ts'
import { readDistricts } from './readDistricts.ts'

const codes = new Set(['33.74.02'])
const city: Bounds = [110, -7.1, 110.2, -6.9]
const square = [
  [
    [110, -7],
    [110.1, -7],
    [110.1, -6.9],
    [110, -6.9],
    [110, -7]
  ]
]
const file = (properties: unknown, id?: unknown): unknown => ({
  type: 'FeatureCollection',
  features: [
    { type: 'Feature', id, properties, geometry: { type: 'Polygon', coordinates: square } }
  ]
})

test.each([
  ['code', file({ code: '33.74.02' })],
  ['kode', file({ kode: '337402', nama: 'Semarang Utara' })],
  ['a number', file({ KD_KEC: 337402 })],
  ['the feature id', file({}, '33.74.02')],
  ['some other property', file({ kemendagri_2025: '33.74.02' })]
])('districts are recognised by %s', (_, content) => {
  const read = readDistricts(content, codes, city)
  const shapes = read.ok ? read.shapes : undefined
  expect(shapes?.districts.map(({ code }) => code)).toEqual(['33.74.02'])
  expect(shapes?.schematic).toBe(false)
  expect(shapes?.districts[0]?.label[0]).toBeCloseTo(110.05)
  expect(isWithin(shapes?.land ?? [], [110.05, -6.95])).toBe(true)
})

const swapped = {
  features: [
    {
      properties: { code: '33.74.02' },
      geometry: { type: 'Polygon', coordinates: square.map((r) => r.map(([x, y]) => [y, x])) }
    }
  ]
}
const points = {
  features: [{ properties: { code: '33.74.02' }, geometry: { type: 'Point', coordinates: [1, 2] } }]
}
const broken = {
  features: [
    {
      properties: { code: '33.74.02' },
      geometry: { type: 'Polygon', coordinates: [[['x', 1], null, [NaN, 1], {}]] }
    }
  ]
}

test.each([
  ['no features', {}, 'notGeoJson'],
  ['nothing that JSON knows', undefined, 'notGeoJson'],
  ['nonsense', 'hello', 'notGeoJson'],
  ['points', points, 'notGeoJson'],
  ['broken coordinates', broken, 'notGeoJson'],
  ['another city', file({ code: '14.71.01' }), 'noCodes'],
  ['longitude and latitude swapped', swapped, 'swapped']
])('a file with %s leaves the schematic map and says why', (_, content, why) => {
  expect(readDistricts(content, codes, city)).toEqual({ ok: false, why })
})

test('a file of another place or without every district leaves the schematic map', () => {
  const content = file({ code: '33.74.02' })
  expect(readDistricts(content, codes, [106, -6.3, 106.3, -6])).toEqual({
    ok: false,
    why: 'elsewhere'
  })
  expect(readDistricts(content, new Set([...codes, '33.74.03']), city)).toEqual({
    ok: false,
    why: 'missingDistricts'
  })
})

test('the attribution of the file is kept', () => {
  const content = {
    ...(file({ code: '33.74.02' }) as object),
    attribution: 'Badan Informasi Geospasial'
  }
  const read = readDistricts(content, codes, city)
  expect(read.ok && read.shapes.attribution).toBe('Badan Informasi Geospasial')
})
