import type { Bounds } from '../contract/displays.ts'

/** One output of the graphics card as the system tells it. */
export interface Output {
  /** Tells it from the others for as long as it is plugged in. */
  readonly id: string
  /** Its connector, or the name of the screen. Never empty. */
  readonly label: string
  /** Maker, model and serial number of the screen, where the system tells them. */
  readonly edid?: string | undefined
  readonly bounds: Bounds
}

/** A place on the desktop that one window can fill. Outputs that show the same pixels share one. */
export interface Spot {
  readonly bounds: Bounds
  readonly outputs: readonly [Output, ...Output[]]
}

/**
 * The places of all outputs that have an area, in the order in which one reads, whatever order they
 * were told in. Of outputs that lie over each other the largest counts.
 */
export function spotsOf(outputs: readonly Output[]): readonly Spot[] {
  const spots: { bounds: Bounds; outputs: [Output, ...Output[]] }[] = []
  for (const output of outputs.filter(hasArea).toSorted(largestFirst)) {
    const under = spots.find(({ bounds }) => overlap(bounds, output.bounds))
    if (under === undefined) spots.push({ bounds: output.bounds, outputs: [output] })
    else under.outputs.push(output)
  }
  return rowsOf(spots, ({ bounds }) => bounds).flat()
}

/** Things in rows from top to bottom, each from left to right. */
export function rowsOf<T>(things: readonly T[], place: (thing: T) => Bounds): readonly T[][] {
  const sorted = things.toSorted(
    (a, b) => place(a).y - place(b).y || place(a).x - place(b).x || place(a).width - place(b).width
  )
  const rows: T[][] = []
  for (const thing of sorted) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (row !== undefined && first !== undefined && isBeside(place(first), place(thing)))
      row.push(thing)
    else rows.push([thing])
  }
  return rows.map((row) => row.toSorted((a, b) => place(a).x - place(b).x))
}

/** A row is where the middle of the one lies beside the other. */
function isBeside(first: Bounds, other: Bounds): boolean {
  return other.y + other.height / 2 < first.y + first.height
}

function hasArea({ bounds }: Output): boolean {
  return bounds.width > 0 && bounds.height > 0
}

function largestFirst(a: Output, b: Output): number {
  return (
    b.bounds.width * b.bounds.height - a.bounds.width * a.bounds.height ||
    a.bounds.x - b.bounds.x ||
    a.bounds.y - b.bounds.y ||
    compare(a.label, b.label) ||
    compare(a.id, b.id)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function overlap(a: Bounds, b: Bounds): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
