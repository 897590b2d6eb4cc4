/** One output of the graphics card, in device-independent pixels of the whole desktop. */
export interface Display {
  readonly id: number
  readonly label: string
  readonly bounds: Bounds
}

export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** `primary` leaves the other displays to the operator's own programs. */
export type DisplayChoice = 'all' | 'primary'

/** A window that should be open: it fills its display exactly. */
export interface PlannedWindow {
  /** Stable while the display is plugged in; windows are matched by it when displays change. */
  readonly display: string
  readonly bounds: Bounds
}

/**
 * One window per display, from left to right and top to bottom. Displays that mirror each other
 * show one picture and need one window; one without an area cannot show any.
 */
export function planWindows(
  displays: readonly Display[],
  primaryId: number | undefined,
  choice: DisplayChoice
): readonly PlannedWindow[] {
  const usable = displays.filter(({ bounds }) => bounds.width > 0 && bounds.height > 0)
  const primary = usable.filter(({ id }) => id === primaryId)
  // A primary display that has just been unplugged must not leave the room dark.
  const chosen = choice === 'primary' ? (primary.length > 0 ? primary : usable.slice(0, 1)) : usable
  return chosen
    .filter((display, index) => !chosen.slice(0, index).some((other) => isMirror(other, display)))
    .toSorted((a, b) => a.bounds.x - b.bounds.x || a.bounds.y - b.bounds.y || a.id - b.id)
    .map(({ id, bounds }) => ({ display: String(id), bounds }))
}

function isMirror(a: Display, b: Display): boolean {
  return (
    a.bounds.x === b.bounds.x &&
    a.bounds.y === b.bounds.y &&
    a.bounds.width === b.bounds.width &&
    a.bounds.height === b.bounds.height
  )
}
