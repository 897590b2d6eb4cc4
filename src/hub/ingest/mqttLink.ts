import { connect, type IClientOptions, type IPublishPacket, type MqttClient } from 'mqtt'
import { second } from '../../contract/time.ts'
import { monotonicMs } from '../clock.ts'
import { loopbackEveryMs } from './loopback.ts'

/** A connection whose own heartbeats stopped coming back for so long is given up. */
const deafAfterMs = 30 * second

/** Messages being stored at most; beyond, the socket is not read. */
const maxUnstored = 4_096

export interface LinkEnd {
  readonly reason: string
  /** Reason code of a CONNACK that refused. */
  readonly code: number | undefined
  /** Whether the broker said anything at all. */
  readonly answered: boolean
}

export interface LinkOptions {
  readonly url: string
  readonly options: IClientOptions
  /** What to subscribe to. */
  readonly topics: string
  /** The hub's own heartbeat, which is heard but not passed on. */
  readonly ownTopic: string
  /** How often that is sent; every 2 s where absent. */
  readonly beatMs?: number | undefined
  readonly accept: (topic: string, payload: Uint8Array) => Promise<void>
  readonly onHeard: () => void
  /** Connected and subscribed. */
  readonly onReady: () => void
  /** Called once, however it ended; not after `close`. */
  readonly onEnd: (end: LinkEnd) => void
}

export interface MqttLink {
  close(): Promise<void>
}

/**
 * One connection to a broker, from CONNECT to its end; there is no reconnect inside, so an
 * acknowledgement can never go out on a later connection than its message came in on.
 *
 * mqtt.js would acknowledge as soon as a message was handed over, or wait for each before it reads
 * the next. Here the PUBACK is skipped (`handleMessage` answers with an error, which has no other
 * effect) and sent once the message is on disk, in the order of arrival, through the private
 * `_sendPacket`. mqttSource.test.ts holds that contract against a real broker.
 */
export function openMqttLink(link: LinkOptions): MqttLink {
  const client = connect(link.url, {
    ...link.options,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false
  })
  const deferred = new Error('acknowledged later')
  let reason = 'closed'
  let code: number | undefined
  let answered = false
  let ended = false
  let closing = false
  let unstored = 0
  let heldBack: (() => void)[] = []
  let timer: NodeJS.Timeout | undefined
  let echoedAt: number | undefined

  client.handleMessage = (packet, done) => {
    link.onHeard()
    if (packet.topic === link.ownTopic) {
      echoedAt = monotonicMs()
      if (packet.qos > 0) acknowledge(packet)
      return done(deferred)
    }
    unstored += 1
    link.accept(packet.topic, bytesOf(packet)).then(
      () => {
        if (packet.qos > 0) acknowledge(packet)
        settled()
      },
      (error: unknown) => {
        // Acknowledge nothing more here: a new connection makes the broker send it all again.
        if (packet.qos > 0) giveUp(error instanceof Error ? error.message : 'not stored')
        settled()
      }
    )
    if (unstored < maxUnstored) done(deferred)
    else heldBack.push(() => done(deferred))
  }

  function settled(): void {
    unstored -= 1
    if (unstored > maxUnstored / 2) return
    const ready = heldBack
    heldBack = []
    for (const goOn of ready) goOn()
  }

  function acknowledge({ messageId }: IPublishPacket): void {
    if (ended || !client.connected || messageId === undefined) return
    // Private in mqtt.js; pinned, and covered by a test.
    const { _sendPacket } = client as unknown as { _sendPacket(packet: object): void }
    _sendPacket.call(client, { cmd: 'puback', messageId, reasonCode: 0 })
  }

  function giveUp(why: string): void {
    if (ended) return
    reason = why
    end()
    client.end(true)
  }

  function end(): void {
    if (ended) return
    ended = true
    clearInterval(timer)
    if (!closing) link.onEnd({ reason, code, answered })
  }

  function beat(): void {
    if (echoedAt !== undefined && monotonicMs() - echoedAt > deafAfterMs)
      giveUp('connected, but nothing comes through')
    else if (client.connected) client.publish(link.ownTopic, '', { qos: 0 })
  }

  client.on('packetreceive', (packet) => {
    answered = true
    // A negative value, which a cut-off packet yields, would throw in the keep-alive timer and end
    // the process (mqtt.js 5.16).
    if (packet.cmd === 'connack' && (packet.properties?.serverKeepAlive ?? 0) < 0)
      delete packet.properties?.serverKeepAlive
  })
  client.on('connect', () => {
    client.subscribe(link.topics, { qos: 1 }, (error, granted) => {
      if (ended) return
      const refused = granted?.some(({ qos }) => qos > 2) ?? false
      if (error !== null || refused) return giveUp('the broker refused the subscription')
      link.onReady()
      beat()
      timer = setInterval(beat, link.beatMs ?? loopbackEveryMs)
    })
  })
  client.on('error', (error) => {
    reason = error.message
    if ('code' in error && typeof error.code === 'number') code = error.code
    giveUp(reason)
  })
  client.on('close', () => {
    end()
    client.end(true)
  })

  return {
    async close() {
      closing = true
      end()
      await ending(client)
    }
  }
}

/** DISCONNECT first; but a broker that never answered a SUBSCRIBE would keep us waiting for ever. */
async function ending(client: MqttClient): Promise<void> {
  const patience = new Promise<void>((resolve) => setTimeout(resolve, second).unref())
  await Promise.race([client.endAsync(!client.connected), patience])
  client.stream.destroy()
}

function bytesOf({ payload }: IPublishPacket): Uint8Array {
  return typeof payload === 'string' ? Buffer.from(payload) : payload
}
