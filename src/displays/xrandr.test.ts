import { expect, it } from 'vitest'
import { decodeEdid } from './edid.ts'
import { xrandrOutputs } from './xrandr.ts'

const withSerial = `
		00ffffffffffff001e6dbf5b87d61200
		0c220104a57944780000000000000000
		00000000000000000000000000000000
		000000000000023a801871382d40582c
		4500c48e2100001e000000fc004c4720
		3535564d354a0a202020000000000000
		00000000000000000000000000000010
		000a2020202020202020202020200062`

const withoutSerial = `
		00ffffffffffff001e6dbf5b00000000
		0c220104a57944780000000000000000
		00000000000000000000000000000000
		000000000000023a801871382d40582c
		4500c48e2100001e000000fc004c4720
		3535564d354a0a202020000000000000
		00000000000000000000000000000010
		000a20202020202020202020202000d1`

/** The number 16843009 stands for none; the text is the real one. */
const withSerialText = `
		00ffffffffffff004c2d990f01010101
		0c220104a57944780000000000000000
		00000000000000000000000000000000
		000000000000023a801871382d40582c
		4500c48e2100001e000000fc00564d35
		35422d450a2020202020000000ff0030
		51574b334e414d0a2020202000000010
		000a20202020202020202020202000d4`

const hex = (lines: string): string => lines.replaceAll(/\s/gu, '')

/** Three screens, one of them turned, one connector without a cable; and a dead one that is off. */
const monitors = `Monitors: 3
 0: +*HDMI-1 1920/1210x1080/680+0+0  HDMI-1
 1: +HDMI-2 1920/1210x1080/680+1920+0  HDMI-2
 2: +DP-1 1080/680x1920/1210+3840+0  DP-1
`
const props = `Screen 0: minimum 320 x 200, current 4920 x 1920, maximum 16384 x 16384
HDMI-1 connected primary 1920x1080+0+0 (normal left inverted right x axis y axis) 1210mm x 680mm
	EDID: ${withSerial}
	Broadcast RGB: Automatic
		supported: Automatic, Full, Limited 16:235
   1920x1080     60.00*+  50.00
HDMI-2 connected 1920x1080+1920+0 (normal left inverted right x axis y axis) 1210mm x 680mm
	EDID: ${withoutSerial}
	non-desktop: 0
   1920x1080     60.00*+
DP-1 connected 1080x1920+3840+0 left (normal left inverted right x axis y axis) 680mm x 1210mm
	EDID: ${withSerialText}
   1920x1080     60.00*+
DP-2 disconnected (normal left inverted right x axis y axis)
	non-desktop: 0
`

it('an EDID tells maker, model and serial number, and that there is none', () => {
  expect(decodeEdid(hex(withSerial))).toEqual({ id: 'GSM-5BBF-1234567', name: 'LG 55VM5J' })
  expect(decodeEdid(hex(withoutSerial))).toEqual({ id: 'GSM-5BBF', name: 'LG 55VM5J' })
  expect(decodeEdid(hex(withSerialText))).toEqual({ id: 'SAM-0F99-0QWK3NAM', name: 'VM55B-E' })
})

it('an EDID with a wrong sum, cut short or none at all identifies nothing', () => {
  const whole = hex(withSerial)
  for (const broken of [
    whole.replace('87d6', '88d6'),
    whole.slice(0, 200),
    '',
    'zz',
    'ff'.repeat(128)
  ])
    expect(decodeEdid(broken)).toBeUndefined()
})

it('each monitor of an X server has its place and the screen behind it', () => {
  expect(xrandrOutputs(monitors, props)).toEqual([
    {
      id: 'HDMI-1',
      label: 'HDMI-1',
      edid: 'GSM-5BBF-1234567',
      bounds: { x: 0, y: 0, width: 1920, height: 1080 },
      primary: true
    },
    {
      id: 'HDMI-2',
      label: 'HDMI-2',
      edid: 'GSM-5BBF',
      bounds: { x: 1920, y: 0, width: 1920, height: 1080 },
      primary: false
    },
    {
      id: 'DP-1',
      label: 'DP-1',
      edid: 'SAM-0F99-0QWK3NAM',
      bounds: { x: 3840, y: 0, width: 1080, height: 1920 },
      primary: false
    }
  ])
})

it('a server without screens, as Xvfb is, still tells its monitors', () => {
  const told = `Monitors: 2
 0: A1 1920/508x1080/285+0+0  screen
 1: A2 1920/508x1080/285+1920+0 
`
  expect(xrandrOutputs(told, 'screen connected 3840x2160+0+0 0mm x 0mm\n')).toMatchObject([
    { label: 'A1', bounds: { x: 0 } },
    { label: 'A2', bounds: { x: 1920 } }
  ])
  expect(xrandrOutputs('Monitors: 0\n', '')).toEqual([])
})
