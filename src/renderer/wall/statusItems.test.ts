import { describe, expect, it } from 'vitest'
import type { Health, Rejected } from '../../contract/health.ts'
import { few } from '../../contract/shownCount.ts'
import { day, second } from '../../contract/time.ts'
import {
  designMoment,
  makeClock,
  makeControl,
  makeHealth,
  makeWallCity,
  makeWallSettings
} from '../../testing/make.ts'
import { noCameras, reduceCameras, type CamerasSeen } from '../hub/cameras/cameraStore.ts'
import { momentOf } from '../hub/moments.ts'
import { initialWall } from '../hub/reduceWall.ts'
import type { ReadyWall } from '../hub/wallState.ts'
import { makeFormat } from '../look/format.ts'
import { controlWords } from './control/words.ts'
import { displayWords } from './displays/words.ts'
import { reasonWords } from './reasonWords.ts'
import { remoteWords } from './remote/words.ts'
import { statusItems, type StatusItem } from './statusItems.ts'
import { statusWords } from './statusWords.ts'

const format = makeFormat({ locale: 'id-ID', timeZone: 'Asia/Jakarta', language: 'id' })

function told(
  health: Partial<Health>,
  overrides: Partial<ReadyWall> = {},
  perfNow = 0,
  cameras: CamerasSeen = noCameras
): ReadonlyMap<string, StatusItem> {
  const state: ReadyWall = {
    ...initialWall,
    connection: { state: 'open' },
    heardAt: 0,
    clock: makeClock(),
    control: makeControl(),
    city: makeWallCity(),
    wall: makeWallSettings(),
    health: makeHealth(health),
    ...overrides
  }
  const moment = momentOf(state, perfNow, undefined)
  const items = statusItems({
    state,
    moment,
    cameras,
    format,
    say: statusWords.id,
    reasons: reasonWords.id,
    control: controlWords.id,
    displays: displayWords.id,
    remotes: remoteWords.id
  })
  return new Map(items.map((item) => [item.key, item]))
}

const rejected = (overrides: Partial<Rejected> = {}): Rejected => ({
  at: designMoment,
  scope: 'message',
  reason: 'notJson',
  topic: 'incident',
  bytes: 12,
  ...overrides
})

