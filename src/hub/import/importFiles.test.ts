import { appendFileSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { minute } from '../../contract/time.ts'
import { Mapping } from '../ingest/mapping.ts'
import { ImportStopped } from './importError.ts'
import {
  addsUp,
  cities,
  leftIn,
  makeWorkshop,
  plain,
  plainHeader,
  plainRows,
  type Workshop
} from './testImport.ts'

let shop: Workshop
beforeEach(() => {
  shop = makeWorkshop()
})
afterEach(() => shop.remove())

const units = Mapping.parse({
  ...plain,
  name: 'units',
  rows: 'unit',
  fields: { ...plain.fields, agency: { column: 'crew' }, closedAt: { column: 'back' } }
})
const unitHeader = 'no,time,there,kind,lat,lon,crew,back'

describe('an import', () => {
  test('of the same file again changes nothing', async () => {
    const file = shop.file('a.csv', `${plainHeader}\n${plainRows(500)}`)
    const first = await shop.run([file])
    const before = shop.incident('7')
    const second = await shop.run([file])
    expect([first.new, first.unchanged]).toEqual([500, 0])
    expect([second.new, second.updated, second.unchanged]).toEqual([0, 0, 500])
    expect(shop.incident('7')).toEqual(before)
    expect(leftIn(shop.folder)).toEqual([])
  })

  test('of a later export changes what is other, keeps what the file does not say and opens nothing', async () => {
    const row = (there: string, place: string): string =>
      `${plainHeader}\n1,2025-03-25 14:02,${there},Kebakaran,${place}\n`
    await shop.run([shop.file('a.csv', row('', '-6.98,110.42'))])
    const changed = await shop.run([shop.file('b.csv', row('2025-03-25 14:11', ','))])
    expect(changed.updated).toBe(1)
    expect(shop.incident('1')).toMatchObject({
      revision: 2,
      status: 'closed',
      arrivedAt: Date.UTC(2025, 2, 25, 7, 11),
      position: [110.42, -6.98]
    })
    const older = {
      ...plain,
      fields: { ...plain.fields, status: { constant: 'received' as const } }
    }
    await shop.run([shop.file('a.csv', row('', '-6.98,110.42'))], { mapping: older })
    expect(shop.incident('1')).toMatchObject({ revision: 2, status: 'closed' })
  })

  test('makes one incident of its units wherever they stand in the file', async () => {
    const crew = (name: string, there: string, back: string): string =>
      `x,2025-03-25 14:02,${there},Kebakaran,-6.98,110.42,${name},${back}\n`
    const others = plainRows(30_000).replaceAll('\n', ',,\n')
    const file = shop.file(
      'units.csv',
      `${unitHeader}\n${crew('Damkar', '2025-03-25 14:12', '2025-03-25 15:00')}${others}${crew('PSC 119', '2025-03-25 14:09', '2025-03-25 14:40')}`
    )
    const result = await shop.run([file], { mapping: units })
    expect(result).toMatchObject({ read: 30_002, new: 30_001, merged: 1, refused: 0 })
    const start = Date.UTC(2025, 2, 25, 7)
    expect(shop.incident('x')).toMatchObject({
      arrivedAt: start + 9 * minute,
      closedAt: start + 60 * minute,
      calls: 1,
      assignments: [
        { agency: 'damkar', arrivedAt: start + 12 * minute, closedAt: start + 60 * minute },
        { agency: 'dinkes', arrivedAt: start + 9 * minute, closedAt: start + 40 * minute }
      ]
    })
  })

  test('adds up whatever is in the file', async () => {
    const cell = fc.oneof(
      fc.constantFrom('1', '2', '3', '2025-03-25 14:02', '2025-02-31 10:00', '-6.98', '110.42', ''),
      fc.string({ maxLength: 6 })
    )
    const row = fc.array(cell, { minLength: 1, maxLength: 7 }).map((cells) => cells.join(','))
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (rows) => {
        const own = makeWorkshop()
        try {
          const file = own.file('any.csv', `${plainHeader}\n${rows.join('\n')}`)
          const result = await own.run([file])
          expect(addsUp(result)).toBe(true)
          const again = await own.run([file])
          expect([again.new, again.updated]).toEqual([0, 0])
        } finally {
          own.remove()
        }
      }),
      { numRuns: 40 }
    )
  })
})

