import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Playlist } from '../../contract/playlist.ts'
import { day, localTime, momentOf, second } from '../../contract/time.ts'
import { playlistAt } from './playlistAt.ts'

const zone = 'Asia/Jakarta'
const at = (hours: number, minutes = 0, seconds = 0) =>
  momentOf(zone, 2026, 11, 22, hours, minutes, seconds)
const playlist = (value: unknown): Playlist => Playlist.parse(value)

const room = playlist({
  dayParts: [
    {
      name: 'Serah terima',
      from: '07.00',
      to: '07.30',
      entries: [{ scene: 'operasi', seconds: 1800 }]
    },
    {
      name: 'Malam',
      from: '22.00',
      to: '05.00',
      entries: [
        { scene: 'cctv', seconds: 60, range: '1h' },
        { scene: 'operasi', seconds: 30 }
      ]
    }
  ],
  otherwise: [
    { scene: 'operasi', seconds: 600 },
    { scene: 'puncak', seconds: 20 }
  ]
})

const told = (moment: number, of: Playlist = room) => {
  const { part, entry, nextAt, next } = playlistAt(moment, zone, of)
  const { hour, minute, second: s } = localTime(nextAt, zone)
  return [part, entry?.scene, `${hour}.${minute}.${s}`, next?.scene]
}

describe('a playlist', () => {
  test('gives each scene its seconds in turn, from the beginning of its part of the day', () => {
    expect(told(at(22))).toEqual(['Malam', 'cctv', '22.1.0', 'operasi'])
    expect(told(at(22, 1))).toEqual(['Malam', 'operasi', '22.1.30', 'cctv'])
    expect(told(at(22, 1, 30))).toEqual(['Malam', 'cctv', '22.2.30', 'operasi'])
  })

  test('goes on over midnight where its part does', () => {
    expect(told(at(0))).toEqual(['Malam', 'cctv', '0.1.0', 'operasi'])
    expect(told(at(4, 59, 45))).toEqual(['Malam', 'operasi', '5.0.0', 'operasi'])
  })

  test('shows something else outside its parts, from the end of the last one or from midnight', () => {
    expect(told(at(5))).toEqual([undefined, 'operasi', '5.10.0', 'puncak'])
    expect(told(at(6, 59, 59))).toEqual([undefined, 'operasi', '7.0.0', 'operasi'])
    expect(told(at(7, 30))).toEqual([undefined, 'operasi', '7.40.0', 'puncak'])
    const always = playlist({ otherwise: [{ scene: 'cctv', seconds: 7 * 3600 }] })
    expect(told(at(22), always)).toEqual([undefined, 'cctv', '0.0.0', 'cctv'])
  })

  test('that has nothing for this time of day says when it has', () => {
    expect(told(at(12), playlist({ dayParts: room.dayParts }))).toEqual([
      undefined,
      undefined,
      '22.0.0',
      'cctv'
    ])
    expect(told(at(12), playlist({}))).toEqual([undefined, undefined, '0.0.0', undefined])
  })

  test('follows the first of two parts that overlap', () => {
    const both = playlist({
      dayParts: [
        {
          name: 'Rapat',
          from: '08.00',
          to: '09.00',
          entries: [{ scene: 'briefing', seconds: 600 }]
        },
        { name: 'Hari', from: '00.00', to: '00.00', entries: [{ scene: 'operasi', seconds: 7200 }] }
      ]
    })
    expect(told(at(7), both)).toEqual(['Hari', 'operasi', '8.0.0', 'briefing'])
    expect(told(at(8, 55), both)).toEqual(['Rapat', 'briefing', '9.0.0', 'operasi'])
    expect(told(at(9), both)).toEqual(['Hari', 'operasi', '11.0.0', 'operasi'])
  })
})

const anyEntries = fc.array(
  fc.record({
    scene: fc.constantFrom('operasi', 'cctv', 'puncak'),
    seconds: fc.integer({ min: 5, max: 40_000 })
  }),
  { minLength: 1, maxLength: 4 }
)
const anyTime = fc
  .tuple(fc.nat(23), fc.constantFrom(0, 1, 30, 59))
  .map(([h, m]) => `${String(h).padStart(2, '0')}.${String(m).padStart(2, '0')}`)
const anyPlaylist = fc
  .record({
    dayParts: fc.array(
      fc.record({
        name: fc.constantFrom('A', 'B'),
        from: anyTime,
        to: anyTime,
        entries: anyEntries
      }),
      { maxLength: 4 }
    ),
    otherwise: fc.option(anyEntries, { nil: [] })
  })
  .map(playlist)

test('turns lie one after another without a gap, whenever they are asked for', () => {
  fc.assert(
    fc.property(
      anyPlaylist,
      fc.nat(day),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (any, offset, share) => {
        const now = at(0) + offset
        const turn = playlistAt(now, zone, any)
        expect(turn.at).toBeLessThanOrEqual(now)
        expect(turn.nextAt).toBeGreaterThan(now)
        const within = Math.floor(turn.at + (turn.nextAt - turn.at) * share)
        if (turn.entry !== undefined) {
          expect(turn.nextAt - turn.at).toBeLessThanOrEqual(turn.entry.seconds * second)
          expect(playlistAt(within, zone, any)).toEqual(turn)
        }
        const after = playlistAt(turn.nextAt, zone, any)
        expect([after.entry, after.at]).toEqual([turn.next, after.entry ? turn.nextAt : after.at])
      }
    ),
    { numRuns: 100 }
  )
})
