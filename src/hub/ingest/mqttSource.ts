import type { IClientOptions } from 'mqtt'
import { second } from '../../contract/time.ts'
import { monotonicMs } from '../clock.ts'
import type { Log } from '../log.ts'
import { credentialsOf, type BrokerAccess } from './brokerAccess.ts'
import { feedPrefix, heartbeatTopic } from './feed.ts'
import type { BrokerReading, Ingest, Source } from './ingest.ts'
import { createPathAge } from './loopback.ts'
import { openMqttLink, type LinkEnd, type MqttLink } from './mqttLink.ts'

/** How long the broker keeps what came while the hub was away. */
const sessionExpiryS = 7 * 24 * 3600

/** MQTT 5 CONNACK 132 and 3.1.1 CONNACK 1 both say: not this version. */
const versionRefused = new Set([132, 1])

/** After so many connections that ended before an answer, try the other version: some just hang up. */
const silentRefusals = 2

export interface MqttSourceOptions extends BrokerAccess {
  /** Fixed, so that the broker keeps the session while the hub is away. */
  readonly clientId: string
  readonly cityId: string
  readonly ingest: Ingest
  readonly log: Log
  /** How often the hub sends itself a heartbeat; every 2 s where absent. */
  readonly beatMs?: number
  /** First and longest wait before connecting again; it doubles in between. */
  readonly retryMs?: { readonly first: number; readonly most: number }
}

/**
 * Feeds the ingest from the city's broker: subscribed to all topics of the city with QoS 1, in a
 * session that the broker keeps. A message is acknowledged once it is on disk; when it cannot be
 * stored the connection is dropped, so that the broker brings it again.
 *
 * Throws a sentence when a TLS file cannot be read; anything else is retried for ever.
 */
export function startMqttSource(options: MqttSourceOptions): Source {
  const { cityId, ingest, log, retryMs = { first: second, most: 30 * second } } = options
  const url = addressOf(options.url)
  const base = connectOptions(options)
  const ownTopic = heartbeatTopic(cityId, options.clientId.replaceAll(/[^\w.:@-]/gu, '-'))
  const path = createPathAge()

  let version: 5 | 4 = 5
  let refusals = 0
  let state: BrokerReading['state'] = 'connecting'
  let since = monotonicMs()
  let attempt = 0
  let stopped = false
  let link: MqttLink | undefined
  let timer: NodeJS.Timeout | undefined

  function enter(next: BrokerReading['state']): void {
    if (next === state) return
    state = next
    since = monotonicMs()
    log(`mqtt.${next}`, { url })
  }

  function open(): void {
    attempt += 1
    link = openMqttLink({
      url: options.url,
      options: { ...base, protocolVersion: version, ...(version === 5 ? { properties } : {}) },
      topics: `${feedPrefix(cityId)}#`,
      ownTopic,
      beatMs: options.beatMs,
      accept: (topic, payload) => ingest.accept(topic, payload),
      onHeard: path.heard,
      onReady() {
        attempt = 0
        refusals = 0
        enter('connected')
      },
      onEnd
    })
  }

  function onEnd(end: LinkEnd): void {
    link = undefined
    if (stopped) return
    const wasConnected = state === 'connected'
    if (state !== 'connecting') enter('lost')
    log('mqtt.ended', { url, reason: end.reason, attempt })
    const isRefused = end.code !== undefined && versionRefused.has(end.code)
    if (!end.answered) refusals += 1
    if (isRefused || refusals >= silentRefusals) {
      version = version === 5 ? 4 : 5
      refusals = 0
    }
    // The other version is not a retry of the same thing: no need to wait.
    const wait = isRefused && version === 4 ? 0 : backOff(attempt)
    timer = setTimeout(open, wasConnected && end.code === undefined ? retryMs.first : wait)
  }

  function backOff(failures: number): number {
    const wait = Math.min(retryMs.most, retryMs.first * 2 ** Math.max(0, failures - 1))
    // Several hubs that lost one broker must not come back in step.
    return wait * (0.8 + 0.2 * Math.random())
  }

  open()
  return {
    reading: () => ({
      state,
      url,
      protocol: state === 'connected' ? (version === 5 ? '5' : '3.1.1') : undefined,
      forMs: monotonicMs() - since,
      attempt,
      pathAgeMs: path.ageMs()
    }),
    async stop() {
      stopped = true
      clearTimeout(timer)
      await link?.close()
    }
  }
}

/** The window of unacknowledged messages: as many as a group commit takes. */
const properties = { sessionExpiryInterval: sessionExpiryS, receiveMaximum: 1_000 }

function connectOptions(options: MqttSourceOptions): IClientOptions {
  return {
    ...credentialsOf(options),
    clientId: options.clientId,
    clean: false,
    keepalive: 15,
    connectTimeout: 10 * second
  }
}

/** Scheme, host and port: never a user or password. */
function addressOf(url: string): string {
  const { protocol, host } = new URL(url)
  return `${protocol}//${host}`
}
