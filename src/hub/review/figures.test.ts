import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { City } from '../../contract/city.ts'
import { ReviewAnswer, type ReviewQuestion } from '../../contract/review.ts'
import type { Moment } from '../../contract/time.ts'
import { createAggregates } from '../aggregates/aggregates.ts'
import { MemoryStore } from '../aggregates/memoryStore.ts'
import {
  cities,
  makeWorkshop,
  mappingNamed,
  publicData,
  type Workshop
} from '../import/testImport.ts'
import { loadPeaks } from '../loadPeaks.ts'
import { dayGenerator } from '../simulator/generateDay.ts'
import type { Store } from '../store/store.ts'
import { openSqliteStore } from '../store/sqliteStore.ts'
import { answerReview } from './answerReview.ts'
import { coverageOf } from './coverage.ts'
import { choicesOf } from './reviewChoices.ts'
import { figuresOf, laterBy, slowFigures, type PlainRow } from './slowReview.ts'

/**
 * The same figures twice: by the hub, from what it imported or simulated, and by plain loops over
 * the bare text of the files, or over the simulated days, without anything of the hub.
 */

let shop: Workshop
beforeEach(() => {
  shop = makeWorkshop()
})
afterEach(() => shop.remove())

const askedAt = Date.UTC(2019, 0, 10)

/** Answers from the store of the workshop's folder. */
async function answers(
  city: City,
  questions: readonly ReviewQuestion[]
): Promise<readonly ReviewAnswer[]> {
  const store = await openSqliteStore({ folder: shop.folder, log: () => undefined })
  try {
    return ask(city, store, questions, askedAt)
  } finally {
    await store.close()
  }
}

function ask(
  city: City,
  store: Pick<Store, 'incidents' | 'calls' | 'incident' | 'duty'>,
  questions: readonly ReviewQuestion[],
  now: Moment
): ReviewAnswer[] {
  const { mirror } = createAggregates({ city, store, now })
  return questions.map((question) =>
    ReviewAnswer.parse(answerReview({ city, mirror }, question, now))
  )
}

function expectSame(
  rows: readonly PlainRow[],
  questions: readonly ReviewQuestion[],
  answered: readonly ReviewAnswer[]
): void {
  questions.forEach((question, index) => {
    const answer = answered[index]
    if (answer === undefined) throw new Error('every question is answered')
    expect(figuresOf(answer)).toEqual(slowFigures(rows, question))
  })
}

