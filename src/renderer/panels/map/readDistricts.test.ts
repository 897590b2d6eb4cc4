import { expect, test } from 'vitest'
import { isWithin } from './mapShapes.ts'
import { readDistricts } from './readDistricts.ts'

const codes = new Set(['33.74.01', '33.74.02'])
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
  const shapes = readDistricts(content, codes)
  expect(shapes?.districts.map(({ code }) => code)).toEqual(['33.74.02'])
  expect(shapes?.schematic).toBe(false)
  expect(shapes?.districts[0]?.label[0]).toBeCloseTo(110.05)
  expect(isWithin(shapes?.land ?? [], [110.05, -6.95])).toBe(true)
})

test.each([
  ['no features', {}],
  ['another city', file({ code: '14.71.01' })],
  ['points', { features: [{ properties: { code: '33.74.01' }, geometry: { type: 'Point' } }] }],
  ['nonsense', 'hello'],
  [
    'broken coordinates',
    {
      features: [
        {
          properties: { code: '33.74.01' },
          geometry: { type: 'Polygon', coordinates: [[['x', 1], null]] }
        }
      ]
    }
  ]
])('a file with %s leaves the schematic map', (_, content) => {
  expect(readDistricts(content, codes)).toBeUndefined()
})

test('the attribution of the file is kept', () => {
  const content = {
    ...(file({ code: '33.74.01' }) as object),
    attribution: 'Badan Informasi Geospasial'
  }
  expect(readDistricts(content, codes)?.attribution).toBe('Badan Informasi Geospasial')
})
