import { BlockList, isIP, isIPv4 } from 'node:net'

/** Where a camera is to be reached. There is no place in it for a user or a password. */
export interface CameraAddress {
  readonly scheme: 'rtsp' | 'rtsps' | 'http' | 'https'
  /** Lower case; an IPv6 address without brackets. */
  readonly host: string
  readonly port: number
  /** Path and query, beginning with `/`. */
  readonly path: string
}

export type JudgedAddress =
  | { readonly ok: true; readonly address: CameraAddress }
  | { readonly ok: false; readonly why: string }

const defaultPorts = { rtsp: 554, rtsps: 322, http: 80, https: 443 } as const
const isScheme = (text: string): text is keyof typeof defaultPorts => text in defaultPorts

const longest = 2_000
/** Visible ASCII without what shells, headers and other parsers read as something else. */
const harmless = /^[!#$%&'()*+,\-./0-9:;=?@A-Z[\]_a-z~]+$/u
const form =
  /^(?<scheme>[a-z]+):\/\/(?<host>\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(?<port>\d{1,5}))?(?<path>\/.*)?$/u

/**
 * Decides by its form whether an address may be a camera's at all. Deliberately narrower than any
 * URL parser: one spelling for each address, nothing that a second reader could read differently.
 * Which hosts may be reached is decided by `isAllowedIp` once the name is resolved.
 */
export function judgeAddress(text: string): JudgedAddress {
  if (text.length > longest) return no('it is longer than 2,000 characters')
  if (!harmless.test(text)) return no('it holds characters an address cannot have')
  const scheme = /^[A-Za-z][\w+.-]*(?=:)/u.exec(text)?.[0] ?? ''
  if (!isScheme(scheme))
    return no('it must begin with rtsp://, rtsps://, https://, http:// or demo:')
  const authority = text.slice(scheme.length + 3).split(/[/?#]/u)[0] ?? ''
  if (authority.includes('@'))
    return no('user and password belong in cameras.secret.json, not in the address')
  if (text.includes('#')) return no('it has a fragment (#), which no camera understands')
  const found = form.exec(text)?.groups
  if (found === undefined) return no('it is not written as scheme://host:port/path')
  const host = (found['host'] ?? '').replaceAll(/[[\]]/gu, '')
  if (!isPlainHost(host)) return no('its host is neither a plain name nor a plain address')
  const port = found['port'] === undefined ? defaultPorts[scheme] : Number(found['port'])
  if (port < 1 || port > 65_535 || found['port']?.startsWith('0') === true)
    return no('its port is not between 1 and 65535')
  return { ok: true, address: { scheme, host, port, path: found['path'] ?? '/' } }
}

function no(why: string): JudgedAddress {
  return { ok: false, why }
}

/** A host name, or an IP address in its one usual spelling: no `127.1`, `0x7f.1`, `2130706433`, `010.0.0.1`. */
function isPlainHost(host: string): boolean {
  if (isIP(host) !== 0) return isIPv4(host) ? !/(?:^|\.)0\d/u.test(host) : isPlainIpv6(host)
  if (host.includes(':') || host.length > 253) return false
  const labels = host.split('.')
  const last = labels.at(-1) ?? ''
  // What ends in a number is read as an IPv4 address by some parsers and as a name by others.
  if (/^(?:\d+|0x[0-9a-f]*)$/u.test(last)) return false
  return labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u.test(label))
}

/** Not one that hides an IPv4 address, whose rules would then be by-passed. */
function isPlainIpv6(host: string): boolean {
  return !host.includes('.') && !embedsIpv4.check(host, 'ipv6')
}

const embedsIpv4 = listOf([
  '::/96',
  '::ffff:0:0/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '2002::/16',
  '2001::/32'
])

/** Ranges that are not the public internet: IANA special-purpose registries, IPv4 and IPv6. */
const special = listOf([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/3',
  '4000::/2',
  '8000::/1',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16'
])

/** Never, whatever the list says: cloud metadata, broadcast, multicast, "this host". */
const never = listOf([
  '0.0.0.0/8',
  '169.254.169.254/32',
  '255.255.255.255/32',
  '224.0.0.0/4',
  '::/128',
  'fd00:ec2::254/128',
  'ff00::/8'
])

/** Which addresses the cameras of a list may have. */
export interface AddressPolicy {
  /** A resolved address in the usual spelling. Public ones, and those in the named networks. */
  readonly allows: (ip: string) => boolean
}

/** `networks` are ranges like `10.20.0.0/16` or `fd12::/32`; others are left out. */
export function addressPolicy(networks: readonly string[]): AddressPolicy {
  const named = listOf(networks)
  return {
    allows: (ip) => {
      const kind = isIP(ip)
      if (kind === 0) return false
      const family = kind === 4 ? 'ipv4' : 'ipv6'
      if (family === 'ipv6' && !isPlainIpv6(ip) && ip !== '::1') return false
      if (never.check(ip, family)) return false
      return !special.check(ip, family) || named.check(ip, family)
    }
  }
}

/** Whether a text is a network in the form `address/bits`. */
export function isNetwork(text: string): boolean {
  const [ip = '', bits = '', more] = text.split('/')
  const kind = isIP(ip)
  return (
    kind !== 0 &&
    more === undefined &&
    /^\d{1,3}$/u.test(bits) &&
    Number(bits) <= (kind === 4 ? 32 : 128)
  )
}

interface Ranges {
  readonly check: (ip: string, family: 'ipv4' | 'ipv6') => boolean
}

/** One list a family: a BlockList takes an IPv4 address for the IPv6 one it can be mapped to. */
function listOf(networks: readonly string[]): Ranges {
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() }
  for (const network of networks.filter(isNetwork)) {
    const [ip = '', bits = ''] = network.split('/')
    const family = isIPv4(ip) ? 'ipv4' : 'ipv6'
    lists[family].addSubnet(ip, Number(bits), family)
  }
  return { check: (ip, family) => lists[family].check(ip, family) }
}
