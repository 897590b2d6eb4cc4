import { decodeEdid } from './edid.ts'
import type { Output } from './spots.ts'

/**
 * What to ask xrandr for. `--current` answers from what the X server knows: asking the screens anew
 * makes some of them flicker.
 */
export const xrandrArguments = {
  monitors: ['--current', '--listmonitors'],
  props: ['--current', '--props']
} as const

/** ` 0: +*HDMI-1 1920/510x1080/287+0+0  HDMI-1`, behind which stand the outputs it is shown on. */
const monitorLine =
  /^\s*\d+:\s+\+?(\*?)(\S+)\s+(\d+)\/\d+x(\d+)\/\d+\+(-?\d+)\+(-?\d+)(?:\s+(.*))?$/u

/** The monitors of an X server, with the identity of the screen behind each. */
export function xrandrOutputs(monitors: string, props: string): readonly XOutput[] {
  const edids = edidsOf(props)
  return monitors.split('\n').flatMap((line): XOutput[] => {
    const found = monitorLine.exec(line)
    if (found === null) return []
    const [, primary, label = '', width, height, x, y, outputs = ''] = found
    const connector = outputs.split(/\s+/u).find((one) => edids.has(one))
    return [
      {
        id: label,
        label,
        edid: connector === undefined ? undefined : edids.get(connector),
        bounds: { x: Number(x), y: Number(y), width: Number(width), height: Number(height) },
        primary: primary === '*'
      }
    ]
  })
}

export interface XOutput extends Output {
  readonly primary: boolean
}

/** By connector. */
function edidsOf(props: string): ReadonlyMap<string, string> {
  const edids = new Map<string, string>()
  let connector: string | undefined
  let hex: string | undefined
  for (const line of [...props.split('\n'), '']) {
    const digits = /^\s+([0-9a-f]{32})$/u.exec(line)?.[1]
    if (hex !== undefined && digits !== undefined) {
      hex += digits
      continue
    }
    const edid = hex === undefined ? undefined : decodeEdid(hex)
    if (connector !== undefined && edid !== undefined) edids.set(connector, edid.id)
    hex = /^\s+EDID:\s*$/u.test(line) ? '' : undefined
    connector = /^(\S+) (?:dis)?connected\b/u.exec(line)?.[1] ?? connector
  }
  return edids
}
