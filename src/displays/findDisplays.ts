import {
  placeDisplays,
  type BoundBy,
  type Display,
  type DisplayLayout,
  type SeenOutput,
  type SeenOutputs,
  type WallRect
} from '../contract/displays.ts'
import { sameShape } from './shapes.ts'
import { rowsOf, type Output, type Spot } from './spots.ts'

/** A display of the layout, and where it is. */
export interface Found {
  readonly display: Display
  readonly spot: Spot
  readonly output: Output
  readonly by: BoundBy
  /** What is otherwise than the layout, or memory, has it. */
  readonly change?: 'recabled' | 'replaced'
}

interface Search {
  readonly layout: DisplayLayout
  /** In reading order. */
  readonly spots: readonly Spot[]
  readonly remembered: SeenOutputs
}

/** One way of knowing a display. */
interface Sign {
  readonly by: BoundBy
  fits(display: Display, output: Output, seen: SeenOutput | undefined): boolean
  readonly change?: (
    display: Display,
    output: Output,
    seen: SeenOutput | undefined
  ) => Found['change']
}

/**
 * The surest sign first. Each binds only what it tells apart for certain: one display that fits one
 * output, and no other pair in which either of them is. Screens without serial numbers have the same
 * EDID, so there it is the connector as well that tells.
 */
const signs: readonly Sign[] = [
  {
    by: 'edid',
    fits: ({ match }, { edid, label }) =>
      match.edid !== undefined && match.edid === edid && match.label === label
  },
  {
    by: 'edid',
    fits: ({ match }, { edid, label }, seen) =>
      match.edid !== undefined && match.edid === edid && seen?.label === label
  },
  {
    by: 'edid',
    fits: ({ match }, { edid }) => match.edid !== undefined && match.edid === edid,
    change: ({ match }, { label }) =>
      match.label !== undefined && match.label !== label ? 'recabled' : undefined
  },
  {
    by: 'label',
    fits: ({ match }, { label }) => match.label === label,
    change: ({ match }, { edid }) =>
      match.edid !== undefined && edid !== undefined ? 'replaced' : undefined
  },
  {
    by: 'memory',
    fits: ({ match }, { edid, label }, seen) =>
      match.edid === undefined && seen !== undefined && seen.label === label && seen.edid === edid
  },
  {
    by: 'memory',
    fits: ({ match }, { edid }, seen) =>
      match.edid === undefined && edid !== undefined && seen?.edid === edid,
    change: () => 'recabled'
  },
  {
    by: 'memory',
    fits: (_display, { label }, seen) => seen?.label === label,
    change: () => 'replaced'
  }
]

/** Every display that can be found; each spot at most once. In the order of the layout. */
export function findDisplays(search: Search): readonly Found[] {
  const { layout, spots, remembered } = search
  const known = signs.reduce<readonly Found[]>(
    (found, sign) => [...found, ...bySign(sign, search, found)],
    []
  )
  const free = layout.displays.filter(({ id }) => !known.some(({ display }) => display.id === id))
  // Of a screen that is known by its EDID it is certain that it is not there: what hangs on other
  // outputs is somebody's desk. Only where nothing is found, anything is better than a dark wall.
  const strangers = free.filter(
    ({ id, match }) =>
      known.length === 0 || (match.edid === undefined && remembered[id]?.edid === undefined)
  )
  const left = spots.filter((spot) => !known.some((one) => one.spot === spot))
  const placed = byPlace(strangers, left, layout)
  const all = [...known, ...placed]
  return layout.displays.flatMap((display) => all.find((one) => one.display === display) ?? [])
}

/** Repeated, because what is bound leaves fewer to be taken for each other. */
function bySign(sign: Sign, search: Search, before: readonly Found[]): readonly Found[] {
  const now = bindUnique(sign, search, before)
  return now.length === 0 ? [] : [...now, ...bySign(sign, search, [...before, ...now])]
}

function bindUnique(
  { by, fits, change }: Sign,
  { layout, spots, remembered }: Search,
  before: readonly Found[]
): readonly Found[] {
  const pairs = layout.displays
    .filter((display) => !before.some((one) => one.display === display))
    .flatMap((display) =>
      spots
        .filter((spot) => !before.some((one) => one.spot === spot))
        .flatMap((spot) => {
          const seen = remembered[display.id]
          const output = spot.outputs.find((one) => fits(display, one, seen))
          return output === undefined ? [] : [{ display, spot, output, seen }]
        })
    )
  const onlyOne = (key: 'display' | 'spot', value: unknown): boolean =>
    pairs.filter((pair) => pair[key] === value).length === 1
  return pairs
    .filter(({ display, spot }) => onlyOne('display', display) && onlyOne('spot', spot))
    .map(({ display, spot, output, seen }) => {
      const changed = change?.(display, output, seen)
      return { display, spot, output, by, ...(changed !== undefined && { change: changed }) }
    })
}

/**
 * By shape where only one has it, else by their order on the desktop. It is a guess unless there are
 * as many as there should be, in the same rows, and the layout says nothing else of the display.
 */
function byPlace(
  displays: readonly Display[],
  spots: readonly Spot[],
  layout: DisplayLayout
): readonly Found[] {
  const { parts } = placeDisplays(layout)
  const placeOf = ({ id }: Display): WallRect =>
    parts.get(id) ?? { x: 0, y: 0, width: 0, height: 0 }
  const rows = rowsOf(displays, placeOf)
  const sameRows = lengths(rows) === lengths(rowsOf(spots, ({ bounds }) => bounds))
  return byShape(rows.flat(), spots, placeOf).map(([display, spot]) => ({
    display,
    spot,
    output: spot.outputs[0],
    by: sameRows && Object.keys(display.match).length === 0 ? 'position' : 'guess'
  }))
}

/** Those that alone have their shape first, then what is left in reading order. */
function byShape(
  displays: readonly Display[],
  spots: readonly Spot[],
  placeOf: (display: Display) => WallRect
): readonly (readonly [Display, Spot])[] {
  const fits = (display: Display, spot: Spot): boolean => sameShape(placeOf(display), spot.bounds)
  const sure = displays.flatMap((display): (readonly [Display, Spot])[] => {
    const own = spots.filter((spot) => fits(display, spot))
    const [spot] = own
    return spot !== undefined &&
      own.length === 1 &&
      displays.filter((other) => fits(other, spot)).length === 1
      ? [[display, spot]]
      : []
  })
  return [
    ...sure,
    ...zip(
      displays.filter((display) => !sure.some(([one]) => one === display)),
      spots.filter((spot) => !sure.some(([, one]) => one === spot))
    )
  ]
}

function lengths(rows: readonly (readonly unknown[])[]): string {
  return rows.map(({ length }) => length).join()
}

function zip<A, B>(a: readonly A[], b: readonly B[]): readonly (readonly [A, B])[] {
  return a.flatMap((one, index): (readonly [A, B])[] => {
    const other = b[index]
    return other === undefined ? [] : [[one, other]]
  })
}
