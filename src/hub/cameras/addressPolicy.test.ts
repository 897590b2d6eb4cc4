import { describe, expect, test } from 'vitest'
import { addressPolicy, isNetwork, judgeAddress } from './addressPolicy.ts'
import { hostileAddresses } from './hostileAddresses.ts'

describe('the form of an address', () => {
  test.each([
    ['rtsp://camera.semarang.go.id/live', 'camera.semarang.go.id', 554, '/live'],
    ['rtsps://10.1.2.3/cam?channel=1&subtype=1', '10.1.2.3', 322, '/cam?channel=1&subtype=1'],
    ['https://host.example:8443/a/index.m3u8?x=%20', 'host.example', 8443, '/a/index.m3u8?x=%20'],
    ['http://[2606:4700::1]/snap.jpg', '2606:4700::1', 80, '/snap.jpg'],
    ['rtsp://gateway', 'gateway', 554, '/']
  ])('%s is a camera', (text, host, port, path) => {
    const judged = judgeAddress(text)
    expect(judged.ok && judged.address).toMatchObject({ host, port, path })
  })

  test('there are at least 300 hostile ones', () => {
    expect(new Set(hostileAddresses).size).toBeGreaterThanOrEqual(300)
  })

  test('each hostile one is refused by its form or by where it leads', () => {
    const policy = addressPolicy([])
    const open = hostileAddresses.filter((text) => {
      const judged = judgeAddress(text)
      // A name is judged once it is resolved; these all resolve to this machine.
      return (
        judged.ok &&
        (isName(judged.address.host)
          ? policy.allows('127.0.0.1')
          : policy.allows(judged.address.host))
      )
    })
    expect(open).toEqual([])
  })

  test('a password in the address is refused with the place where it belongs', () => {
    const judged = judgeAddress('rtsp://admin:rahasia@10.1.2.3/live')
    expect(!judged.ok && judged.why).toContain('cameras.secret.json')
    expect(!judged.ok && judged.why).not.toContain('rahasia')
  })
})

describe('where an address may lead', () => {
  test('the public internet is allowed, private and special ranges are not', () => {
    const policy = addressPolicy([])
    expect(['103.10.1.1', '8.8.8.8', '2606:4700::1111'].filter(policy.allows)).toHaveLength(3)
    const special = [
      ...['127.0.0.1', '127.9.9.9', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.0.1'],
      ...[
        '169.254.1.1',
        '169.254.169.254',
        '100.64.0.1',
        '0.0.0.0',
        '224.0.0.1',
        '255.255.255.255'
      ],
      ...[
        '::1',
        '::',
        'fe80::1',
        'fc00::1',
        'fd12::1',
        'ff02::1',
        '::ffff:127.0.0.1',
        '::ffff:8.8.8.8'
      ],
      ...['64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', '::127.0.0.1', 'not an ip', '']
    ]
    expect(special.filter(policy.allows)).toEqual([])
  })

  test('a named network opens itself and nothing else', () => {
    const policy = addressPolicy(['192.168.10.0/24', '127.0.0.0/8'])
    expect(policy.allows('192.168.10.77')).toBe(true)
    expect(policy.allows('127.0.0.1')).toBe(true)
    expect(policy.allows('192.168.11.1')).toBe(false)
  })

  test('cloud metadata stays shut whatever is named', () => {
    const policy = addressPolicy(['0.0.0.0/0', '::/0'])
    expect(
      ['169.254.169.254', '0.0.0.0', '224.0.0.1', 'fd00:ec2::254'].filter(policy.allows)
    ).toEqual([])
  })

  test.each(['10.0.0.0/8', 'fd00::/8', '1.2.3.4/32'])('%s is a network', (text) => {
    expect(isNetwork(text)).toBe(true)
  })
  test.each([
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0/8',
    'fd00::/129',
    '10.0.0.0/8/8',
    'a/8',
    '10.0.0.0/-1'
  ])('%s is no network', (text) => {
    expect(isNetwork(text)).toBe(false)
  })
})

function isName(host: string): boolean {
  return /[g-z]/u.test(host)
}
