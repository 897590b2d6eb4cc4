import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { City, nameKey } from '../contract/city.ts'
import { isInside } from '../contract/geo.ts'
import { targetsFor } from '../contract/responseTarget.ts'

const root = join(import.meta.dirname, '../..')
const files = [
  ...jsonFilesOf(join(root, 'resources/cities')),
  ...jsonFilesOf(join(root, 'src/testing/cities'))
]
const cities = files.map((file) => ({
  file,
  city: City.parse(JSON.parse(readFileSync(file, 'utf8')))
}))
const own = (id: string): City => {
  const found = cities.find(({ city }) => city.id === id)
  if (found === undefined) throw new Error(`no city file for ${id}`)
  return found.city
}

function jsonFilesOf(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name))
}

/** Fails with the shared name when two things would answer to it. */
function expectUnique(things: readonly (readonly string[])[]): void {
  const keys = things.flatMap((names) => [...new Set(names.map(nameKey))])
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
}

describe.each(cities)('the city file of $city.id', ({ file, city }) => {
  test('is named after its id', () => {
    expect(file.endsWith(`/${city.id}.json`)).toBe(true)
  })

  test('refers to nothing it does not define', () => {
    const categories = city.categories.map(({ id }) => id)
    const agencies = city.agencies.map(({ id }) => id)
    const districts = city.districts.map(({ code }) => code)
    for (const category of city.categories) {
      expect(agencies).toEqual(expect.arrayContaining(category.agencies))
    }
    for (const target of city.responseTargets) {
      expect(categories).toEqual(expect.arrayContaining(target.categories ?? []))
    }
    expect(city.responseTargets.map(({ id }) => id)).toContain(city.headlineTarget)
    const profile = city.simulation
    if (profile === undefined) return
    expect(categories).toEqual(expect.arrayContaining(Object.keys(profile.categoryShares)))
    expect(Object.keys(profile.districtWeights).sort()).toEqual([...districts].sort())
    expect(agencies).toEqual(expect.arrayContaining(Object.keys(profile.arrivalMinutes ?? {})))
    for (const { growth } of profile.peaks ?? []) {
      expect(categories).toEqual(expect.arrayContaining(Object.keys(growth?.categories ?? {})))
      expect(districts).toEqual(expect.arrayContaining(Object.keys(growth?.districts ?? {})))
    }
  })

  test('gives no name to two things of a kind', () => {
    expectUnique(
      city.categories.map(({ id, name, nameEn, aliases }) => [id, name, nameEn, ...aliases])
    )
    expectUnique(
      city.agencies.map(({ id, name, shortName, aliases }) => [id, name, shortName, ...aliases])
    )
    expectUnique(
      city.districts.map(({ code, name, shortName, aliases }) => [
        code,
        name,
        shortName,
        ...aliases
      ])
    )
    expectUnique(city.channels.map(({ id, name, aliases }) => [id, name, ...aliases]))
    const codes = city.districts.flatMap(({ subdistricts }) => subdistricts.map((s) => s.code))
    expect(new Set(codes).size).toBe(codes.length)
  })

  test('has its districts inside its bounds and its kelurahan under their kecamatan', () => {
    for (const { code, centroid, bounds, subdistricts } of city.districts) {
      expect(isInside(centroid, city.bounds)).toBe(true)
      if (bounds !== undefined) expect(isInside(centroid, bounds)).toBe(true)
      for (const each of subdistricts) expect(each.code.startsWith(`${code}.`)).toBe(true)
    }
  })

  test('has a category for what it cannot place, and one for violence at home kept private', () => {
    expect(city.categories.find(({ id }) => id === 'lain')?.icon).toBe('other')
    for (const { icon, private: isPrivate } of city.categories) {
      expect(isPrivate).toBe(icon === 'domestic')
    }
  })

  test('fits the agency board', () => {
    for (const { shortName } of city.agencies) expect(shortName.length).toBeLessThanOrEqual(14)
  })

  test('has shares that sum to 1', () => {
    const profile = city.simulation
    if (profile === undefined) return
    for (const shares of [profile.callClassShares, profile.categoryShares]) {
      const sum = Object.values(shares).reduce((total, share) => total + share, 0)
      expect(sum).toBeCloseTo(1, 6)
    }
    expect(profile.basis.length).toBeGreaterThan(0)
  })
})

test('the three cities have the districts and kelurahan of Kepmendagri', () => {
  const counts = ['semarang', 'pekanbaru', 'serang'].map((id) => {
    const { districts } = own(id)
    return [id, districts.length, districts.flatMap(({ subdistricts }) => subdistricts).length]
  })
  expect(counts).toEqual([
    ['semarang', 16, 177],
    ['pekanbaru', 15, 83],
    ['serang', 6, 67]
  ])
})

test("each city's clock is its own", () => {
  const clocks = (id: string, category: string): string[] =>
    targetsFor(own(id).responseTargets, category).map(
      ({ from, to, minutes }) => `${minutes} ${from} ${to}`
    )
  expect(clocks('semarang', 'kebakaran')).toEqual(['10 receivedAt arrivedAt'])
  expect(clocks('semarang', 'medis')).toEqual([
    '5 receivedAt departedAt',
    '10 receivedAt arrivedAt'
  ])
  expect(clocks('serang', 'kebakaran')).toEqual(['15 receivedAt departedAt'])
  expect(clocks('pekanbaru', 'kebakaran')).toEqual(['7 receivedAt arrivedAt'])
  expect(clocks('pekanbaru', 'medis')).toEqual([])
})

test('Serang has 9 OPD and 5 vertical agencies, the unnamed ones as slots', () => {
  const { agencies } = own('serang')
  expect(agencies.filter(({ kind }) => kind === 'opd')).toHaveLength(9)
  expect(agencies.filter(({ kind }) => kind === 'vertical')).toHaveLength(5)
  expect(agencies.filter(({ named }) => !named).map(({ name }) => name)).toEqual([
    'OPD 8 (belum dinamai)',
    'OPD 9 (belum dinamai)',
    'Instansi vertikal 2 (belum dinamai)',
    'Instansi vertikal 3 (belum dinamai)',
    'Instansi vertikal 4 (belum dinamai)',
    'Instansi vertikal 5 (belum dinamai)'
  ])
})

test('a retired kecamatan that was split is no alias of either half', () => {
  const names = own('pekanbaru').districts.flatMap(({ name, aliases }) => [name, ...aliases])
  expect(names.map(nameKey)).not.toContain(nameKey('Tampan'))
  expect(names.map(nameKey)).not.toContain(nameKey('Rumbai Pesisir'))
  expect(names.map(nameKey)).toContain(nameKey('Lima Puluh'))
})
