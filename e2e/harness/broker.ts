import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { connectAsync } from 'mqtt'
import { endGroup, findProgram, freePort, startProgram } from './programs.ts'

/** A real Mosquitto on a random loopback port that keeps its sessions through restarts. */
export interface Broker {
  readonly url: string
  start(): Promise<void>
  stop(): Promise<void>
  /**
   * Publishes with QoS 1 and resolves when the broker has acknowledged it. The payload goes over
   * stdin: a megabyte is too long for a command line.
   */
  publish(topic: string, payload: string | Buffer): Promise<void>
  /** Many, as JSON, over one connection. */
  publishLines(messages: readonly (readonly [topic: string, body: object])[]): Promise<void>
  remove(): Promise<void>
}

export const hasMosquitto =
  findProgram('mosquitto') !== undefined && findProgram('mosquitto_pub') !== undefined

export async function makeBroker(): Promise<Broker> {
  const folder = await mkdtemp(path.join(tmpdir(), 'siaga-e2e-broker-'))
  const port = await freePort()
  const config = path.join(folder, 'mosquitto.conf')
  await writeFile(config, configuration(port, folder))
  let child: ChildProcess | undefined

  async function start(): Promise<void> {
    child = startProgram(findProgram('mosquitto') ?? 'mosquitto', ['-c', config], {
      stdio: 'ignore'
    })
    await accepting(port)
  }

  async function stop(): Promise<void> {
    if (child !== undefined) await endGroup(child, 'SIGTERM')
    child = undefined
  }

  return {
    url: `mqtt://127.0.0.1:${port}`,
    start,
    stop,
    publish: (topic, payload) => publish(port, topic, payload),
    publishLines: (messages) => publishLines(port, messages),
    async remove() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    }
  }
}

/** The limits without which Mosquitto drops what a hub that is away should get (measured). */
function configuration(port: number, folder: string): string {
  return [
    `listener ${port} 127.0.0.1`,
    'allow_anonymous true',
    `user ${userInfo().username}`,
    'persistence true',
    `persistence_location ${folder}/`,
    'max_queued_messages 0',
    'max_inflight_messages 1000',
    ''
  ].join('\n')
}

async function publish(port: number, topic: string, payload: string | Buffer): Promise<void> {
  // Nothing at all cannot come over stdin, and a program that reads none may be gone before its end.
  const empty = payload.length === 0
  const body = empty ? '-n' : '-s'
  const args = ['-h', '127.0.0.1', '-p', String(port), '-V', 'mqttv5', '-q', '1', '-t', topic, body]
  const child = startProgram('mosquitto_pub', args, {
    stdio: [empty ? 'ignore' : 'pipe', 'ignore', 'pipe']
  })
  const complaints: Buffer[] = []
  child.stderr?.on('data', (chunk: Buffer) => complaints.push(chunk))
  child.stdin?.end(payload)
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`mosquitto_pub: ${Buffer.concat(complaints).toString('utf8')}`)
}

/** A client of our own: a process a message would take minutes. */
async function publishLines(
  port: number,
  messages: readonly (readonly [topic: string, body: object])[]
): Promise<void> {
  const client = await connectAsync(`mqtt://127.0.0.1:${port}`, { protocolVersion: 5 })
  await Promise.all(
    messages.map(([topic, body]) => client.publishAsync(topic, JSON.stringify(body), { qos: 1 }))
  )
  await client.endAsync()
}

async function accepting(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const socket = connect(port, '127.0.0.1')
    const open = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false)
    ]).catch(() => false)
    socket.destroy()
    if (open) return
    await wait(25)
  }
  throw new Error(`Mosquitto does not accept connections on port ${port}.`)
}
