import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Health } from '../../contract/health.ts'
import type { Aggregates } from '../aggregates/aggregates.ts'
import type { Route } from './httpServer.ts'
import type { RequestGuard } from './requestGuard.ts'

export interface HttpApiOptions {
  readonly guard: RequestGuard
  readonly aggregates: Pick<Aggregates, 'value'>
  readonly health: () => Health
  readonly uptimeMs: () => number
}

/** What monitoring reads without a token: nothing about incidents but how many were refused. */
export interface HealthReport {
  /** `degraded`: the broker is not connected, or the store cannot write. */
  readonly status: 'ok' | 'degraded'
  readonly uptimeS: number
  readonly broker: Health['broker']['state']
  /** Seconds since a source last said anything; null before the first message. */
  readonly lastMessageAgeS: number | null
  readonly store: Health['store']['state']
  /** Messages refused since the store was made. */
  readonly rejected: number
}

/** `/healthz`, and `/api/counts` for those who bring the token. */
export function httpApi({ guard, aggregates, health, uptimeMs }: HttpApiOptions): Route {
  return (path, request, response) => {
    if (path === '/healthz') {
      sendJson(response, 200, healthReport(health(), uptimeMs()))
      return true
    }
    if (path !== '/api/counts') return path.startsWith('/api/') && notFound(response)
    if (guard.hasToken(bearerOf(request))) sendJson(response, 200, countsOf(aggregates))
    else {
      response.setHeader('WWW-Authenticate', 'Bearer')
      sendJson(response, 401, { error: 'Authorization: Bearer TOKEN is missing or wrong.' })
    }
    return true
  }
}

export function healthReport(health: Health, uptimeMs: number): HealthReport {
  const fine = health.broker.state === 'connected' && health.store.state === 'ok'
  return {
    status: fine ? 'ok' : 'degraded',
    uptimeS: Math.floor(uptimeMs / 1000),
    broker: health.broker.state,
    lastMessageAgeS:
      health.messageAgeMs === undefined ? null : Math.round(health.messageAgeMs / 100) / 10,
    store: health.store.state,
    rejected: health.rejected.messages
  }
}

/** The figures of the wall as other programs want them: incidents, exercises left out. */
export function countsOf(aggregates: Pick<Aggregates, 'value'>) {
  const open = aggregates.value('openCounts')
  const volume = aggregates.value('volume')
  const districts = aggregates.value('districtCounts')
  return {
    open: open.open,
    late: open.late,
    arrived: open.arrived,
    exercises: open.exercises,
    today: volume.today.count,
    month: volume.month.count,
    total: volume.total,
    callsToday: aggregates.value('callCounts').today,
    byDistrictToday: districts.today,
    unknownDistrictToday: districts.unknown,
    response: aggregates.value('responseTimes')
  }
}

function bearerOf({ headers }: IncomingMessage): string | undefined {
  return /^Bearer ([\w.~+/=-]+)$/u.exec(headers.authorization ?? '')?.[1]
}

function notFound(response: ServerResponse): true {
  sendJson(response, 404, { error: 'Not found.' })
  return true
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(value))
}