const sanFrancisco = join(publicData, 'sf-fire-calls-2017.csv')
describe.skipIf(!existsSync(sanFrancisco))('sf-fire-calls-2017.csv', () => {
  const year = { from: '2017-01-01', to: '2017-12-31' }
  const next = { from: '2018-01-01', to: '2018-12-31' }
  const questions: readonly ReviewQuestion[] = [
    { period: year, compare: { period: next }, selection: {} },
    { period: next, normal: year, selection: { categories: ['structure-fire'] } },
    { period: year, selection: { agencies: ['truck', 'chief'], hours: [0, 1, 2, 3, 22, 23] } },
    {
      period: { from: '2018-03-01', to: '2018-12-31' },
      compare: { period: { from: '2017-03-01', to: '2017-12-31' } },
      selection: {
        districts: ['B05'],
        weekdays: [4, 5, 6],
        days: { from: '2018-05-01', to: '2018-11-30' }
      }
    }
  ]

  test('every figure is that of plain loops over its text', async () => {
    const city = cities.sanFrancisco
    await shop.run([sanFrancisco], { mapping: mappingNamed('san-francisco-fire'), city })
    const rows = plainRows(readFileSync(sanFrancisco, 'utf8'))
    const answered = await answers(city, questions)
    expectSame(rows, questions, answered)
    expect(answered[0]?.total.count).toBeGreaterThan(80)
    expect(answered[0]?.response.met).toBeGreaterThan(20)
  })

  /** Of the units of a number the first call and the first arrival count, for each unit type too. */
  function plainRows(text: string): PlainRow[] {
    const [head = '', ...lines] = text.trimEnd().split(/\r?\n/u)
    const names = head.split(',')
    const units = lines.map((line) => {
      // Its only quotation marks stand round the position, behind every column that is used here.
      const cells = line.split(',')
      const cell = (name: string): string => cells[names.indexOf(name)] ?? ''
      const received = localSeconds(cell('Received DtTm'))
      const there = localSeconds(cell('On Scene DtTm'))
      return {
        number: cell('Incident Number'),
        kind: cell('Call Type'),
        battalion: cell('Battalion'),
        unit: cell('Unit Type').toLowerCase().replace(' ', '-'),
        received,
        // An arrival more than a minute before the call is a wrong clock.
        there: there < received - 60 ? Number.NaN : there
      }
    })
    return [...Map.groupBy(units, ({ number }) => number).values()].map((own): PlainRow => {
      const received = Math.min(...own.map((unit) => unit.received))
      const kinds = { 'Structure Fire': 'structure-fire', 'Outside Fire': 'outside-fire' }
      const kind = own[0]?.kind ?? ''
      const types = [...new Set(own.map(({ unit }) => unit))]
      return {
        day: new Date(received * 1000).toISOString().slice(0, 10),
        hour: new Date(received * 1000).getUTCHours(),
        category: kinds[kind as keyof typeof kinds] ?? 'lain', // another kind gives undefined
        district: own.find(({ battalion }) => /^B0[57]$/u.test(battalion))?.battalion,
        ...wayOf(own, received),
        parts: types.map((agency) => ({
          agency,
          ...wayOf(
            own.filter(({ unit }) => unit === agency),
            received
          )
        }))
      }
    })
  }

  /** Within six minutes or not; nobody will ever say of a call without an arrival. */
  function wayOf(units: readonly { readonly there: number }[], received: number) {
    const known = units.map(({ there }) => there).filter((there) => !Number.isNaN(there))
    if (known.length === 0) return { ms: undefined, verdict: 'unknown' }
    const seconds = Math.max(0, Math.min(...known) - received)
    return { ms: seconds * 1000, verdict: seconds <= 360 ? 'met' : 'breached' }
  }

  /** `MM/DD/YYYY hh:mm:ss AM` as seconds of a clock without a zone; NaN where empty. */
  function localSeconds(text: string): number {
    const [, month, dayOfMonth, year, hour, rest, half] =
      /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d)(:\d\d:\d\d) ([AP])M$/u.exec(text) ?? []
    const hours = String((Number(hour) % 12) + (half === 'P' ? 12 : 0)).padStart(2, '0')
    return Date.parse(`${year}-${month}-${dayOfMonth}T${hours}${rest}Z`) / 1000
  }
})

const montgomery = join(publicData, 'montgomery-911-2016.csv')
describe.skipIf(!existsSync(montgomery))('montgomery-911-2016.csv', () => {
  const questions: readonly ReviewQuestion[] = [
    {
      period: { from: '2016-01-01', to: '2016-12-31' },
      compare: { period: { from: '2017-01-01', to: '2017-12-31' } },
      normal: { from: '2018-10-01', to: '2018-11-30' },
      selection: {}
    },
    {
      period: { from: '2018-01-01', to: '2018-12-31' },
      compare: { period: { from: '2016-01-15', to: '2017-01-14' } },
      selection: { categories: ['ems', 'fire'], hours: [7, 8, 9, 16, 17, 18] }
    },
    {
      period: { from: '2018-11-01', to: '2018-11-30' },
      selection: { districts: ['T01', 'unknown'], weekdays: [3] }
    }
  ]

  test('every figure is that of plain loops over its text', async () => {
    const city = cities.montgomery
    await shop.run([montgomery], { mapping: mappingNamed('montgomery-911'), city })
    const lines = readFileSync(montgomery, 'utf8').trimEnd().split(/\r?\n/u)
    // Place, title, time and township together are one call.
    const calls = [...new Set(lines.map((line) => line.split(',').slice(0, 5).join(',')))]
    const rows = calls.map((call): PlainRow => {
      const [, , title = '', time = '', township = ''] = call.split(',')
      const kind = title.split(':')[0]?.toLowerCase() ?? ''
      return {
        day: time.slice(0, 10),
        hour: Number(time.slice(11, 13)),
        category: ['ems', 'fire', 'traffic'].includes(kind) ? kind : 'lain',
        district: city.districts.find(({ name, aliases }) =>
          [name, ...aliases].some((one) => one.toUpperCase() === township.toUpperCase())
        )?.code,
        ...{ ms: undefined, verdict: 'unknown', parts: [] }
      }
    })
    const answered = await answers(city, questions)
    expectSame(rows, questions, answered)
    expect(answered[0]?.total.count).toBeGreaterThan(500)
    expect(
      answered[2]?.districts.find(({ district }) => district === 'T01')?.count
    ).toBeGreaterThan(10)
  })
})

