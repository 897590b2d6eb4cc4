import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  addsUp,
  cities,
  makeWorkshop,
  mappingNamed,
  publicData,
  type Workshop
} from './testImport.ts'

/** The counts here come from the bare text of the files, without anything of the product. */

let shop: Workshop
beforeEach(() => {
  shop = makeWorkshop()
})
afterEach(() => shop.remove())

function tally(keys: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const sanFrancisco = join(publicData, 'sf-fire-calls-2017.csv')
describe.skipIf(!existsSync(sanFrancisco))('sf-fire-calls-2017.csv', () => {
  // Its only quotation marks stand round the position: everything before is plain.
  const rows = existsSync(sanFrancisco)
    ? readFileSync(sanFrancisco, 'utf8').trimEnd().split(/\r?\n/u).slice(1)
    : []
  const numbers = [...new Set(rows.map((row) => row.split(',')[2] ?? ''))]

  test('every unit is part of the incident of its number, and none is lost', async () => {
    const options = { mapping: mappingNamed('san-francisco-fire'), city: cities.sanFrancisco }
    const result = await shop.run([sanFrancisco], options)
    expect(rows).toHaveLength(865)
    expect(result).toMatchObject({
      read: rows.length,
      new: numbers.length,
      merged: rows.length - numbers.length,
      refused: 0
    })
    const units = shop.stored((store) => numbers.map((number) => store.incident(`sf-${number}`)))
    expect(units.every((incident) => incident !== undefined)).toBe(true)

    const again = await shop.run([sanFrancisco], options)
    expect(again).toMatchObject({ new: 0, updated: 0, unchanged: numbers.length })
  })

  test('each incident was received and first reached when the text says', async () => {
    await shop.run([sanFrancisco], {
      mapping: mappingNamed('san-francisco-fire'),
      city: cities.sanFrancisco
    })
    const expected = new Map<string, { received: string; there: string }>()
    for (const row of rows) {
      const cells = row.split(',')
      const number = cells[2] ?? ''
      const received = sortable(cells[6])
      // As at the feed's door, a moment more than a minute before the call is a wrong clock.
      const there = seconds(cells[10]) < seconds(cells[6]) - 60 ? '' : sortable(cells[10])
      const known = expected.get(number)
      expected.set(number, {
        received: earlier(known?.received ?? '', received),
        there: earlier(known?.there ?? '', there)
      })
    }
    const got = shop.stored((store) =>
      numbers.map((number) => {
        const incident = store.incident(`sf-${number}`)
        return [
          number,
          { received: local(incident?.receivedAt), there: local(incident?.arrivedAt) }
        ]
      })
    )
    expect(new Map(got as [string, { received: string; there: string }][])).toEqual(expected)
  })

  /** `MM/DD/YYYY hh:mm:ss AM` → `YYYY-MM-DD HH:mm:ss`. */
  function sortable(text = ''): string {
    const [, month, day, year, hour, rest, half] =
      /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d)(:\d\d:\d\d) ([AP])M$/u.exec(text) ?? []
    if (year === undefined) return ''
    const hours = (Number(hour) % 12) + (half === 'P' ? 12 : 0)
    return `${year}-${month}-${day} ${String(hours).padStart(2, '0')}${rest}`
  }

  function seconds(text: string | undefined): number {
    return Date.parse(`${sortable(text).replace(' ', 'T')}Z`) / 1000
  }

  function earlier(a: string, b: string): string {
    if (a === '' || b === '') return a || b
    return a < b ? a : b
  }

  function local(at: number | undefined): string {
    if (at === undefined) return ''
    return new Date(at).toLocaleString('sv-SE', { timeZone: 'America/Los_Angeles' })
  }
})

const montgomery = join(publicData, 'montgomery-911-2016.csv')
describe.skipIf(!existsSync(montgomery))('montgomery-911-2016.csv', () => {
  const rows = existsSync(montgomery)
    ? readFileSync(montgomery, 'utf8').trimEnd().split(/\r?\n/u)
    : []
  /** Place, title, time and township: what makes two rows the same call. */
  const calls = [...new Set(rows.map((row) => row.split(',').slice(0, 5).join(',')))]

  test('every row is an incident or the same one again, as many of each kind as the text says', async () => {
    const options = { mapping: mappingNamed('montgomery-911'), city: cities.montgomery }
    const result = await shop.run([montgomery], options)
    expect(rows).toHaveLength(3_051)
    expect(result).toMatchObject({
      read: rows.length,
      new: calls.length,
      merged: rows.length - calls.length,
      refused: 0
    })
    expect(addsUp(result)).toBe(true)
    const kinds = calls.map((call) => (call.split(',')[2]?.split(':')[0] ?? '').toLowerCase())
    expect(tally((await shop.everyIncident()).map(({ category }) => category))).toEqual(
      tally(
        kinds.map(
          (kind) =>
            cities.montgomery.categories.find(({ id, name, aliases }) =>
              [id, name, ...aliases].some((one) => one.toLowerCase() === kind)
            )?.id ?? 'lain'
        )
      )
    )
  })
})
