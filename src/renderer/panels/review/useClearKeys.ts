import { useEffect, useEffectEvent } from 'react'
import { isTyping } from '../../look/isTyping.ts'

/** Escape or Backspace takes the selection away, wherever the focus is but in a field. */
export function useClearKeys(chosen: boolean, clear: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' && event.key !== 'Backspace') return
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (isTyping(event)) return
    clear()
  })
  useEffect(() => {
    if (!chosen) return undefined
    const listen = (event: KeyboardEvent): void => onKey(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [chosen])
}
