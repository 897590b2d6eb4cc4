import { generateKeyPairSync, sign } from 'node:crypto'
import { request as requestPlain } from 'node:http'
import { request as requestTls, type RequestOptions } from 'node:https'
import { WebSocket } from 'ws'
import type { ControlAction } from '../contract/control.ts'
import type { RemoteView } from '../contract/remote.ts'
import {
  Paired,
  PairRequest,
  pairPath,
  RemoteHubMessage,
  signedText,
  steerPath,
  steerSubprotocol,
  type RemoteMessage
} from '../contract/remote.ts'

/** What a phone is to the hub, without a browser. It takes any certificate, as a test may. */

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

export interface Asked {
  readonly method?: string
  /** As given and no others: no origin unless it stands here. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Sends the path as it is. `url` ends with a slash. */
export function ask(url: string, path: string, asked: Asked = {}): Promise<Answer> {
  const { protocol, hostname, port } = new URL(url)
  const request = protocol === 'https:' ? requestTls : requestPlain
  const options: RequestOptions = {
    host: hostname,
    port,
    path,
    method: asked.method ?? 'GET',
    headers: asked.headers ?? {},
    rejectUnauthorized: false,
    agent: false
  }
  return new Promise((resolve, reject) => {
    const sent = request(options, (got) => {
      let body = ''
      got.on('data', (part: Buffer) => (body += part.toString()))
      got.on('end', () => resolve({ status: got.statusCode ?? 0, headers: got.headers, body }))
      got.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(asked.body)
  })
}

/** What a wall shows while a pairing is open. */
export interface ShownPairing {
  readonly address: string
  readonly digits: string
}

/** The key that never leaves a device. */
export interface DeviceKey {
  readonly publicKey: PairRequest['publicKey']
  sign(text: string): string
}

export function makeDeviceKey(): DeviceKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    publicKey: PairRequest.shape.publicKey.parse(publicKey.export({ format: 'jwk' })),
    sign: (text) =>
      sign('sha256', Buffer.from(text), {
        key: privateKey,
        dsaEncoding: 'ieee-p1363'
      }).toString('base64url')
  }
}

export function secretOf({ address }: Pick<ShownPairing, 'address'>): string {
  return new URL(address).hash.slice('#pair='.length)
}

/** The answer to one try, whatever it is. */
export function tryToPair(
  shown: ShownPairing,
  key = makeDeviceKey(),
  name = 'Sari',
  headers: Readonly<Record<string, string>> = {}
): Promise<Answer> {
  const url = new URL('/', shown.address)
  const body = { secret: secretOf(shown), digits: shown.digits, name, publicKey: key.publicKey }
  return ask(url.href, pairPath, {
    method: 'POST',
    headers: { Origin: url.origin, 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body)
  })
}

/** Throws what it was refused with. */
export async function pairPhone(shown: ShownPairing, name = 'Sari'): Promise<Phone> {
  const key = makeDeviceKey()
  const { status, body } = await tryToPair(shown, key, name)
  if (status !== 200) throw new Error(`${status} ${body}`)
  return new Phone(new URL('/', shown.address).href, key, Paired.parse(JSON.parse(body)))
}

/** A device that has been paired; it may open several connections. */
export class Phone {
  readonly url: string
  readonly key: DeviceKey
  readonly paired: Paired

  constructor(url: string, key: DeviceKey, paired: Paired) {
    this.url = url
    this.key = key
    this.paired = paired
  }

  get origin(): string {
    return new URL(this.url).origin
  }

  /** A connection that has heard the challenge. */
  async open(headers: Readonly<Record<string, string>> = {}): Promise<PhoneSocket> {
    const socket = new PhoneSocket(this.url, { Origin: this.origin, ...headers })
    await socket.next('challenge')
    return socket
  }

  /** What answers a challenge. */
  hello(nonce: string, key: DeviceKey = this.key): RemoteMessage & { type: 'hello' } {
    const { device, token } = this.paired
    return {
      type: 'hello',
      device,
      token,
      signature: key.sign(signedText(nonce, this.origin, device))
    }
  }

  /** A connection that shows what the hub shows this device. */
  async connect(): Promise<PhoneSocket> {
    const socket = await this.open()
    socket.send(this.hello(socket.nonce))
    await socket.view()
    return socket
  }
}

/** One connection; every frame is held against the contract. */
export class PhoneSocket {
  readonly socket: WebSocket
  /** Of the challenge. */
  nonce = ''
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
  readonly #frames: RemoteHubMessage[] = []
  #wake: (() => void) | undefined
  #over = false

  constructor(url: string, headers: Readonly<Record<string, string>>) {
    const address = new URL(steerPath, url.replace(/^http/u, 'ws'))
    this.socket = new WebSocket(address, steerSubprotocol, { headers, rejectUnauthorized: false })
    this.socket.on('message', (data: Buffer) => {
      const frame = RemoteHubMessage.parse(JSON.parse(data.toString()))
      if (frame.type === 'challenge') this.nonce = frame.nonce
      this.#frames.push(frame)
      this.#wake?.()
    })
    this.socket.on('error', () => undefined)
    this.closed = new Promise((resolve) =>
      this.socket.on('close', (code, reason) => {
        this.#over = true
        this.#wake?.()
        resolve({ code, reason: reason.toString() })
      })
    )
  }

  send(message: RemoteMessage): void {
    this.socket.send(JSON.stringify(message))
  }

  act(action: ControlAction): void {
    this.send({ type: 'act', action })
  }

  /** The next frame of that kind; those before it are dropped. Throws where the connection ended. */
  async next<T extends RemoteHubMessage['type']>(
    type: T,
    fits: (frame: RemoteHubMessage & { type: T }) => boolean = () => true
  ): Promise<RemoteHubMessage & { type: T }> {
    for (;;) {
      for (let frame = this.#frames.shift(); frame; frame = this.#frames.shift()) {
        const such = frame as RemoteHubMessage & { type: T } // only used where its type says so
        if (frame.type === type && fits(such)) return such
      }
      if (this.#over)
        throw new Error(
          `The connection ended before ${type}: ${JSON.stringify(await this.closed)}.`
        )
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  view(fits: (view: RemoteView) => boolean = () => true): Promise<RemoteView> {
    return this.next('view', fits)
  }

  close(): void {
    this.socket.terminate()
  }
}
