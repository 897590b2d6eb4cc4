import { useEffect, useEffectEvent } from 'react'
import { isTyping } from '../look/isTyping.ts'

/**
 * Calls `onKey` with the lower-case name of a pressed key. Combinations are left to the browser,
 * and what is typed into a field to the field.
 */
export function useKeys(onKey: (key: string) => void): void {
  const latest = useEffectEvent(onKey)
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      if (isTyping(event)) return
      latest(event.key.toLowerCase())
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
