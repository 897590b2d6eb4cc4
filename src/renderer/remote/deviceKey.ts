import { signedText, type PairRequest } from '../../contract/remote.ts'

/**
 * The key of this device. Its private half cannot be read, not even by this page, so a token that
 * was copied off the device is of no use elsewhere.
 */
export type DeviceKey = CryptoKeyPair

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }

export function makeDeviceKey(): Promise<DeviceKey> {
  return crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
}

/** The half that the hub is given. */
export async function publicKeyOf({ publicKey }: DeviceKey): Promise<PairRequest['publicKey']> {
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', publicKey)
  return { kty: 'EC', crv: 'P-256', x, y }
}

/** Answers the challenge of a hub, for this origin and device alone. */
export async function signChallenge(
  { privateKey }: DeviceKey,
  challenge: { readonly nonce: string; readonly origin: string; readonly device: string }
): Promise<string> {
  const text = signedText(challenge.nonce, challenge.origin, challenge.device)
  const signature = await crypto.subtle.sign(
    { name: 'ECDSA', hash: 'SHA-256' },
    privateKey,
    new TextEncoder().encode(text)
  )
  return base64url(new Uint8Array(signature))
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
