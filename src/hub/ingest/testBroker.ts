import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect as connectTcp, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrokerAccess } from './brokerAccess.ts'

/** Real Mosquitto for tests: Debian's package, never a stand-in. */
export const hasMosquitto = spawnSync('mosquitto', ['-h']).error === undefined

export interface TestBroker {
  readonly port: number
  readonly url: string
  /** As a power cut would. */
  kill(): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

/** Starts a broker on a free port of loopback, with the queues that docs/feed.md asks for. */
export async function startMosquitto(
  settings: readonly string[] = ['allow_anonymous true']
): Promise<TestBroker> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'siaga-mosquitto-'))
  const file = join(folder, 'mosquitto.conf')
  const queues = ['max_queued_messages 0', 'max_inflight_messages 1000']
  writeFileSync(file, [`listener ${port} 127.0.0.1`, ...queues, ...settings, ''].join('\n'))
  let child: ChildProcess | undefined

  async function start(): Promise<void> {
    child = spawn('mosquitto', ['-c', file], { stdio: 'ignore' })
    await accepting(port, child)
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }

  await start()
  return {
    port,
    url: `mqtt://127.0.0.1:${port}`,
    kill: () => end('SIGKILL'),
    start,
    async stop() {
      await end('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/**
 * One that wants a client certificate, a user and a password; stopping it removes them again.
 * Without `tls` it leaves the certificates to whatever stands before it.
 */
export async function startGuardedMosquitto(tls = true): Promise<{
  readonly broker: TestBroker
  /** What it lets in. */
  readonly access: BrokerAccess
  /** Path of a file beside its certificates; `other.pem` is a CA it knows nothing of. */
  readonly file: (name: string) => string
}> {
  const folder = mkdtempSync(join(tmpdir(), 'siaga-guarded-'))
  const file = (name: string): string => join(folder, name)
  makeCertificates(folder)
  execFileSync('mosquitto_passwd', ['-b', '-c', file('passwords'), 'siaga', 'rahasia'])
  // Mosquitto gives up the rights of root before it reads them.
  execFileSync('chmod', ['-R', 'a+rX', folder])
  const certificates = [
    `cafile ${file('ca.pem')}`,
    `certfile ${file('server.pem')}`,
    `keyfile ${file('server.key')}`,
    'require_certificate true'
  ]
  const broker = await startMosquitto([
    ...(tls ? certificates : []),
    'allow_anonymous false',
    `password_file ${file('passwords')}`
  ])
  return {
    broker: {
      ...broker,
      async stop() {
        await broker.stop()
        rmSync(folder, { recursive: true, force: true })
      }
    },
    access: {
      url: `mqtts://127.0.0.1:${broker.port}`,
      ca: file('ca.pem'),
      cert: file('client.pem'),
      key: file('client.key'),
      user: 'siaga',
      password: 'rahasia'
    },
    file
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A server that listens on TCP has an address with a port.
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Nothing announces that a broker listens, so try until it does or has ended. */
async function accepting(port: number, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`mosquitto ended with code ${child.exitCode}`)
    const socket = connectTcp(port, '127.0.0.1')
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    })
    socket.destroy()
    if (isOpen) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function makeCertificates(folder: string): void {
  const openssl = (...args: string[]): unknown =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  for (const ca of ['ca', 'other'])
    openssl(
      'req',
      '-x509',
      ...ec,
      '-keyout',
      `${ca}.key`,
      '-out',
      `${ca}.pem`,
      '-subj',
      `/CN=${ca}`,
      '-days',
      '2'
    )
  for (const [name, extension] of [
    ['server', 'subjectAltName=IP:127.0.0.1'],
    ['client', 'subjectAltName=DNS:siaga-hub']
  ] as const)
    openssl(
      'req',
      '-x509',
      ...ec,
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.pem`,
      '-subj',
      `/CN=${name}`,
      '-days',
      '2',
      '-addext',
      extension,
      '-addext',
      'basicConstraints=critical,CA:FALSE'
    )
}
