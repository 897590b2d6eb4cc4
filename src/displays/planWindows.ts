import type {
  BoundDisplay,
  Bounds,
  Display,
  DisplayLayout,
  DisplayNotice,
  SeenOutput,
  SeenOutputs
} from '../contract/displays.ts'
import { findDisplays, type Found } from './findDisplays.ts'
import { shapeNotice } from './shapes.ts'
import { spotsOf, type Output } from './spots.ts'

/** `primary` leaves the other outputs to the operator's own programs. */
export type DisplayChoice = 'all' | 'primary'

/** A window that should be open: it fills its output exactly. */
export interface PlannedWindow {
  /**
   * Of the layout, of the output where there is none, or empty where a window shows the whole
   * picture of several displays. Windows are matched by it when outputs change.
   */
  readonly display: string
  readonly bounds: Bounds
}

export interface WallPlan {
  /** From left to right and top to bottom; none lies over another. */
  readonly windows: readonly PlannedWindow[]
  readonly bound: readonly BoundDisplay[]
  readonly notices: readonly DisplayNotice[]
  /** To be given again at the next plan. */
  readonly remembered: SeenOutputs
}

export interface PlanQuestion {
  readonly outputs: readonly Output[]
  /** Id of an output. */
  readonly primary: string | undefined
  readonly choice: DisplayChoice
  readonly layout?: DisplayLayout | undefined
  readonly remembered?: SeenOutputs
}

/**
 * Which windows should be open now. With a layout each display of it is found by identity and shows
 * its part; one that is not there stays dark, and the others keep their parts. When only one of
 * several is left, it shows the whole picture: a room can work with that, and not with a corner.
 */
export function planWindows(question: PlanQuestion): WallPlan {
  const { outputs, choice, layout, remembered = {} } = question
  if (layout === undefined || choice === 'primary') return eachWhole(question)
  const { displays } = layout
  const spots = spotsOf(outputs)
  if (spots.length === 0) return { ...nothing, notices: [{ code: 'none' }], remembered }

  const found = findDisplays({ layout, spots, remembered })
  const mirrored = spots.flatMap(({ outputs: [, ...others] }) => others.map(mirroredNotice))
  const first = found[0]
  if (found.length === 1 && displays.length > 1 && first !== undefined)
    return {
      windows: [{ display: '', bounds: first.spot.bounds }],
      bound: [boundDisplay(first)],
      notices: [{ code: 'whole', display: first.display.id }, ...mirrored],
      remembered
    }
  const missing = displays.filter((display) => !found.some((one) => one.display === display))
  const extra = spots.filter((spot) => !found.some((one) => one.spot === spot))
  return {
    windows: found
      .map(({ display, spot }) => ({ display: display.id, bounds: spot.bounds }))
      .toSorted(leftToRight),
    bound: found.map(boundDisplay),
    notices: [
      ...missing.map(({ id }): DisplayNotice => ({ code: 'missing', display: id })),
      ...found.flatMap((one) => noticesOf(one, layout)),
      ...mirrored,
      ...extra.map(({ outputs: [one] }): DisplayNotice => ({ code: 'extra', output: one.label }))
    ],
    remembered: remember(displays, found, remembered)
  }
}

const nothing: WallPlan = { windows: [], bound: [], notices: [], remembered: {} }

/** Every output, or the primary one, shows the whole picture. */
function eachWhole({ outputs, primary, choice, remembered = {} }: PlanQuestion): WallPlan {
  const spots = spotsOf(outputs)
  const primaries = spots.filter((spot) => spot.outputs.some(({ id }) => id === primary))
  // A primary output that has just been unplugged must not leave the room dark.
  const chosen = choice === 'all' ? spots : primaries.length > 0 ? primaries : spots.slice(0, 1)
  return {
    ...nothing,
    remembered,
    windows: chosen
      .map(({ bounds, outputs: [{ id }] }) => ({ display: id, bounds }))
      .toSorted(leftToRight)
  }
}

function leftToRight({ bounds: a }: PlannedWindow, { bounds: b }: PlannedWindow): number {
  return a.x - b.x || a.y - b.y
}

function boundDisplay({ display, output, spot, by }: Found): BoundDisplay {
  const { width, height } = spot.bounds
  return { display: display.id, output: output.label, by, width, height }
}

function noticesOf(found: Found, layout: DisplayLayout): readonly DisplayNotice[] {
  const { display, output, spot, by, change } = found
  const what = { display: display.id, output: output.label }
  return [
    ...(by === 'guess' ? [{ code: 'guessed' as const, ...what }] : []),
    ...(change === undefined ? [] : [{ code: change, ...what }]),
    ...shapeNotice(display, layout, spot.bounds)
  ]
}

function mirroredNotice({ label }: Output): DisplayNotice {
  return { code: 'mirrored', output: label }
}

/** What was guessed is not remembered: it would look like knowledge the next time. */
function remember(
  displays: readonly Display[],
  found: readonly Found[],
  remembered: SeenOutputs
): SeenOutputs {
  const entries = displays.flatMap(({ id }): [string, SeenOutput][] => {
    const now = found.find(({ display, by }) => display.id === id && by !== 'guess')
    const seen = now === undefined ? remembered[id] : seenNow(now)
    return seen === undefined ? [] : [[id, seen]]
  })
  return Object.fromEntries(entries)
}

function seenNow({ output, spot }: Found): SeenOutput {
  return {
    label: output.label,
    ...(output.edid !== undefined && { edid: output.edid }),
    bounds: spot.bounds
  }
}
