import { useEffect, useEffectEvent } from 'react'

/** Escape or Backspace takes the selection away, wherever the focus is but in a field. */
export function useClearKeys(chosen: boolean, clear: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' && event.key !== 'Backspace') return
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    const { target } = event
    if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) return
    clear()
  })
  useEffect(() => {
    if (!chosen) return undefined
    const listen = (event: KeyboardEvent): void => onKey(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [chosen])
}
