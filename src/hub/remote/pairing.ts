import { randomInt } from 'node:crypto'
import type { PairRefusal, RemoteRole } from '../../contract/remote.ts'
import { minute, type Moment } from '../../contract/time.ts'
import { isSame, randomText } from './secrets.ts'

/** A wall shows a code; one device may pair with it. */
export interface OpenPairing {
  readonly role: RemoteRole
  /** In the QR code only: 128 random bits. */
  readonly secret: string
  /** On the wall only: whoever can read them stands before it. */
  readonly digits: string
  readonly expiresAt: Moment
  readonly triesLeft: number
}

export const pairingMs = 2 * minute
const mostTries = 5

/** The one pairing that may be open. */
export interface Pairing {
  /** Undefined: none is, or no longer. */
  current(): OpenPairing | undefined
  /** Instead of another. */
  open(role: RemoteRole): void
  close(): void
  /** The role to pair for, or why not. A pairing is closed by whoever pairs, not here. */
  attempt(given: { readonly secret: string; readonly digits: string }): Attempt
}

export type Attempt =
  { readonly role: RemoteRole } | { readonly refused: PairRefusal; readonly spoilt?: true }

export function pairing(now: () => Moment): Pairing {
  let open: OpenPairing | undefined

  function current(): OpenPairing | undefined {
    if (open !== undefined) {
      const left = open.expiresAt - now()
      // A clock that was set back, by more than is usual, cannot say when it ends.
      if (left <= 0 || left > pairingMs + minute) open = undefined
    }
    return open
  }

  return {
    current,
    open(role) {
      open = {
        role,
        secret: randomText(16),
        digits: String(randomInt(1_000_000)).padStart(6, '0'),
        expiresAt: now() + pairingMs,
        triesLeft: mostTries
      }
    },
    close: () => (open = undefined),
    attempt({ secret, digits }) {
      const tried = current()
      // Without the secret nobody can use up the tries of who has it.
      if (tried === undefined || !isSame(secret, tried.secret)) return { refused: 'noPairing' }
      if (isSame(digits, tried.digits)) return { role: tried.role }
      const triesLeft = tried.triesLeft - 1
      open = triesLeft === 0 ? undefined : { ...tried, triesLeft }
      return open === undefined
        ? { refused: 'tooManyTries', spoilt: true }
        : { refused: 'wrongCode' }
    }
  }
}
