import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HubConfig } from '../contract/config.ts'
import { ConfigError } from './hubConfig.ts'
import type { BrokerAccess } from './ingest/brokerAccess.ts'
import { startEmbeddedBroker } from './ingest/embeddedBroker.ts'
import type { Ingest, Source } from './ingest/ingest.ts'
import { startMqttSource } from './ingest/mqttSource.ts'
import type { Log } from './log.ts'

export interface BrokerOptions {
  readonly config: HubConfig
  readonly cityId: string
  readonly ingest: Ingest
  readonly log: Log
}

/** The broker the hub listens to. */
export type HubBroker = Source & {
  /** For the simulator, which publishes as any client would. Never shown: it may hold a password. */
  readonly access: BrokerAccess
  readonly simulate: boolean
}

/**
 * The city's broker where one is named, else one of our own with a simulated city on it, unless the
 * configuration says otherwise. Rejects with a sentence.
 */
export async function startBroker(options: BrokerOptions): Promise<HubBroker> {
  const { config, cityId, ingest, log } = options
  const { mqtt, simulate } = config
  if (mqtt !== undefined && config.broker === 'embedded')
    throw new ConfigError('--broker: "embedded" and an address in --mqtt exclude each other.')
  const simulates = simulate === undefined ? mqtt === undefined : simulate !== 'off'
  if (mqtt === undefined) {
    const broker = await startOwnBroker(options)
    return { ...broker, access: { url: broker.url }, simulate: simulates }
  }
  const access: BrokerAccess = {
    url: mqtt,
    user: config.mqttUser,
    password: config.mqttPassword,
    ca: config.mqttCa,
    cert: config.mqttCert,
    key: config.mqttKey
  }
  const clientId = config.mqttClientId ?? `siaga-hub-${cityId}`
  const source = startMqttSource({ ...access, clientId, cityId, ingest, log })
  return { ...source, access, simulate: simulates }
}

/**
 * The port of the last start, 1883 before the first, any free one where that is taken: whoever was
 * told where to publish need not be told again. One that the configuration names is not kept.
 */
async function startOwnBroker({ config, cityId, ingest, log }: BrokerOptions) {
  if (config.brokerPort !== undefined)
    return startEmbeddedBroker({ port: config.brokerPort, cityId, ingest, log })
  const file = join(config.data, 'broker-port')
  const broker = await startEmbeddedBroker({
    port: undefined,
    usualPort: readPort(file) ?? 1883,
    cityId,
    ingest,
    log
  })
  writeFileSync(file, `${new URL(broker.url).port}\n`)
  return broker
}

function readPort(file: string): number | undefined {
  try {
    const port = Number(readFileSync(file, 'utf8').trim())
    return Number.isInteger(port) && port > 0 && port <= 65_535 ? port : undefined
  } catch {
    return undefined
  }
}
