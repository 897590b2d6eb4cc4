import type { HubConfig } from '../contract/config.ts'
import { ConfigError } from './hubConfig.ts'
import { startHttpServer, type HttpServer } from './push/httpServer.ts'

/** Rejects with a sentence when port or address are not to be had. */
export async function listenForWindows({
  host,
  port
}: Pick<HubConfig, 'host' | 'port'>): Promise<HttpServer> {
  try {
    return await startHttpServer(host, port)
  } catch (error) {
    throw new ConfigError(sentence(codeOf(error), host, port), { cause: error })
  }
}

function sentence(code: string, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `--port: port ${port} on ${host} is taken; choose another, or leave it out for any free one.`
    case 'EACCES':
      return `--port: port ${port} needs rights this user does not have; choose one above 1023.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `--host: ${host} is not an address of this machine.`
    default:
      return `--port: cannot listen on ${host}, port ${port} (${code}).`
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
