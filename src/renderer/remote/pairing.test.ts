import { expect, it } from 'vitest'
import { PairRequest, signedText } from '../../contract/remote.ts'
import { makeDeviceKey, publicKeyOf, signChallenge } from './deviceKey.ts'
import { pairDevice, takeSecret } from './pairing.ts'

const secret = 's'.repeat(43)
const given = { secret, digits: '482913', name: 'Rina' }
const paired = {
  device: '0123456789abcdef',
  token: 't'.repeat(43),
  role: 'presenter',
  expiresAt: 1_742_918_531_000
} as const

const answering = (status: number, body: unknown) => () =>
  Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }))

it('the secret is out of the address before anything else is done', () => {
  const addresses: unknown[] = []
  const history = { replaceState: (_: unknown, __: string, to?: unknown) => addresses.push(to) }
  const at = (hash: string) => takeSecret({ location: { hash, pathname: '/' }, history })
  expect([at(`#pair=${secret}`), at(''), at('#pair=')]).toEqual([secret, undefined, undefined])
  expect(addresses).toEqual(['/'])
})

it('a device asks with the public half of a key whose private half nobody can read', async () => {
  const key = await makeDeviceKey()
  const asked: unknown[] = []
  const answer = await pairDevice(given, key, (path, { body }) => {
    asked.push(path, PairRequest.parse(JSON.parse(String(body))))
    return answering(200, paired)()
  })
  expect(asked).toEqual(['/pair', { ...given, publicKey: await publicKeyOf(key) }])
  expect(answer).toEqual({ ok: true, identity: { ...paired, key } })
  await expect(crypto.subtle.exportKey('jwk', key.privateKey)).rejects.toThrow()
})

it('its proof holds for one challenge, origin and device', async () => {
  const key = await makeDeviceKey()
  const challenge = { nonce: 'n', origin: 'https://10.0.0.2:4113', device: paired.device }
  const signature = Buffer.from(await signChallenge(key, challenge), 'base64url')
  const holds = (text: string): Promise<boolean> =>
    crypto.subtle.verify(
      { name: 'ECDSA', hash: 'SHA-256' },
      key.publicKey,
      signature,
      new TextEncoder().encode(text)
    )
  expect(await holds(signedText('n', challenge.origin, paired.device))).toBe(true)
  expect(await holds(signedText('m', challenge.origin, paired.device))).toBe(false)
})

it.each([
  [answering(403, { error: 'wrongCode' }), 'wrongCode'],
  [answering(403, { error: 'of another version' }), 'unreadable'],
  [answering(200, 'no JSON'), 'unreadable'],
  [() => Promise.reject(new TypeError('Failed to fetch')), 'unreachable']
] as const)('why it is not paired is said (%#)', async (send, fault) => {
  expect(await pairDevice(given, await makeDeviceKey(), send)).toEqual({ ok: false, fault })
})
