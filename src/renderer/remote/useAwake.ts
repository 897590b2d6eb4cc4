import { useEffect } from 'react'

/** The screen stays lit while the wall is in hand, where the device allows it. */
export function useAwake(): void {
  useEffect(() => {
    if (!('wakeLock' in navigator)) return undefined
    let lock: WakeLockSentinel | undefined
    let over = false
    // Refused when the battery is low; then the screen goes dark as ever.
    const ask = async (): Promise<void> => {
      if (document.visibilityState !== 'visible') return
      lock = await navigator.wakeLock.request('screen').catch(() => undefined)
      if (over) void lock?.release()
    }
    const again = (): void => void ask()
    again()
    // It is lost whenever the page is out of sight.
    document.addEventListener('visibilitychange', again)
    return () => {
      over = true
      document.removeEventListener('visibilitychange', again)
      void lock?.release()
    }
  }, [])
}
