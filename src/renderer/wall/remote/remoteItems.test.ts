import { expect, it } from 'vitest'
import type { RemoteDevice } from '../../../contract/remote.ts'
import { makeFormat } from '../../look/format.ts'
import { makeRemoteView } from '../../../testing/makeRemote.ts'
import { remoteItems } from './remoteItems.ts'
import { remoteWords } from './words.ts'

const { control } = makeRemoteView()
const format = makeFormat({ locale: 'id-ID', timeZone: 'Asia/Jakarta', language: 'id' })
const device = (id: number, connected: boolean): RemoteDevice => ({
  id: String(id).padStart(16, '0'),
  name: 'Rina',
  role: 'presenter',
  pairedAt: 0,
  expiresAt: 1,
  connected
})
const told = (on: boolean, devices: RemoteDevice[], guests = false) =>
  remoteItems({
    state: {
      remote: { on, devices },
      control: guests ? { ...control, mode: { ...control.mode, mode: 'guests' } } : control
    },
    format,
    say: remoteWords.id
  }).map(({ label, value }) => `${label} ${value}`)

it('the wall says how many phones may steer it, from the moment they are on', () => {
  expect(told(false, [device(1, false)])).toEqual([])
  expect(told(true, [])).toEqual(['Ponsel 0 terhubung'])
  expect(told(true, [device(1, true), device(2, false)])).toEqual(['Ponsel 1 terhubung'])
})

it('guests are told only that they are on', () => {
  expect(told(true, [], true)).toEqual(['Ponsel menyala'])
})
