import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { City } from '../../contract/city.ts'
import type { Incident } from '../../contract/incident.ts'
import { localTime } from '../../contract/time.ts'
import { readCsvIncidents, type CsvIncidents } from './csvIncidents.ts'
import { Mapping } from './mapping.ts'
import { MissingColumns } from './mapRow.ts'

const root = join(import.meta.dirname, '../../..')
const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'))
const mappingOf = (name: string): Mapping => Mapping.parse(read(`resources/mappings/${name}.json`))
const montgomery = City.parse(read('src/testing/cities/montgomery.json'))
const sanFrancisco = City.parse(read('src/testing/cities/san-francisco.json'))
const data = join(root, '../shared/data')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'siaga-csv-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
function readText(content: string | Buffer, mapping: Mapping): Promise<CsvIncidents> {
  const file = join(folder, `${(files += 1)}.csv`)
  writeFileSync(file, content)
  return readCsvIncidents(file, mapping, montgomery, 'test')
}

/** A mapping of nothing but a number, a time, a kind and a place. */
const plain = Mapping.parse({
  name: 'plain',
  description: 'for tests',
  source: 'made up',
  city: 'src/testing/cities/montgomery.json',
  csv: {},
  timeZone: 'America/New_York',
  timeFormats: ['YYYY-MM-DD HH:mm', 'ISO'],
  rows: 'incident',
  id: { columns: ['no'] },
  fields: {
    receivedAt: { column: 'time' },
    category: { column: 'kind', values: { Blaze: 'fire' }, otherwise: 'lain' },
    position: { latitude: 'lat', longitude: 'lon' }
  }
})
const header = 'no,time,kind,lat,lon'

test.each(readdirSync(join(root, 'resources/mappings')))('%s is a mapping', (file) => {
  const mapping = mappingOf(file.replace('.json', ''))
  expect(`${mapping.name}.json`).toBe(file)
  expect(existsSync(join(root, mapping.city ?? 'resources/cities'))).toBe(true)
})

describe('rows that cannot be understood', () => {
  const lines: readonly (readonly [string, string])[] = [
    ['2,yesterday,fire,40.1,-75.3', 'time: is in none of the time formats'],
    ['3,2016-02-31 10:00,fire,40.1,-75.3', 'time: is a day that does not exist'],
    [
      '4,2016-03-13 02:30,fire,40.1,-75.3',
      'time: is in the hour that was skipped when clocks were put forward'
    ],
    ['5,,fire,40.1,-75.3', 'receivedAt: is empty'],
    ['6,2016-01-15 10:00,fire,-75.3,40.1', 'position: latitude and longitude look swapped'],
    ['7,2016-01-15 10:00,fire,here,there', 'position: is not two numbers'],
    ['8,2016-01-15 10:00,fire,140.1,-75.3', 'position: is not on Earth'],
    ['9,2016-01-15 10:00,fire', 'has 3 columns instead of 5'],
    [',2016-01-15 10:00,fire,40.1,-75.3', 'id: is empty'],
    [
      'Jane Roe,2016-01-15 10:00,fire,40.1,-75.3',
      'id: has signs other than letters, digits and . : @ / + - _'
    ]
  ]

  test('are refused with their line and a reason, and the others are kept', async () => {
    const good = '1,2016-01-15 10:00,fire,40.1,-75.3'
    const text = [header, good, ...lines.map(([line]) => line), good.replace('1', '99')].join('\n')
    const result = await readText(text, plain)
    expect(result.incidents.map(({ id }) => id)).toEqual(['1', '99'])
    expect(result.refused).toEqual(lines.map(([, reason], index) => ({ line: index + 3, reason })))
    expect(result.rows).toBe(result.incidents.length + result.merged + result.refused.length)
  })

  test('are not quoted in the reason: they could hold a name or an address', async () => {
    const result = await readText(`${header}\n1,Jalan Mawar 5,Budi 0812,Budi,0812\nx\n`, plain)
    expect(JSON.stringify(result.refused)).not.toMatch(/Mawar|Budi|0812/u)
    expect(result.refused).toHaveLength(2)
  })

  test('a file cut inside a quotation refuses its last row alone', async () => {
    const text = `${header}\n1,2016-01-15 10:00,fire,40.1,-75.3\n2,2016-01-15 10:00,"fi`
    const result = await readText(text, plain)
    expect(result.incidents.map(({ id }) => id)).toEqual(['1'])
    expect(result.refused.map(({ line }) => line)).toEqual([3])
  })

  test('bytes that are not UTF-8 refuse their row alone', async () => {
    const text = Buffer.concat([
      Buffer.from(`${header}\n1,2016-01-15 10:00,caf`),
      Buffer.from([0xe9]),
      Buffer.from(',40.1,-75.3\n2,2016-01-15 10:00,café,40.1,-75.3\n')
    ])
    const result = await readText(text, plain)
    expect(result.refused).toEqual([{ line: 2, reason: 'is not UTF-8' }])
    expect(result.incidents.map(({ id }) => id)).toEqual(['2'])
  })
})

