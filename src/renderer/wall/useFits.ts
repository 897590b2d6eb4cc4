import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import type { PanelKind } from '../../contract/scene.ts'
import type { PanelProps } from '../hub/wallState.ts'
import { leastRem, yielding } from './panelSizes.ts'

/** A hair of rounding is no overflow. */
const tolerancePx = 2

/**
 * Whether a panel has room for all it shows. A place that is too small must say so: half of a number
 * is another number.
 */
export function useFits(
  kind: PanelKind,
  { state, now }: Pick<PanelProps, 'state' | 'now'>
): [RefObject<HTMLDivElement | null>, boolean] {
  const place = useRef<HTMLDivElement>(null)
  const [fits, setFits] = useState(true)
  // What a panel shows changes with every word of the hub, and some with the second.
  useLayoutEffect(() => {
    if (place.current !== null) setFits(fitsIn(place.current, kind))
  }, [kind, state, now])
  useLayoutEffect(() => {
    const element = place.current
    if (element === null) return undefined
    let mounted = true
    const look = (): void => {
      if (mounted) setFits(fitsIn(element, kind))
    }
    const observer = new ResizeObserver(look)
    observer.observe(element)
    // Widths measured before the typeface was there are wrong.
    void document.fonts.ready.then(look)
    return () => {
      mounted = false
      observer.disconnect()
    }
  }, [kind])
  return [place, fits]
}

function fitsIn(place: HTMLElement, kind: PanelKind): boolean {
  const panel = place.querySelector<HTMLElement>('[data-panel]')
  if (panel === null) return true
  const overflows =
    panel.scrollWidth > panel.clientWidth + tolerancePx ||
    panel.scrollHeight > panel.clientHeight + tolerancePx
  return !overflows && !(yielding.has(kind) && isTooSmall(place, kind))
}

function isTooSmall(place: HTMLElement, kind: PanelKind): boolean {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const scale = Number.parseFloat(getComputedStyle(place).getPropertyValue('--wall-scale'))
  const least = leastRem(kind, scale > 0 ? scale : 1)
  return (
    place.offsetWidth < least.width * rem - tolerancePx ||
    place.offsetHeight < least.height * rem - tolerancePx
  )
}
