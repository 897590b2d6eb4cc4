import { useLayoutEffect, type RefObject } from 'react'

/**
 * Marks a row that must never lose its right end with `data-tight`: the least of 0 … `most` at
 * which its parts fit. What yields at which step is the style sheet's.
 */
export function useTightness(row: RefObject<HTMLElement | null>, most: number): void {
  useLayoutEffect(() => {
    const element = row.current
    if (element === null) return undefined
    const fit = (): void => {
      for (let step = 0; step <= most; step += 1) {
        element.setAttribute('data-tight', String(step))
        // A hair of rounding is no overflow.
        if (element.scrollWidth <= element.clientWidth + 1) return
      }
    }
    // The parts change with words, fonts and the scale of the wall; the row with the window.
    const sizes = new ResizeObserver(fit)
    const watch = (): void => {
      sizes.disconnect()
      for (const part of [element, ...element.children]) sizes.observe(part)
    }
    const parts = new MutationObserver(watch)
    parts.observe(element, { childList: true })
    fit()
    watch()
    return () => {
      parts.disconnect()
      sizes.disconnect()
    }
  }, [row, most])
}
