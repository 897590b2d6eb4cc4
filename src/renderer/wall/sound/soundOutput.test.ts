import { expect, test } from 'vitest'
import { DisplayLayout, type DisplaysShown } from '../../../contract/displays.ts'
import { findOutput } from './soundOutput.ts'
import { mayHoldSound } from './soundWindow.ts'

const output = (deviceId: string, label: string) =>
  ({ kind: 'audiooutput', deviceId, label }) as const

const layout = (...sounding: readonly string[]): DisplayLayout =>
  DisplayLayout.parse({
    cellWidthMm: 1200,
    cellHeightMm: 675,
    displays: ['A1', 'A2', 'A3'].map((id, index) => ({
      ...{ id, row: 1, column: index + 1 },
      sound: sounding.includes(id)
    }))
  })

test('an output is found by its name, or by how it begins', () => {
  const devices = [
    { kind: 'audioinput', deviceId: 'mic', label: 'HDMI' } as const,
    output('default', 'Default'),
    output('a', 'HDMI 2 (LG 55VM5J)'),
    output('b', 'HDMI')
  ]
  expect(findOutput(devices, 'hdmi')).toMatchObject({ deviceId: 'b' })
  expect(findOutput(devices, 'HDMI 2')).toMatchObject({ deviceId: 'a' })
  expect(findOutput(devices, 'Jabra')).toBe('noSuchOutput')
  expect(findOutput([output('', '')], 'HDMI')).toBe('outputsHidden')
})

test.each([
  ['alone, without a layout', undefined, '', true],
  ['at a desk', undefined, '?desk', false],
  ['the first display', layout(), '?display=A1', true],
  ['another one', layout(), '?display=A2', false],
  ['the one that says so', layout('A2', 'A3'), '?display=A2', true],
  ['the first, where another says so', layout('A2', 'A3'), '?display=A1', false],
  ['a second one that says so', layout('A2', 'A3'), '?display=A3', false],
  ['the whole picture on the one that is left', layout('A2'), '?display=', true],
  ['a window that is no display of the wall', layout(), '', false]
])('whether it sounds: %s', (_, displays, search, sounds) => {
  expect(mayHoldSound(displays, undefined, search)).toBe(sounds)
})

test('while the display that sounds has no output, the next one does', () => {
  const shown: DisplaysShown = { bound: [], notices: [{ code: 'missing', display: 'A2' }] }
  const sounds = ['A1', 'A2', 'A3'].filter((id) =>
    mayHoldSound(layout('A2'), shown, `?display=${id}`)
  )
  // The window of A2 is closed then; were it open, it would be there.
  expect(sounds).toEqual(['A1', 'A2'])
})