describe('a stopped import', () => {
  const whole = `${plainHeader}\n${plainRows(20_000)}`

  /** Stops at the `nth` word of progress. */
  async function stopAt(nth: number, file: string): Promise<boolean> {
    const stopping = new AbortController()
    let heard = 0
    try {
      await shop.run([file], {
        signal: stopping.signal,
        onProgress: () => {
          heard += 1
          if (heard === nth) stopping.abort()
        }
      })
      return false
    } catch (error) {
      expect(error).toBeInstanceOf(ImportStopped)
      return true
    }
  }

  test('goes on where it was, however often and wherever it is stopped, and adds up at the end', async () => {
    const file = shop.file('big.csv', whole)
    let stops = 0
    for (const nth of [1, 2, 3, 2, 1, 2, 1, 1]) if (await stopAt(nth, file)) stops += 1
    const how: string[] = []
    const result = await shop.run([file], { onResume: (one) => how.push(one) })
    expect(stops).toBeGreaterThan(5)
    expect(how).toEqual(['goesOn'])
    expect(result).toMatchObject({ read: 20_000, new: 20_000, unchanged: 0, refused: 0, merged: 0 })
    expect(shop.incident('19999')).toBeDefined()
  })

  test('begins again when the file is another one by then', async () => {
    const file = shop.file('big.csv', whole)
    await stopAt(2, file)
    writeFileSync(file, `${plainHeader}\n${plainRows(10)}`)
    const how: string[] = []
    const result = await shop.run([file], { onResume: (one) => how.push(one) })
    expect(how).toEqual(['filesChanged'])
    expect(result).toMatchObject({ read: 10, new: 10 })
  })

  test('gives way to the import of another file', async () => {
    await stopAt(2, shop.file('big.csv', whole))
    const how: string[] = []
    const other = shop.file('other.csv', `${plainHeader}\n${plainRows(3)}`)
    const result = await shop.run([other], { onResume: (one) => how.push(one) })
    expect([how, result.read, result.new]).toEqual([[], 3, 3])
  })

  test('reads on within a workbook and within NDJSON too', async () => {
    const lines = plainRows(12_000)
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [no, time, , kind, lat, lon] = line.split(',')
        return JSON.stringify({ no, time, kind, lat, lon })
      })
    const file = shop.file('a.ndjson', `${lines.join('\n')}\n`)
    expect(await stopAt(2, file)).toBe(true)
    const result = await shop.run([file])
    expect(result).toMatchObject({ read: 12_000, new: 12_000, refused: 0 })
  })
})

describe('a file that changes while it is read', () => {
  test.each([
    ['grows', (file: string) => appendFileSync(file, plainRows(1, 90_000))],
    ['is written anew', (file: string) => writeFileSync(file, `${plainHeader}\n${plainRows(5)}`)],
    ['is touched', (file: string) => utimesSync(file, new Date(), new Date(Date.now() + 5_000))]
  ])('is noticed when it %s, and nothing of it is stored', async (_, change) => {
    const file = shop.file('live.csv', `${plainHeader}\n${plainRows(20_000)}`)
    let changed = false
    const reading = shop.run([file], {
      onProgress: () => {
        if (!changed) change(file)
        changed = true
      }
    })
    await expect(reading).rejects.toThrow('live.csv changed while it was being read.')
    expect(shop.incident('0')).toBeUndefined()
    expect(leftIn(shop.folder)).toEqual([])
    const again = await shop.run([file])
    expect(again.read).toBe(readFileSync(file, 'utf8').trimEnd().split('\n').length - 1)
    expect(again.new).toBe(again.read)
  })
})

test('an older and a newer import meet the live feed: the next message of a higher revision wins', async () => {
  const file = shop.file('a.csv', `${plainHeader}\n${plainRows(1)}`)
  await shop.run([file])
  const incident = shop.incident('0')
  if (incident === undefined) throw new Error('not stored')
  const live = { ...incident, revision: 1_742_886_131_000, calls: 4 }
  const store = shop.stored((one) =>
    one.commit([{ event: { kind: 'incident', incident: live }, rejected: [] }], 0)
  )
  await store
  const again = await shop.run([file])
  expect(again.unchanged).toBe(1)
  expect(shop.incident('0')).toMatchObject({ revision: 1_742_886_131_000, calls: 4 })
})

test('a mapping that names no zone reads times in that of the city', async () => {
  const file = shop.file('a.csv', `${plainHeader}\n1,2025-03-25 14:02,,Kebakaran,,\n`)
  await shop.run([file], { city: { ...cities.test, timeZone: 'Asia/Jayapura' } })
  expect(shop.incident('1')?.receivedAt).toBe(Date.UTC(2025, 2, 25, 5, 2))
})
