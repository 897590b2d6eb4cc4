import { connect as connectTcp, createServer, type Server, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { CameraProblem } from '../../contract/camera.ts'
import { authorisation, type Credentials } from './digestAuth.ts'
import { problemOf } from './pinnedHttp.ts'
import type { PinnedAddress } from './resolveCamera.ts'
import { headersOf, makeRtspReader, writeRtsp, type RtspItem } from './rtspMessages.ts'

/**
 * A loopback port through which one ffmpeg speaks with one camera. What ffmpeg knows is this port:
 * the address, the password and the TLS of the camera stay here. So nothing of them is in a process
 * list, the certificate is verified (ffmpeg 5 does not), the connection goes to the address that was
 * judged, and a redirect ends it.
 */
export interface RtspRelay {
  /** For ffmpeg: holds nothing but the port. */
  readonly url: string
  /** Why the camera did not serve, as far as its answers told. */
  readonly problem: () => CameraProblem | undefined
  readonly close: () => void
}

type Message = Extract<RtspItem, { kind: 'message' }>

/** Rejects when no loopback port is to be had. */
export async function openRtspRelay(
  camera: PinnedAddress,
  credentials: Credentials | undefined,
  /** Hears the `Date` of the camera's answers. */
  hearDate?: (date: string) => void
): Promise<RtspRelay> {
  let problem: CameraProblem | undefined
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    // Exactly one caller: the ffmpeg this port was opened for.
    server.close()
    sockets.add(client)
    relay(client)
  })
  const port = await listen(server)
  const local = `rtsp://127.0.0.1:${port}/camera`
  const real = realUrl(camera)

  const relay = (client: Socket): void => {
    const upstream = connectCamera(camera)
    sockets.add(upstream)
    const end = (why?: CameraProblem): void => {
      problem ??= why
      client.destroy()
      upstream.destroy()
    }
    client.on('error', () => end()).on('close', () => end())
    upstream.on('error', (error) => end(problemOf(error))).on('close', () => end())

    let challenges: readonly string[] = []
    let asked: Message | undefined
    let triedPassword = false

    const send = (message: Message): void => {
      const [method = '', uri = '', version = 'RTSP/1.0'] = message.first.split(' ')
      const realUri = uri.startsWith(local) ? real + uri.slice(local.length) : uri
      const auth = credentials && authorisation(challenges, credentials, { method, uri: realUri })
      const headers = message.headers.filter(([name]) => name.toLowerCase() !== 'authorization')
      upstream.write(
        writeRtsp(
          `${method} ${realUri} ${version}`,
          auth === undefined ? headers : [...headers, ['Authorization', auth]],
          message.body
        )
      )
    }

    const fromClient = makeRtspReader((item) => {
      if (item.kind === 'interleaved') {
        upstream.write(item.data)
        return
      }
      asked = item
      triedPassword = false
      send(item)
    })

    const answer = (message: Message): void => {
      const status = Number(
        /^RTSP\/\d\.\d (?<status>\d{3})/u.exec(message.first)?.groups?.['status']
      )
      // A camera may not ask anything of us, nor send us elsewhere.
      if (!Number.isInteger(status)) return end('unreadable')
      if (status >= 300 && status < 400) return end('forbiddenAddress')
      if (status === 401 && credentials && asked !== undefined && !triedPassword) {
        triedPassword = true
        challenges = headersOf(message.headers, 'www-authenticate')
        if (challenges.length > 0) return send(asked)
      }
      if (status === 401 || status === 403) return end('unauthorised')
      if (status === 404) return end('notFound')
      const [date] = headersOf(message.headers, 'date')
      if (date !== undefined) hearDate?.(date)
      if (isForeignSdp(message)) return end('unsupportedCodec')
      client.write(writeRtsp(message.first, message.headers, message.body))
      return undefined
    }

    const fromCamera = makeRtspReader((item) => {
      if (item.kind === 'interleaved') client.write(item.data)
      else answer(item)
    })

    client.on(
      'data',
      guarded(fromClient, () => end('unreadable'))
    )
    upstream.on(
      'data',
      guarded(fromCamera, () => end('unreadable'))
    )
    // A reader that cannot keep up must not fill the hub's memory.
    upstream.on('data', () => {
      if (client.writableLength > mostWaiting) end('stalled')
    })
  }

  return {
    url: local,
    problem: () => problem,
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    }
  }
}

/** A description (RFC 4566) of no video that any window could decode. */
function isForeignSdp({ headers, body }: Message): boolean {
  if (!headersOf(headers, 'content-type').some((type) => /application\/sdp/iu.test(type)))
    return false
  return !/^a=rtpmap:\d+ H26[45]\//imu.test(Buffer.from(body).toString('latin1'))
}

const mostWaiting = 8 * 1024 * 1024
const connectWithinMs = 10_000

function guarded(read: (chunk: Uint8Array) => void, fail: () => void): (chunk: Buffer) => void {
  return (chunk) => {
    try {
      read(chunk)
    } catch {
      fail()
    }
  }
}

function connectCamera({ scheme, host, ip, port }: PinnedAddress): Socket {
  const socket =
    scheme === 'rtsps'
      ? connectTls({
          host: ip,
          port,
          ...(host === ip ? {} : { servername: host }),
          rejectUnauthorized: true
        })
      : connectTcp({ host: ip, port })
  socket.setNoDelay(true)
  socket.setTimeout(connectWithinMs, () => socket.destroy(new Error('silent')))
  return socket
}

function realUrl({ scheme, host, port, path }: PinnedAddress): string {
  const name = host.includes(':') ? `[${host}]` : host
  const usual = scheme === 'rtsps' ? 322 : 554
  return `${scheme}://${name}${port === usual ? '' : `:${port}`}${path}`
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}
