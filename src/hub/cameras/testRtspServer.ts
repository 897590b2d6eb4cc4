import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer as createTcp, type AddressInfo, type Socket } from 'node:net'
import { createServer as createTls } from 'node:tls'
import type { Picture } from './cameraSource.ts'
import { splitAnnexB, typeOfNal } from './h264.ts'
import { header, makeRtspReader, writeRtsp } from './rtspMessages.ts'

/** A camera for tests: RTSP over TCP, H.264 in RTP, with Digest or Basic when it has a password. */
export interface TestCamera {
  readonly port: number
  readonly connections: () => number
  readonly requests: readonly string[]
  /** Pictures stop; the connections stay. */
  readonly stall: (stalled: boolean) => void
  /** Always the same picture, though packets flow, as a hung encoder sends it. */
  readonly freeze: (frozen: boolean) => void
  readonly dropAll: () => void
  /** Drops all connections and every new one, as a camera without power. */
  readonly refuse: (refused: boolean) => void
  readonly close: () => Promise<void>
}

export interface TestCameraOptions {
  readonly pictures: readonly Picture[]
  readonly fps?: number
  readonly login?: {
    readonly user: string
    readonly password: string
    readonly scheme: 'basic' | 'digest'
  }
  readonly tls?: { readonly key: string; readonly cert: string }
  /** Answers DESCRIBE with a redirect. */
  readonly redirectTo?: string
  /** Sends this instead of an answer. */
  readonly garbage?: Uint8Array
  readonly codec?: 'H264' | 'H265' | 'VP8'
  /** Hears the number of each picture at the moment it is sent; for measurements. */
  readonly sent?: (index: number) => void
  /** `Content-Base` of descriptions instead of the asked address; empty for none at all. */
  readonly contentBase?: string
}

const nonce = 'a3f5b0c2'
const realm = 'Kamera "uji"'

export async function startTestCamera(options: TestCameraOptions): Promise<TestCamera> {
  const { pictures, fps = 10, login, tls } = options
  const sockets = new Set<Socket>()
  const requests: string[] = []
  let connections = 0
  let stalled = false
  let frozen = false
  let refused = false

  const serve = (socket: Socket): void => {
    if (refused) {
      socket.destroy()
      return
    }
    sockets.add(socket)
    connections += 1
    let timer: NodeJS.Timeout | undefined
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearInterval(timer)
      sockets.delete(socket)
    })
    const read = makeRtspReader((item) => {
      if (item.kind !== 'message') return
      const [method = '', uri = ''] = item.first.split(' ')
      requests.push(`${method} ${uri}`)
      const reply = (
        status: string,
        headers: readonly (readonly [string, string])[] = [],
        body = ''
      ): void => {
        const all: (readonly [string, string])[] = [
          ['CSeq', header(item.headers, 'cseq') ?? '0'],
          ...headers
        ]
        if (body !== '') all.push(['Content-Length', String(Buffer.byteLength(body))])
        socket.write(writeRtsp(`RTSP/1.0 ${status}`, all, Buffer.from(body)))
      }
      if (options.garbage !== undefined) {
        socket.write(options.garbage)
        return
      }
      if (login !== undefined && method !== 'OPTIONS') {
        const given = header(item.headers, 'authorization') ?? ''
        if (given !== expected(login, method, uri)) {
          const challenge =
            login.scheme === 'basic'
              ? `Basic realm="uji"`
              : `Digest realm="${realm.replaceAll('"', '\\"')}", nonce="${nonce}"`
          reply('401 Unauthorized', [['WWW-Authenticate', challenge]])
          return
        }
      }
      if (method === 'DESCRIBE' && options.redirectTo !== undefined)
        reply('302 Found', [['Location', options.redirectTo]])
      else if (method === 'DESCRIBE')
        reply(
          '200 OK',
          [
            ...(options.contentBase === ''
              ? []
              : [['Content-Base', options.contentBase ?? `${uri}/`] as const]),
            ['Content-Type', 'application/sdp']
          ],
          sdp(pictures, options.codec ?? 'H264')
        )
      else if (method === 'SETUP')
        reply('200 OK', [
          ['Transport', 'RTP/AVP/TCP;unicast;interleaved=0-1'],
          ['Session', '11;timeout=60']
        ])
      else if (method === 'PLAY') {
        reply('200 OK', [['Session', '11']])
        timer = play(socket, pictures, fps, {
          stalled: () => stalled,
          frozen: () => frozen,
          sent: options.sent,
          h265: options.codec === 'H265'
        })
      } else reply('200 OK', [['Public', 'OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER']])
    })
    socket.on('data', (chunk) => {
      try {
        read(chunk)
      } catch {
        socket.destroy()
      }
    })
  }

  const server = tls === undefined ? createTcp(serve) : createTls(tls, serve)
  server.on('tlsClientError', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port, // a TCP server that listens has one
    connections: () => connections,
    requests,
    stall: (now) => {
      stalled = now
    },
    freeze: (now) => {
      frozen = now
    },
    dropAll: () => {
      for (const socket of sockets) socket.destroy()
    },
    refuse: (now) => {
      refused = now
      if (now) for (const socket of sockets) socket.destroy()
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    }
  }
}

