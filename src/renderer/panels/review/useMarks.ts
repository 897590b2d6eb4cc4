import { useState, type KeyboardEvent, type MouseEvent } from 'react'

export interface MarkProps {
  readonly 'data-mark': number
  readonly role: 'button'
  readonly tabIndex: number
  readonly onFocus: () => void
  readonly onClick: (event: MouseEvent) => void
}

export interface Marks {
  /** On the drawing that holds them. */
  readonly onKeyDown: (event: KeyboardEvent<SVGSVGElement>) => void
  readonly mark: (index: number) => MarkProps
}

/**
 * Marks of a chart as one stop of the Tab key: arrows go from mark to mark (`columns` of them are a
 * row), Enter or Space picks, with Shift or Ctrl it adds.
 */
export function useMarks(
  count: number,
  columns: number,
  pick: (index: number, add: boolean) => void
): Marks {
  const [wanted, setAt] = useState(0)
  const at = Math.min(wanted, count - 1)
  return {
    onKeyDown: (event) => {
      if (event.metaKey || event.altKey) return
      const steps: Readonly<Record<string, number>> = {
        ArrowLeft: -1,
        ArrowRight: 1,
        ArrowUp: -columns,
        ArrowDown: columns,
        Home: -at,
        End: count - 1 - at
      }
      const step = steps[event.key]
      if (event.key === 'Enter' || event.key === ' ') pick(at, event.shiftKey || event.ctrlKey)
      else if (step === undefined) return
      else if (at + step >= 0 && at + step < count)
        event.currentTarget.querySelector<SVGElement>(`[data-mark="${at + step}"]`)?.focus()
      event.preventDefault()
    },
    mark: (index) => ({
      'data-mark': index,
      role: 'button',
      tabIndex: index === at ? 0 : -1,
      onFocus: () => setAt(index),
      onClick: (event) => pick(index, event.shiftKey || event.ctrlKey || event.metaKey)
    })
  }
}
