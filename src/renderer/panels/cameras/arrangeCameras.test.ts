import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Camera } from '../../../contract/camera.ts'
import { arrangeAround, arrangeGrid, pagesOf } from './arrangeCameras.ts'
import { findCameras } from './findCameras.ts'

const file = join(import.meta.dirname, '../../../../resources/cameras/semarang.json')
const semarang = (JSON.parse(readFileSync(file, 'utf8')) as { cameras: Camera[] }).cameras // shipped and tested in the hub

const anyCameras = fc
  .array(
    fc.option(
      fc.tuple(
        fc.double({ min: 110, max: 111, noNaN: true }),
        fc.double({ min: -7.2, max: -6.8, noNaN: true })
      )
    ),
    { minLength: 1, maxLength: 35 }
  )
  .map((positions) =>
    positions.map((position, i): Camera => ({
      id: `k${i}`,
      label: `K${i}`,
      name: `Kamera ${i}`,
      ...(position && { position }),
      guest: false,
      groups: [],
      demo: true,
      hasMain: false
    }))
  )

test.each([
  ['grid', arrangeGrid],
  ['around the large one', arrangeAround]
])(
  '%s: every camera has one place of its own, north above south, west before east',
  (_name, arrange) => {
    fc.assert(
      fc.property(anyCameras, (cameras) => {
        const { tiles, columns, rows } = arrange(cameras)
        expect(new Set(tiles.map(({ camera }) => camera.id)).size).toBe(cameras.length)
        expect(new Set(tiles.map(({ column, row }) => `${column} ${row}`)).size).toBe(
          cameras.length
        )
        for (const a of tiles) {
          expect(a.column >= 1 && a.column <= columns && a.row >= 1 && a.row <= rows).toBe(true)
          for (const b of tiles) {
            if (a.camera.position === undefined || b.camera.position === undefined) continue
            if (a.row < b.row)
              expect(a.camera.position[1]).toBeGreaterThanOrEqual(b.camera.position[1])
            if (a.row === b.row && a.column < b.column)
              expect(a.camera.position[0]).toBeLessThanOrEqual(b.camera.position[0])
          }
        }
      })
    )
  }
)

test('thirty-five stand in seven columns and five rows, in the order of their labels', () => {
  const { columns, rows, tiles } = arrangeGrid(semarang)
  expect([columns, rows]).toEqual([7, 5])
  expect(tiles.map(({ camera }) => camera.label)).toEqual(semarang.map(({ label }) => label))
})

test('places do not change with what happens: only with the list', () => {
  expect(arrangeGrid([...semarang].reverse()).tiles.map(({ camera }) => camera.id)).toEqual(
    arrangeGrid(semarang).tiles.map(({ camera }) => camera.id)
  )
})

test('eighty stand on three pages, each camera once, the north first', () => {
  const eighty = Array.from({ length: 80 }, (_, i): Camera => {
    const turned = (i * 37) % 80
    return {
      ...{ id: `k${i}`, label: `K${i}`, name: `Kamera ${i}`, guest: false, groups: [] },
      ...{ demo: true, hasMain: false, position: [110.4, -6.9 - turned / 1_000] }
    }
  })
  const pages = pagesOf(eighty)
  expect(pages.map(({ length }) => length)).toEqual([35, 35, 10])
  expect(new Set(pages.flat()).size).toBe(80)
  const norths = pages.flat().map(({ position }) => position?.[1] ?? 0)
  expect(norths).toEqual(norths.toSorted((a, b) => b - a))
  expect(pagesOf([])).toEqual([[]])
})

test('a camera is found by label, name, owner and group, in any order and case', () => {
  const find = (text: string, group?: string): readonly string[] =>
    findCameras(semarang, text, group).map(({ name }) => name)
  expect(find('dishub TLOGO')).toEqual(['Tlogosari'])
  expect(find('k01')).toHaveLength(1)
  expect(find('', 'Rumah pompa').length).toBeGreaterThan(10)
  expect(find('tidak ada')).toEqual([])
})