test('columns that are missing are named, and nothing is read', async () => {
  const reading = readText('no,time\n1,2016-01-15 10:00\n', plain)
  await expect(reading).rejects.toThrow(MissingColumns)
  await expect(reading).rejects.toThrow('no column "kind", "lat", "lon"')
})

test('a byte order mark, semicolons, quoted line breaks and empty lines do no harm', async () => {
  const text =
    '\uFEFFno;time;kind;lat;lon\r\n1;2016-01-15 10:00;"fi\nre";40.1;-75.3\r\n\r\n2;bad;;;\r\n'
  const result = await readText(text, plain)
  expect(result.incidents.map(({ id }) => id)).toEqual(['1'])
  // The quoted break makes line 3, the empty one is 4.
  expect(result.refused.map(({ line }) => line)).toEqual([5])
})

test('dictionaries, times with an offset and places elsewhere are read as the mapping says', async () => {
  const text = `${header}
1,2016-01-15T10:00:00+07:00,BLAZE,40.1,-75.3
2,2016-07-15 10:00,Parade,0,0`
  const { incidents } = await readText(text, plain)
  expect(incidents).toEqual([
    expect.objectContaining({
      id: '1',
      receivedAt: Date.UTC(2016, 0, 15, 3),
      category: 'fire',
      position: [-75.3, 40.1]
    }),
    expect.objectContaining({ id: '2', receivedAt: Date.UTC(2016, 6, 15, 14), category: 'lain' })
  ])
  expect(incidents[1]?.position).toBeUndefined()
})

test('units of one incident give the first arrival and the last end, each agency its own', async () => {
  const units = mappingOf('san-francisco-fire')
  const columns = [
    ...['Incident Number', 'Received DtTm', 'Dispatch DtTm', 'Response DtTm', 'On Scene DtTm'],
    ...['Available DtTm', 'Call Type', 'Final Priority', 'Battalion', 'Unit Type', 'Location']
  ]
  const at = (time: string): string => (time === '' ? '' : `01/02/2017 ${time} PM`)
  const row = (unit: string, out: string, there: string, back: string): string =>
    [
      ...['17', at('01:00:00'), at('01:01:00'), at(out), at(there), at(back)],
      ...['Structure Fire', '3', 'B05', unit, '"(37.78, -122.44)"']
    ].join(',')
  const text = [
    columns.join(','),
    row('ENGINE', '01:02:00', '01:06:00', '01:40:00'),
    row('ENGINE', '01:01:30', '', '01:20:00'),
    row('TRUCK', '01:03:00', '01:05:00', '02:00:00')
  ].join('\n')
  const file = join(folder, 'units.csv')
  writeFileSync(file, text)
  const { incidents, merged } = await readCsvIncidents(file, units, sanFrancisco, 'test')
  const on = (minute: number, second = 0): number => Date.UTC(2017, 0, 2, 21, minute, second)
  const expected: Incident = {
    id: 'sf-17',
    revision: 0,
    source: 'test',
    category: 'structure-fire',
    priority: 2,
    status: 'closed',
    channel: '911',
    receivedAt: on(0),
    dispatchedAt: on(1),
    departedAt: on(1, 30),
    arrivedAt: on(5),
    closedAt: on(60),
    position: [-122.44, 37.78],
    district: 'B05',
    assignments: [
      {
        agency: 'engine',
        status: 'closed',
        dispatchedAt: on(1),
        departedAt: on(1, 30),
        arrivedAt: on(6),
        closedAt: on(40)
      },
      {
        agency: 'truck',
        status: 'closed',
        dispatchedAt: on(1),
        departedAt: on(3),
        arrivedAt: on(5),
        closedAt: on(60)
      }
    ],
    calls: 1,
    exercise: false,
    simulated: false
  }
  expect(incidents).toEqual([expected])
  expect(merged).toBe(2)
})