describe('the status line', () => {
  it('of a well wall is all grey', () => {
    const items = told({})
    expect([...items.keys()]).toEqual(['broker', 'message', 'store', 'quarantine', 'cameras'])
    expect([...items.values()].filter(({ bad }) => bad)).toEqual([])
    expect(items.get('broker')).toMatchObject({ label: 'Broker', value: 'tersambung' })
    expect(items.get('message')).toMatchObject({ value: '0,4 dtk', rest: ' lalu' })
    expect(items.get('cameras')).toMatchObject({ value: 'belum dipasang' })
  })

  it('counts as live only cameras that this browser can show', () => {
    const ids = ['k1', 'k2', 'k3']
    const seen = [
      {
        type: 'cameras' as const,
        guests: false,
        cameras: ids.map((id) => ({
          ...{ id, label: id, name: id, guest: false, groups: [], demo: false, hasMain: false }
        }))
      },
      {
        type: 'states' as const,
        pressure: 'none' as const,
        states: ids.map((id) => ({
          id,
          status: 'live' as const,
          codec: id === 'k3' ? 'hev1.1.6.L93.B0' : 'avc1.42c01f'
        }))
      },
      { type: 'undecodable' as const, codecs: ['hev1.1.6.L93.B0'] }
    ].reduce((cameras, action) => reduceCameras(cameras, action, 0), noCameras)
    const health = { cameras: { configured: 3, live: 3 } }
    expect(told(health, {}, 0, seen).get('cameras')).toMatchObject({
      value: '2/3',
      rest: ', 1 tidak tampil di sini',
      bad: true
    })
    const lost = reduceCameras(seen, { type: 'lost' }, 0)
    expect(told(health, {}, 0, lost).get('cameras')).toMatchObject({ value: '0/3', bad: true })
    expect(told(health).get('cameras')).toMatchObject({ value: '0/3' })
  })

  it('tells since when the broker is lost, at the second the figures stopped', () => {
    const items = told({
      broker: { ...makeHealth().broker, state: 'lost', forMs: 204 * second, attempt: 7 },
      pathAgeMs: 204 * second,
      messageAgeMs: 204 * second
    })
    expect(items.get('broker')).toMatchObject({ value: 'putus sejak 13.58.47', bad: true })
    expect(items.get('message')).toMatchObject({ value: '3m 24s', bad: true })
  })

  it('claims nothing about broker, store and sources while the hub is silent', () => {
    const items = told(
      { sources: [{ source: 'cad', ageMs: 0, heartbeat: true, missing: 0 }] },
      { connection: { state: 'lost', attempt: 9 } },
      47_000
    )
    expect(items.get('hub')).toMatchObject({ value: 'terputus, percobaan ke-9', bad: true })
    expect(items.get('broker')).toMatchObject({ value: 'tidak diketahui' })
    expect(items.get('store')).toEqual({
      key: 'store',
      label: 'Penyimpanan',
      value: 'tidak diketahui'
    })
    expect([...items.keys()].filter((key) => key.startsWith('source'))).toEqual([])
  })

  it('says how late stale data is', () => {
    expect(told({ pathAgeMs: 9_000 }).get('message')).toMatchObject({
      value: 'terlambat 9 dtk',
      bad: true
    })
  })

  it('names sources with gaps and silent ones, two of them, and counts the others', () => {
    const source = (name: string, missing: number, ageMs: number) => ({
      source: name,
      missing,
      ageMs,
      heartbeat: true
    })
    const items = told({
      sources: [
        source('cad', 3, 0),
        source('app', 0, 75_000),
        source('a', 1, 0),
        source('b', 0, 10)
      ]
    })
    expect(items.get('source cad')).toMatchObject({ value: '3 pesan hilang', bad: true })
    expect(items.get('source app')).toMatchObject({ value: 'diam 1m 15s', bad: true })
    expect(items.get('sources')).toMatchObject({ label: '1 sumber lain bermasalah', bad: true })
  })

  it('says why something was turned away, and how much the count may be short', () => {
    const items = told({
      rejected: { messages: 8, fields: 4, incidentsToday: 6, latest: [rejected()] }
    })
    expect(items.get('quarantine')).toMatchObject({
      value: '12',
      rest: ', terakhir: Bukan JSON atau terpotong, hari ini paling banyak 6 laporan kurang',
      bad: true
    })
  })

  it('tells guests that something was turned away, and not how many a few are', () => {
    const items = told({
      rejected: { messages: few, fields: 7, incidentsToday: few, latest: [] },
      sources: [{ source: 'siaga-1', ageMs: 0, heartbeat: false, missing: few }]
    })
    expect(items.get('quarantine')).toMatchObject({ value: '<5 + 7', bad: true })
    expect(items.get('source siaga-1')).toMatchObject({ value: '<5 pesan hilang' })
  })

  it('lets what was turned away on another day rest', () => {
    const items = told({
      rejected: {
        messages: 8,
        fields: 4,
        incidentsToday: 0,
        latest: [rejected({ at: designMoment - day })]
      }
    })
    expect(items.get('quarantine')).toMatchObject({ value: '12', bad: false })
    expect(items.get('quarantine')?.rest).toBeUndefined()
  })

  it('tells a failing store with its reason, and an empty one', () => {
    expect(
      told({ store: { state: 'failing', incidents: 9, reason: 'diskFull' } }).get('store')
    ).toMatchObject({ value: 'gagal', rest: ': disk penuh', bad: true })
    expect(told({ store: { state: 'ok', incidents: 0 } }).get('store')).toMatchObject({
      value: 'kosong'
    })
  })

  it('counts what the window could not read', () => {
    expect(told({}, { unreadable: { count: 2 } }).get('unreadable')).toMatchObject({
      label: '2 pesan hub tidak terbaca',
      bad: true
    })
  })
})
