import { isIPv4 } from 'node:net'
import type { NetworkInterfaceInfo } from 'node:os'

type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>

/** Networks between programs of this machine, where no phone is. */
const virtual = /^(?:docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|wg)/u

/** The first private IPv4 address of the machine; undefined where it has none. */
export function lanAddress(interfaces: Interfaces): string | undefined {
  return Object.entries(interfaces)
    .filter(([name]) => !virtual.test(name))
    .flatMap(([, addresses]) => addresses ?? [])
    .map(({ address }) => address)
    .find(isPrivate)
}

function isPrivate(address: string): boolean {
  if (!isIPv4(address)) return false
  const [a = 0, b = 0] = address.split('.').map(Number)
  return a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168)
}
