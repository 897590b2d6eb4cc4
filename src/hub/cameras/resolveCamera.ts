import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { AddressPolicy, CameraAddress } from './addressPolicy.ts'

/** An address to connect to, decided once: the name is not asked again. */
export interface PinnedAddress extends CameraAddress {
  readonly ip: string
}

export type ResolvedCamera =
  | { readonly ok: true; readonly pinned: PinnedAddress }
  | { readonly ok: false; readonly problem: 'unreachable' | 'forbiddenAddress' }

export type LookUp = (host: string) => Promise<readonly string[]>

export const systemLookUp: LookUp = async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address)

/**
 * Resolves the host and judges every answer. One forbidden answer forbids all of them: a name that
 * points inside and outside is not a camera's.
 */
export async function resolveCamera(
  address: CameraAddress,
  policy: AddressPolicy,
  lookUp: LookUp = systemLookUp
): Promise<ResolvedCamera> {
  let ips: readonly string[]
  try {
    ips = isIP(address.host) === 0 ? await lookUp(address.host) : [address.host]
  } catch {
    return { ok: false, problem: 'unreachable' }
  }
  const [ip] = ips
  if (ip === undefined) return { ok: false, problem: 'unreachable' }
  if (!ips.every(policy.allows)) return { ok: false, problem: 'forbiddenAddress' }
  return { ok: true, pinned: { ...address, ip } }
}
