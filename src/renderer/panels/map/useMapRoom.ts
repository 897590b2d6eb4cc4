import { useLayoutEffect, useState, type RefObject } from 'react'
import type { Box } from './box.ts'

/** How large the map is, in pixels, and what stands in its corner. */
export interface MapRoom {
  readonly width: number
  readonly height: number
  /** Pixels of one design pixel (a hundredth of a rem), viewing distance included. */
  readonly unit: number
  readonly obstacles: readonly Box[]
}

/** Measures the stage before the first paint, and again when it, its type or its corners change. */
export function useMapRoom(stage: RefObject<HTMLElement | null>): MapRoom | undefined {
  const [room, setRoom] = useState<MapRoom>()
  useLayoutEffect(() => {
    const element = stage.current
    if (element === null) return
    const measure = (): void =>
      setRoom((last) => {
        const next = measureRoom(element)
        return last && JSON.stringify(last) === JSON.stringify(next) ? last : next
      })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    for (const obstacle of element.querySelectorAll(obstacles)) observer.observe(obstacle)
    // Widths measured before the typeface was there are wrong; a new object places labels again.
    let mounted = true
    void document.fonts.ready.then(() => {
      if (mounted) setRoom(measureRoom(element))
    })
    return () => {
      mounted = false
      observer.disconnect()
    }
  }, [stage])
  return room
}

/** What stands in the corners of the stage and may not be covered. */
const obstacles = '[data-map-obstacle]'

function measureRoom(stage: HTMLElement): MapRoom {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const scale = Number.parseFloat(getComputedStyle(stage).getPropertyValue('--wall-scale'))
  const own = stage.getBoundingClientRect()
  return {
    width: Math.round(own.width),
    height: Math.round(own.height),
    unit: (rem / 100) * (scale > 0 ? scale : 1),
    obstacles: [...stage.querySelectorAll(obstacles)].map((element) => {
      const other = element.getBoundingClientRect()
      return {
        x: Math.round(other.x - own.x),
        y: Math.round(other.y - own.y),
        width: Math.round(other.width),
        height: Math.round(other.height)
      }
    })
  }
}
