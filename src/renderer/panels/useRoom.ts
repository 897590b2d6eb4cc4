import { useLayoutEffect, useState, type RefCallback } from 'react'

/** Size of an element in rem (1 rem = 100 design pixels), and the wall's type multiplier. */
export interface Room {
  readonly width: number
  readonly height: number
  readonly scale: number
}

/**
 * Measures an element whenever its size changes, before the first paint too; also one that comes
 * later, as the feed does after the first incident of an empty store.
 */
export function useRoom<E extends Element>(): [RefCallback<E>, Room | undefined] {
  const [element, setElement] = useState<E | null>(null)
  const [room, setRoom] = useState<Room>()
  useLayoutEffect(() => {
    if (element === null) return
    const measure = (): void => {
      const root = getComputedStyle(document.documentElement)
      const rem = parseFloat(root.fontSize)
      const { width, height } = element.getBoundingClientRect()
      const scale = parseFloat(getComputedStyle(element).getPropertyValue('--wall-scale'))
      const next = {
        width: round(width / rem),
        height: round(height / rem),
        scale: Number.isFinite(scale) && scale > 0 ? scale : 1
      }
      setRoom((last) => (last && same(last, next) ? last : next))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return [setElement, room]
}

function same(a: Room, b: Room): boolean {
  return a.width === b.width && a.height === b.height && a.scale === b.scale
}

/** Thousandths of a rem: below a device pixel on any wall, and stable against float noise. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
