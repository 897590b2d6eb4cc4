import { createElement, type ComponentType } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { Aggregates, WallAggregates } from '../../../contract/aggregates.ts'
import { hour, startOfDay } from '../../../contract/time.ts'
import {
  designMoment,
  makeClock,
  makeControl,
  makeHealth,
  makeWallCity,
  makeWallSettings
} from '../../../testing/make.ts'
import type { PanelProps } from '../../hub/wallState.ts'
import { LanguageContext, type Language } from '../../look/words.ts'
import { DutyPanel } from '../duty/DutyPanel.tsx'
import { OpenCountsPanel } from '../openCounts/OpenCountsPanel.tsx'
import { MonthPanel } from './MonthPanel.tsx'
import { PrankPanel } from './PrankPanel.tsx'
import { ResponsePanel } from './ResponsePanel.tsx'
import { TodayPanel } from './TodayPanel.tsx'
import { WithinTargetPanel } from './WithinTargetPanel.tsx'

/** What a reader sees of a panel: its text, lines and parts set apart by a space. */
function read(
  panel: ComponentType<PanelProps>,
  aggregates: Partial<WallAggregates>,
  language: Language = 'id'
): string {
  const props: PanelProps = {
    now: designMoment,
    scene: { id: 'test', name: 'Test', layout: 'rails', left: [], middle: [], right: [] },
    freshness: 'live',
    state: {
      connection: { state: 'open' },
      heardAt: 0,
      clock: makeClock(),
      runId: 'run-1',
      seq: 0,
      control: makeControl(),
      refused: undefined,
      city: makeWallCity(),
      wall: makeWallSettings(),
      scenes: [],
      displays: undefined,
      steps: [],
      remote: undefined,
      peaks: [],
      incidents: new Map(),
      notSent: 0,
      aggregates,
      health: makeHealth(),
      storeFailingAt: undefined,
      unreadable: { count: 0 }
    }
  }
  const markup = renderToStaticMarkup(
    createElement(LanguageContext, { value: language }, createElement(panel, props))
  )
  return markup
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
}

const midnight = startOfDay(designMoment, 'Asia/Jakarta')
const volume: Aggregates['volume'] = {
  total: 1298,
  since: 1,
  today: { start: midnight, count: 31, usual: { low: 27, high: 35 }, usualDays: 12 },
  month: {
    start: Date.UTC(2025, 1, 28, 17),
    count: 1298,
    last: 1308,
    forecast: { value: 1714, low: 1668, high: 1771 }
  },
  hours: [],
  forecast: []
}
const within = { met: 0, breached: 0, running: 0, unknown: 0 }
const responseTimes = { today: { target: 'tiba-10', n: 0 }, within }
const response = (today: Partial<Aggregates['responseTimes']['today']>): Partial<Aggregates> => ({
  responseTimes: { today: { target: 'tiba-10', n: 0, ...today }, within }
})

it('what has not come is a reason, never a zero', () => {
  for (const panel of [TodayPanel, MonthPanel, ResponsePanel, WithinTargetPanel, PrankPanel])
    expect(read(panel, {})).toContain('Menunggu data.')
  expect(read(OpenCountsPanel, {})).toBe('– Jumlah terbuka tidak diketahui menunggu data')
  expect(read(DutyPanel, {})).toBe('jumlah petugas belum dikirim')
})

describe('today', () => {
  it('stands beside what is usual by now, and says in words when it is above or below', () => {
    const today = (count: number): string =>
      read(TodayPanel, { volume: { ...volume, today: { ...volume.today, count } } })
    expect(today(31)).toBe('Hari ini laporan sejak 00.00 31 biasanya 27–35 sampai pukul 14.02')
    expect(today(36)).toContain('36 di atas biasanya 27–35')
    expect(today(26)).toContain('26 di bawah biasanya 27–35')
  })

  it('of an empty store is not counted yet', () => {
    const { month, hours, forecast } = volume
    const today = { start: midnight, count: 0, usualDays: 0 }
    const text = read(TodayPanel, { volume: { total: 0, today, month, hours, forecast } })
    expect(text).toBe('Hari ini laporan sejak 00.00 Mulai dihitung dari laporan pertama.')
  })
})

describe('the month', () => {
  it('has last month, a forecast and its interval', () => {
    expect(read(MonthPanel, { volume })).toBe(
      'Bulan ini Maret 2025 1.298 perkiraan akhir bulan 1.714 Februari 1.308 1.668–1.771'
    )
    expect(read(MonthPanel, { volume }, 'en')).toContain('month-end forecast 1.714')
  })

  it('says what it does not have', () => {
    const month = { start: volume.month.start, count: 9 }
    expect(read(MonthPanel, { volume: { ...volume, month } })).toBe(
      'Bulan ini Maret 2025 9 Perkiraan akhir bulan muncul setelah 14 hari data. Februari tidak tercatat penuh'
    )
  })
})

describe('the response', () => {
  it('is a median, with how many it comes from', () => {
    const text = read(ResponsePanel, response({ n: 27, medianMs: 522_000 }))
    expect(text).toBe('Waktu tanggap median hari ini 8 m 42 s dari 27 laporan 0 target 10 mnt 15')
  })

  it('is a dash until a crew has arrived', () => {
    expect(read(ResponsePanel, response({}))).toContain('Muncul setelah petugas tiba.')
  })
})

describe('shares', () => {
  it('are of what is decided, and say how many still run and how many lack times', () => {
    const share = (counts: Partial<typeof within>): string =>
      read(WithinTargetPanel, {
        responseTimes: { ...response({}).responseTimes, within: { ...within, ...counts } } as never
      })
    expect(share({ met: 24, breached: 3, running: 4, unknown: 2 })).toBe(
      'Dalam target 89 % 24 dari 27, 4 berjalan, 2 tanpa waktu'
    )
    expect(share({ running: 4 })).toBe('Dalam target 4 berjalan')
    expect(share({})).toBe('Dalam target belum ada yang selesai')
  })

  it('of prank calls are of all calls, silent ones named, and unknown where no call was ever sent', () => {
    const calls = (everSeen: boolean, prank: number, ghost: number): string =>
      read(PrankPanel, {
        callCounts: {
          everSeen,
          today: { emergency: 31, information: 70, prank, ghost, dropped: 0 }
        }
      })
    expect(calls(true, 22, 12)).toBe('Panggilan iseng 25 % 34 dari 135, 12 tanpa suara')
    expect(calls(true, 22, 0)).toBe('Panggilan iseng 18 % 22 dari 123 panggilan')
    expect(calls(false, 0, 0)).toBe('Panggilan iseng panggilan belum dikirim sumber')
  })
})

it('who is on duty is dated when the figures are another shift’s', () => {
  const duty = (age: number): string =>
    read(DutyPanel, {
      duty: { duty: { operators: 32, fieldOfficers: 48, at: designMoment - age, simulated: false } }
    })
  expect(duty(hour)).toBe('32 operator · 48 petugas lapangan')
  expect(duty(9 * hour)).toBe('32 operator · 48 petugas lapangan data 9j 00m lalu')
})

it('a share of only a few is told as such, not as a percentage', () => {
  const share = (met: number, breached: number): string =>
    read(WithinTargetPanel, {
      responseTimes: { ...responseTimes, within: { ...within, met, breached } }
    })
  expect(share(1, 0)).toContain('1/1')
  expect(share(1, 2)).toContain('1/3')
  expect(share(1, 0)).not.toContain('%')
  expect(share(3, 1)).toContain('75')
})
