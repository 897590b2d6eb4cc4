import { describe, expect, it } from 'vitest'
import type { Control } from '../../../contract/control.ts'
import { minute, second } from '../../../contract/time.ts'
import { designMoment, makeClock, makeControl } from '../../../testing/make.ts'
import { makeFormat } from '../../look/format.ts'
import { operasi, cctv } from '../../gallery/cities.ts'
import type { StatusItem } from '../statusItems.ts'
import { controlItems } from './controlItems.ts'
import { controlWords } from './words.ts'

const format = makeFormat({ locale: 'id-ID', timeZone: 'Asia/Jakarta', language: 'id' })
const rule = { since: designMoment, by: { kind: 'rule', name: 'Kejadian kritis baru' } } as const
const ratna = { since: designMoment, by: { kind: 'remote', name: 'Bu Ratna' } } as const
const returnsAt = designMoment + 2 * minute + 59 * second

function told(
  control: Partial<Control>,
  simulated = false,
  language: 'id' | 'en' = 'id'
): readonly string[] {
  const text = ({ label, value = '', rest = '', hint }: StatusItem): string =>
    [label, value + rest, hint && `(${hint})`].filter(Boolean).join(' ')
  return controlItems({
    state: {
      control: makeControl(control),
      clock: makeClock({ simulated }),
      scenes: [operasi, cctv],
      steps: [{ id: 'pagi', name: 'Pagi', titles: ['Angka', 'Puncak'] }]
    },
    format,
    say: controlWords[language],
    covered: false
  }).map(text)
}

const takeover: NonNullable<Control['takeover']> = {
  ...{ incident: 'a', category: 'kebakaran', cameras: [], why: 'kritis', priority: 1 },
  ...{ region: { column: 12, row: 4, columns: 24, rows: 16 }, returnsAt },
  ...rule
}
const waiting = { ...takeover, incident: 'b', forS: 60, until: returnsAt }

it('nothing is told of a wall that nobody and nothing steers', () => {
  expect(told({})).toEqual([])
})

describe('a takeover', () => {
  it('is told with its rule, when it ends, and how many others wait', () => {
    expect(told({ takeover: { ...takeover }, takeoversWaiting: [waiting] })).toEqual([
      'Aturan Kejadian kritis baru: kembali 14.05.10, 1 menunggu'
    ])
    expect(told({ takeover }, true, 'en')).toEqual([
      'Rule Kejadian kritis baru: back at 14.05.10 real time'
    ])
  })

  it('that a held scene keeps away is told all the same', () => {
    expect(told({ takeoversWaiting: [waiting] })).toEqual(['Menunggu adegan dilepas: 1 kejadian'])
  })
})

it('a flood is told in every scene', () => {
  expect(told({ flood: { since: designMoment, demands: 34 } })).toEqual([
    'Lonjakan 34 dalam 10 menit'
  ])
})

it('who steers is told, and when the wall goes back after they have left', () => {
  expect(told({ steering: ratna })).toEqual(['Dipandu Bu Ratna dari ponsel'])
  expect(told({ steering: { ...ratna, returnsAt } })).toEqual([
    'Dipandu Bu Ratna dari ponsel: kembali 14.05'
  ])
})

describe('steps', () => {
  it('are told by number and title, instead of the scene that they hold', () => {
    const scene = { id: 'operasi', held: true, ...ratna }
    expect(told({ scene, steps: { id: 'pagi', at: 1, ...ratna } })).toEqual([
      'Langkah 2/2: Puncak (PgUp PgDn, J mengakhiri)'
    ])
  })

  it('of a file that is gone have a number only', () => {
    expect(told({ steps: { id: 'gone', at: 3, ...ratna } })).toEqual([
      'Langkah 4 (PgUp PgDn, J mengakhiri)'
    ])
  })
})

describe('the playlist', () => {
  const playlist = { paused: false, ...rule }
  it('is told with what it does next, when, and why it does not', () => {
    const next = { part: 'serah terima', next: 'cctv', nextAt: returnsAt }
    expect(told({ playlist: { ...playlist, ...next } })).toEqual([
      'Daftar putar serah terima: CCTV 14.05.10'
    ])
    expect(told({ playlist: { ...playlist, ...next, paused: true } })).toEqual([
      'Daftar putar serah terima: dijeda (O melanjutkan)'
    ])
    expect(told({ playlist: { ...playlist, ...next, waitsFor: 'person' } })).toEqual([
      'Daftar putar serah terima: menunggu, diatur orang'
    ])
    expect(told({ playlist: { ...playlist, nextAt: returnsAt } })).toEqual([
      'Daftar putar sampai 14.05.10'
    ])
  })

  it('that has nothing to show is not told', () => {
    expect(told({ playlist })).toEqual([])
  })
})