function expected(
  { user, password, scheme }: NonNullable<TestCameraOptions['login']>,
  method: string,
  uri: string
): string {
  if (scheme === 'basic') return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
  const response = md5(`${md5(`${user}:${realm}:${password}`)}:${nonce}:${md5(`${method}:${uri}`)}`)
  const quoted = (text: string): string => text.replaceAll(/["\\]/gu, (char) => `\\${char}`)
  return `Digest username="${quoted(user)}", realm="${quoted(realm)}", nonce="${nonce}", uri="${uri}", response="${response}"`
}

function sdp(pictures: readonly Picture[], codec: string): string {
  const sets = splitAnnexB(pictures[0]?.data ?? new Uint8Array())
    .filter((nal) => typeOfNal(nal) === 7 || typeOfNal(nal) === 8)
    .map((nal) => Buffer.from(nal).toString('base64'))
    .join(',')
  return [
    'v=0',
    'o=- 0 0 IN IP4 127.0.0.1',
    's=Kamera',
    'c=IN IP4 0.0.0.0',
    't=0 0',
    'm=video 0 RTP/AVP 96',
    `a=rtpmap:96 ${codec}/90000`,
    ...(codec === 'H264' ? [`a=fmtp:96 packetization-mode=1;sprop-parameter-sets=${sets}`] : []),
    'a=control:trackID=1',
    ''
  ].join('\r\n')
}

const largestPayload = 1_300

function play(
  socket: Socket,
  pictures: readonly Picture[],
  fps: number,
  is: {
    readonly stalled: () => boolean
    readonly frozen: () => boolean
    readonly sent: ((index: number) => void) | undefined
    readonly h265: boolean
  }
): NodeJS.Timeout {
  let index = 0
  let seq = 0
  const packet = (payload: Uint8Array, marker: boolean): void => {
    const rtp = Buffer.alloc(16 + payload.length)
    rtp.writeUInt8(0x24, 0)
    rtp.writeUInt8(0, 1)
    rtp.writeUInt16BE(12 + payload.length, 2)
    rtp.writeUInt8(0x80, 4)
    rtp.writeUInt8((marker ? 0x80 : 0) | 96, 5)
    rtp.writeUInt16BE(seq & 0xffff, 6)
    rtp.writeUInt32BE(Math.floor((index * 90_000) / fps) >>> 0, 8)
    rtp.writeUInt32BE(0x5157, 12)
    rtp.set(payload, 16)
    seq += 1
    socket.write(rtp)
  }
  return setInterval(() => {
    const picture = pictures[is.frozen() ? 0 : index % pictures.length]
    if (picture === undefined || is.stalled()) return
    is.sent?.(index % pictures.length)
    const nals = splitAnnexB(picture.data)
    nals.forEach((nal, i) => {
      const last = i === nals.length - 1
      if (nal.length <= largestPayload) {
        packet(nal, last)
        return
      }
      // FU-A (RFC 6184, 5.8), or FU (RFC 7798, 4.4.3).
      const first = nal[0] ?? 0
      const headBytes = is.h265 ? 2 : 1
      const head = is.h265 ? [(first & 0x81) | (49 << 1), nal[1] ?? 0] : [(first & 0xe0) | 28]
      const kind = is.h265 ? (first >> 1) & 0x3f : typeOfNal(nal)
      for (let at = headBytes; at < nal.length; at += largestPayload) {
        const part = nal.subarray(at, at + largestPayload)
        const ends = at + largestPayload >= nal.length
        const flags = (at === headBytes ? 0x80 : 0) | (ends ? 0x40 : 0)
        packet(Buffer.concat([Buffer.from([...head, flags | kind]), part]), last && ends)
      }
    })
    index += 1
  }, 1000 / fps)
}
