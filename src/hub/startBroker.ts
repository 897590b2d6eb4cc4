import type { HubConfig } from '../contract/config.ts'
import { ConfigError } from './hubConfig.ts'
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
  /** Where the simulator publishes; may hold a password, so it is never shown. */
  readonly publishUrl: string
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
    const broker = await startEmbeddedBroker({ port: config.brokerPort, cityId, ingest, log })
    return { ...broker, publishUrl: broker.url, simulate: simulates }
  }
  const source = startMqttSource({
    url: mqtt,
    clientId: config.mqttClientId ?? `siaga-hub-${cityId}`,
    user: config.mqttUser,
    password: config.mqttPassword,
    ca: config.mqttCa,
    cert: config.mqttCert,
    key: config.mqttKey,
    cityId,
    ingest,
    log
  })
  return { ...source, publishUrl: withCredentials(config, mqtt), simulate: simulates }
}

function withCredentials({ mqttUser, mqttPassword }: HubConfig, address: string): string {
  const url = new URL(address)
  if (mqttUser !== undefined) url.username = encodeURIComponent(mqttUser)
  if (mqttPassword !== undefined) url.password = encodeURIComponent(mqttPassword)
  return url.href
}
