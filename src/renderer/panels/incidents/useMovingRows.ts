import { useLayoutEffect, useRef, type RefObject } from 'react'

/**
 * Rows glide to their new places when `order` changes, and new ones fade in. Takes its time from
 * `--m-move`, which is nothing where motion is not wanted.
 */
export function useMovingRows(list: RefObject<HTMLElement | null>, order: string): void {
  const places = useRef<ReadonlyMap<string, number> | undefined>(undefined)
  useLayoutEffect(() => {
    const element = list.current
    if (element === null) return
    const before = places.current
    const rows = [...element.children].filter((row) => row instanceof HTMLElement)
    places.current = new Map(rows.map((row) => [nameOf(row), row.offsetTop]))
    const style = getComputedStyle(element)
    const duration = milliseconds(style.getPropertyValue('--m-move'))
    if (before === undefined || duration === 0) return
    const easing = style.getPropertyValue('--m-ease') || 'ease-out'
    for (const row of rows) {
      const from = before.get(nameOf(row))
      if (from === row.offsetTop) continue
      const start =
        from === undefined ? { opacity: 0 } : { transform: `translateY(${from - row.offsetTop}px)` }
      row.animate([start, {}], { duration, easing })
    }
  }, [list, order])
}

function nameOf({ dataset }: HTMLElement): string {
  return dataset['incident'] ?? dataset['group'] ?? ''
}

/** `480ms` or `.48s` as a number. */
export function milliseconds(time: string): number {
  const value = parseFloat(time)
  if (!Number.isFinite(value)) return 0
  return time.trim().endsWith('ms') ? value : value * 1000
}