/** Counts of anything, as a sorted list, so that two of them can be compared whole. */
function tally(keys: readonly string[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
}

function dayOf(at: number, timeZone: string): string {
  const { year, month, day } = localTime(at, timeZone)
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-')
}

function medianOf(values: readonly number[]): number | undefined {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
}

const sfFile = join(data, 'sf-fire-calls-2017.csv')

describe.skipIf(!existsSync(sfFile))('San Francisco fire calls, against the bare text', () => {
  let result: CsvIncidents
  /** Straight from the text: cells by position; the only quoted cell is the location. */
  const rows = existsSync(sfFile)
    ? readFileSync(sfFile, 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.replace(/"[^"]*"/u, '').split(','))
    : []
  const cell = (row: readonly string[], column: number): string => row[column] ?? ''
  const byIncident = new Map(rows.map((row) => [cell(row, 2), row]))

  beforeAll(async () => {
    result = await readCsvIncidents(sfFile, mappingOf('san-francisco-fire'), sanFrancisco, 'test')
  })

  test('every row is an incident, part of one, or refused', () => {
    expect(result.rows).toBe(rows.length)
    expect(result.refused).toEqual([])
    expect(result.incidents).toHaveLength(byIncident.size)
    expect(result.merged).toBe(rows.length - byIncident.size)
  })

  test('as many a day, of each category and in each battalion', () => {
    const firstRows = [...byIncident.values()]
    expect(tally(result.incidents.map((i) => dayOf(i.receivedAt, 'America/Los_Angeles')))).toEqual(
      tally(
        firstRows.map((row) => {
          const [month, day, year] = cell(row, 6).slice(0, 10).split('/')
          return `${year}-${month}-${day}`
        })
      )
    )
    expect(tally(result.incidents.map(({ category }) => category))).toEqual(
      tally(firstRows.map((row) => cell(row, 3).toLowerCase().replace(' ', '-')))
    )
    expect(tally(result.incidents.map(({ district }) => district ?? ''))).toEqual(
      tally(firstRows.map((row) => cell(row, 18)))
    )
  })

  test('the same median response', () => {
    // Without time zones: both ends are in the same one, and no sample crosses a change.
    const seconds = (text: string): number => {
      const [, date = '', h = '', rest = '', half = ''] =
        /^(\S+) (\d\d):(\d\d:\d\d) ([AP]M)$/u.exec(text) ?? []
      const [month = 0, day = 0, year = 0] = date.split('/').map(Number)
      const [minute = 0, second = 0] = rest.split(':').map(Number)
      const hour = (Number(h) % 12) + (half === 'PM' ? 12 : 0)
      return Date.UTC(year, month - 1, day, hour, minute, second) / 1000
    }
    const arrivals = new Map<string, number>()
    for (const row of rows.filter((each) => cell(each, 10) !== '')) {
      const taken = seconds(cell(row, 10)) - seconds(cell(row, 6))
      const id = cell(row, 2)
      arrivals.set(id, Math.min(taken, arrivals.get(id) ?? Infinity))
    }
    const taken = result.incidents.flatMap(({ arrivedAt, receivedAt }) =>
      arrivedAt === undefined ? [] : (arrivedAt - receivedAt) / 1000
    )
    expect(taken).toHaveLength(arrivals.size)
    expect(medianOf(taken)).toBe(medianOf([...arrivals.values()]))
  })
})

const mcFile = join(data, 'montgomery-911-2016.csv')

describe.skipIf(!existsSync(mcFile))('Montgomery County 911, against the bare text', () => {
  let result: CsvIncidents
  const lines = existsSync(mcFile) ? readFileSync(mcFile, 'utf8').trim().split('\n') : []
  /** A call is the same one where all but the address is. */
  const calls = [...new Set(lines.map((line) => line.split(',').slice(0, 5).join(',')))].map(
    (line) => line.split(',')
  )

  beforeAll(async () => {
    result = await readCsvIncidents(mcFile, mappingOf('montgomery-911'), montgomery, 'test')
  })

  test('every row is an incident, the same call again, or refused', () => {
    expect(result.rows).toBe(lines.length)
    expect(result.refused).toEqual([])
    expect(result.incidents).toHaveLength(calls.length)
    const reported = result.incidents.reduce((sum, incident) => sum + incident.calls, 0)
    expect(reported).toBe(lines.length)
  })

  test('as many a day, of each category and in each township', () => {
    expect(tally(result.incidents.map((i) => dayOf(i.receivedAt, 'America/New_York')))).toEqual(
      tally(calls.map(([, , , time = '']) => time.slice(0, 10)))
    )
    expect(tally(result.incidents.map(({ category }) => category))).toEqual(
      tally(calls.map(([, , title = '']) => title.slice(0, title.indexOf(':')).toLowerCase()))
    )
    const names = new Map(montgomery.districts.map(({ code, name }) => [code, name.toUpperCase()]))
    expect(tally(result.incidents.map(({ district }) => names.get(district ?? '') ?? ''))).toEqual(
      tally(calls.map(([, , , , township = '']) => township))
    )
  })

  test('no crew is said to have come: the file does not tell', () => {
    expect(result.incidents.filter(({ arrivedAt }) => arrivedAt !== undefined)).toEqual([])
  })
})

test('the mapping in docs/importing.md is one', () => {
  const text = readFileSync(join(root, 'docs/importing.md'), 'utf8')
  const example: unknown = JSON.parse(/```json\n(.*?)```/su.exec(text)?.[1] ?? '')
  expect(Mapping.parse(example).name).toBe('example')
})
