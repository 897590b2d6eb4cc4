import { useEffect, useEffectEvent } from 'react'

/** Calls `onKey` with the lower-case name of a pressed key; combinations are left to the browser. */
export function useKeys(onKey: (key: string) => void): void {
  const latest = useEffectEvent(onKey)
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      latest(event.key.toLowerCase())
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
