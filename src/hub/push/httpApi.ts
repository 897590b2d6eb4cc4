import type { Health } from '../../contract/health.ts'
import type { AggregateTopic, WallAggregates } from '../../contract/aggregates.ts'
import type { Aggregates } from '../aggregates/aggregates.ts'
import type { Redaction } from '../control/redact.ts'
import type { Route } from './httpServer.ts'
import { sendJson, type ApiCalls } from './tokenApi.ts'

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
  readonly rejected: Health['rejected']['messages']
}

/** `/healthz`, for everybody. */
export function healthRoute(health: () => Health, uptimeMs: () => number): Route {
  return (path, _request, response) => {
    if (path !== '/healthz') return false
    sendJson(response, 200, healthReport(health(), uptimeMs()))
    return true
  }
}

/** The same figures as a window is told in the wall's mode. */
export function countsApi(
  aggregates: Pick<Aggregates, 'value'>,
  redaction: () => Redaction
): ApiCalls {
  return {
    '/api/counts': {
      method: 'GET',
      answer: (_request, response) =>
        sendJson(response, 200, countsOf(shownFigures(aggregates, redaction())))
    }
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

type Shown = <T extends Exclude<AggregateTopic, `density:${string}`>>(topic: T) => WallAggregates[T]

function shownFigures(aggregates: Pick<Aggregates, 'value'>, redaction: Redaction): Shown {
  return (topic) => {
    const shown = redaction.aggregate(topic, aggregates.value(topic))
    if (shown === undefined) throw new Error(`Nothing of ${topic} is told.`)
    return shown
  }
}

/** The figures of the wall as other programs want them: incidents, exercises left out. */
export function countsOf(value: Shown) {
  const open = value('openCounts')
  const volume = value('volume')
  const districts = value('districtCounts')
  return {
    open: open.open,
    late: open.late,
    arrived: open.arrived,
    exercises: open.exercises,
    today: volume.today.count,
    month: volume.month.count,
    total: volume.total,
    callsToday: value('callCounts').today,
    byDistrictToday: districts.today,
    unknownDistrictToday: districts.unknown,
    response: value('responseTimes')
  }
}