describe('the simulated city at Lebaran 2025', () => {
  const city = cities.semarang
  const now = Date.UTC(2025, 3, 20, 5)
  const generate = dayGenerator(city, 112)
  const dates = Array.from({ length: 445 }, (_, index) => laterBy('2024-02-01', index))
  const incidents = dates.flatMap((date) => generate(date).incidents.map(({ final }) => final))
  const store = new MemoryStore()
  store.commitEvents(...incidents.map((incident) => ({ kind: 'incident' as const, incident })))
  const resources = join(import.meta.dirname, '../../../resources')
  const peaks = loadPeaks({ resources, dataFolder: join(resources, 'none'), log: () => undefined })

  test('is asked first for that Lebaran, the one before, and February', () => {
    const { mirror } = createAggregates({ city, store, now })
    const { first } = choicesOf(peaks, coverageOf(mirror, now), mirror.calendar)
    expect(first).toEqual({
      period: { from: '2025-03-17', to: '2025-04-14' },
      anchor: '2025-03-31',
      compare: { period: { from: '2024-03-27', to: '2024-04-24' }, anchor: '2024-04-10' },
      normal: { from: '2025-02-01', to: '2025-02-28' },
      selection: {}
    })
    if (first === undefined) return
    const rows = incidents.map(plainRow)
    const questions: ReviewQuestion[] = [
      first,
      { ...first, selection: { categories: ['kecelakaan', 'lalin'], hours: [15, 16, 17, 18] } },
      {
        ...first,
        selection: { agencies: ['dinkes'], days: { from: '2025-03-24', to: '2025-03-31' } }
      },
      { ...first, selection: { districts: ['33.74.06', '33.74.10'], weekdays: [5, 6] } }
    ]
    const answered = ask(city, store, questions, now)
    expectSame(rows, questions, answered)
    const [whole] = answered
    expect(whole?.total.normal?.incidents).toBe(1_308)
    expect(whole?.total.change?.verdict).toBe('more')
    expect(whole?.peakBefore?.offset).toBeGreaterThanOrEqual(-4)
    expect(whole?.peakAfter?.offset).toBeGreaterThanOrEqual(3)
    expect(whole?.simulated).toBe(true)
  })

  /** Semarang is 7 hours before UTC all year; within ten minutes of the report is in time. */
  function plainRow(incident: (typeof incidents)[number]): PlainRow {
    const local = new Date(incident.receivedAt + 7 * 3_600_000)
    const wayOf = (arrivedAt: Moment | undefined) => {
      if (arrivedAt === undefined) return { ms: undefined, verdict: 'unknown' }
      const ms = Math.max(0, arrivedAt - incident.receivedAt)
      return { ms, verdict: ms <= 600_000 ? 'met' : 'breached' }
    }
    return {
      day: local.toISOString().slice(0, 10),
      hour: local.getUTCHours(),
      category: incident.category,
      district: incident.district,
      ...wayOf(incident.arrivedAt),
      parts: incident.assignments.map(({ agency, arrivedAt }) => ({ agency, ...wayOf(arrivedAt) }))
    }
  }
})
