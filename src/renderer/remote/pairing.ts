import { z } from 'zod'
import { Paired, pairPath, PairRefusal, type PairRequest } from '../../contract/remote.ts'
import { publicKeyOf, type DeviceKey } from './deviceKey.ts'
import type { Identity } from './identity.ts'

interface Place {
  readonly location: Pick<Location, 'hash' | 'pathname'>
  readonly history: Pick<History, 'replaceState'>
}

/**
 * The secret of the QR code. It comes in the fragment, which is never sent, and is taken out of the
 * address at once; it is kept nowhere.
 */
export function takeSecret({ location, history }: Place): string | undefined {
  const secret = new URLSearchParams(location.hash.slice(1)).get('pair')
  if (secret === null || secret === '') return undefined
  history.replaceState(undefined, '', location.pathname)
  return secret
}

/** Why this device was not paired: the hub's word, or that there was none. */
export type PairFault = PairRefusal | 'unreachable' | 'unreadable'

export type PairAnswer =
  | { readonly ok: true; readonly identity: Identity }
  | { readonly ok: false; readonly fault: PairFault }

const Refused = z.object({ error: PairRefusal })

/** Never throws. */
export async function pairDevice(
  given: Pick<PairRequest, 'secret' | 'digits' | 'name'>,
  key: DeviceKey,
  send: (path: string, init: RequestInit) => Promise<Response>
): Promise<PairAnswer> {
  const request: PairRequest = { ...given, publicKey: await publicKeyOf(key) }
  let body: unknown
  try {
    const response = await send(pairPath, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request)
    })
    body = await response.json().catch(() => undefined)
  } catch {
    return { ok: false, fault: 'unreachable' }
  }
  const paired = Paired.safeParse(body)
  if (paired.success) return { ok: true, identity: { ...paired.data, key } }
  return { ok: false, fault: Refused.safeParse(body).data?.error ?? 'unreadable' }
}
