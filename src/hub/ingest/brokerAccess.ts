import { readFileSync } from 'node:fs'
import type { IClientOptions } from 'mqtt'

/** Where a broker is and what it wants to see of a client. */
export interface BrokerAccess {
  /** mqtt, mqtts, ws or wss. */
  readonly url: string
  readonly user?: string | undefined
  readonly password?: string | undefined
  /** PEM files. */
  readonly ca?: string | undefined
  readonly cert?: string | undefined
  readonly key?: string | undefined
}

/** What mqtt.js is told of it. Throws a sentence when a PEM file cannot be read. */
export function credentialsOf({ user, password, ca, cert, key }: BrokerAccess): IClientOptions {
  return {
    rejectUnauthorized: true,
    ...(user === undefined ? {} : { username: user }),
    ...(password === undefined ? {} : { password }),
    ...(ca === undefined ? {} : { ca: readPem(ca, 'CA') }),
    ...(cert === undefined ? {} : { cert: readPem(cert, 'client certificate') }),
    ...(key === undefined ? {} : { key: readPem(key, 'key of the client certificate') })
  }
}

function readPem(file: string, what: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(`The ${what} for the broker cannot be read: ${why}.`, { cause: error })
  }
}
