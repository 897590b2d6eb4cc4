import { connect, type MqttClient } from 'mqtt'
import { credentialsOf, type BrokerAccess } from '../ingest/brokerAccess.ts'
import type { Log } from '../log.ts'

export interface PublisherOptions extends BrokerAccess {
  readonly clientId: string
  /** Messages sent and not yet acknowledged, at most. */
  readonly maxInFlight?: number
  readonly log: Log
}

/** A sender that survives its broker: nothing is given up until it was acknowledged. */
export interface FeedPublisher {
  /** QoS 1. Resolves when there is room for another message, not when this one is acknowledged. */
  send(topic: string, payload: string, options?: { readonly retain?: boolean }): Promise<void>
  /** QoS 0 and only while connected: a heartbeat that comes late says nothing. */
  beat(topic: string): void
  /** Resolves when everything sent so far is acknowledged, or the publisher was stopped. */
  drained(): Promise<void>
  stop(): Promise<void>
}

interface Unacknowledged {
  readonly topic: string
  readonly payload: string
  readonly retain: boolean
}

const retryMs = 500

/** Throws a sentence when a PEM file cannot be read; anything else is retried for ever. */
export function openFeedPublisher(options: PublisherOptions): FeedPublisher {
  const { maxInFlight = 200 } = options
  const client = connectTo(options)
  let inFlight = 0
  let stopped = false
  let waiting: (() => void)[] = []

  function wake(): void {
    const woken = waiting
    waiting = []
    for (const resolve of woken) resolve()
  }

  async function until(condition: () => boolean): Promise<void> {
    while (!stopped && !condition()) await new Promise<void>((resolve) => waiting.push(resolve))
  }

  // mqtt.js keeps messages over a lost connection, but drops some when the broker has lost the
  // session: those fail here and are sent again.
  function deliver(message: Unacknowledged): void {
    if (stopped) return
    client.publish(message.topic, message.payload, { qos: 1, retain: message.retain }, (error) => {
      if (error && !stopped) {
        setTimeout(() => deliver(message), retryMs).unref()
        return
      }
      inFlight -= 1
      wake()
    })
  }

  return {
    async send(topic, payload, { retain = false } = {}) {
      await until(() => inFlight < maxInFlight)
      if (stopped) return
      inFlight += 1
      deliver({ topic, payload, retain })
    },
    beat(topic) {
      if (client.connected && !stopped) client.publish(topic, '{}', { qos: 0 })
    },
    drained: () => until(() => inFlight === 0),
    async stop() {
      if (stopped) return
      stopped = true
      wake()
      await client.endAsync(true)
    }
  }
}

function connectTo(options: PublisherOptions): MqttClient {
  const { url, clientId, log } = options
  const client = connect(url, {
    ...credentialsOf(options),
    clientId,
    // 3.1.1: the embedded broker speaks no other, and nothing here needs more.
    protocolVersion: 4,
    reconnectPeriod: 1_000,
    connectTimeout: 10_000
  })
  client.on('connect', () => log('publisher.connected', { client: clientId }))
  client.on('close', () => log('publisher.disconnected', { client: clientId }))
  client.on('error', (error) => log('publisher.error', { client: clientId, error: error.message }))
  return client
}
