import { expect, test } from 'vitest'
import { makeTilesArchive } from '../../../../e2e/harness/tilesArchive.ts'
import type { Bounds } from '../../../contract/geo.ts'
import { checkTiles, tilesHeaderBytes } from './checkTiles.ts'

const city: Bounds = [110.27, -7.12, 110.51, -6.93]
const archive = makeTilesArchive(10, [[825, 531]], city)

function check(file: Uint8Array, bounds = city) {
  return checkTiles(file.slice(0, tilesHeaderBytes).buffer as ArrayBuffer, file.length, bounds)
}

function changed(at: number, byte: number): Uint8Array {
  const file = archive.slice()
  file[at] = byte
  return file
}

test('an archive of vector tiles of the city is fine', () => {
  expect(check(archive)).toBeUndefined()
})

test.each([
  ['empty', new Uint8Array(0), 'notPmtiles'],
  ['something else', new TextEncoder().encode('<!doctype html>'.repeat(20)), 'notPmtiles'],
  ['an older version', changed(7, 2), 'notPmtiles'],
  ['short by one byte', archive.slice(0, -1), 'truncated'],
  ['full of pictures', changed(99, 2), 'notVector']
])('a file that is %s is told apart', (_, file, why) => {
  expect(check(file)).toBe(why)
})

test('an archive of another place is told apart', () => {
  expect(check(archive, [106, -6.3, 106.3, -6])).toBe('elsewhere')
})
