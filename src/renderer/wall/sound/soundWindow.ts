import type { DisplayLayout, DisplaysShown } from '../../../contract/displays.ts'

/**
 * Whether this window is the one of its wall that sounds. Of a layout it is the display that says so,
 * else the first, and while that has no output the next one; one that shows the whole picture alone
 * sounds too. Without a layout every window may, and `holdSound` leaves it to one of them. A window at
 * a desk never does.
 * @param search of the address
 */
export function mayHoldSound(
  displays: DisplayLayout | undefined,
  shown: DisplaysShown | undefined,
  search: string
): boolean {
  const query = new URLSearchParams(search)
  if (query.has('desk')) return false
  if (displays === undefined) return true
  const own = query.get('display')
  if (own === '') return true
  const missing = (shown?.notices ?? []).flatMap((notice) =>
    notice.code === 'missing' ? [notice.display] : []
  )
  const inTurn = displays.displays.toSorted((a, b) => Number(b.sound) - Number(a.sound))
  // A window that is open is there, whatever is told.
  return inTurn.find(({ id }) => id === own || !missing.includes(id))?.id === own
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
