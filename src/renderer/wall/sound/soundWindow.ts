import type { DisplayLayout } from '../../../contract/displays.ts'

/**
 * Whether this window is the one of its wall that sounds. Of a layout it is the display that says so,
 * else the first; one that shows the whole picture alone sounds too. Without a layout every window
 * may, and `holdSound` leaves it to one of them. A window at a desk never does.
 * @param search of the address
 */
export function mayHoldSound(displays: DisplayLayout | undefined, search: string): boolean {
  const query = new URLSearchParams(search)
  if (query.has('desk')) return false
  if (displays === undefined) return true
  const own = query.get('display')
  if (own === '') return true
  const [first] = displays.displays
  const chosen = displays.displays.find(({ sound }) => sound) ?? first
  return own === chosen?.id
}

/**
 * Calls `onHeld` when no other window of this browser holds the sound; it is held until the window is
 * closed or the returned undoing is called.
 */
export function holdSound(onHeld: () => void): () => void {
  // Only pages of the machine itself, or with TLS, have locks; others are windows of another PC.
  if (!('locks' in navigator)) {
    onHeld()
    return () => undefined
  }
  const done = new AbortController()
  const released = new Promise<void>((release) =>
    done.signal.addEventListener('abort', () => release())
  )
  const hold = (): Promise<void> => {
    onHeld()
    return released
  }
  navigator.locks.request('siaga-sound', { signal: done.signal }, hold).catch(() => undefined)
  return () => done.abort()
}
