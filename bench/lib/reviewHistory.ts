import type { City } from '../../src/contract/city.ts'
import type { Assignment, Incident } from '../../src/contract/incident.ts'
import { day, minute, type Moment } from '../../src/contract/time.ts'
import { pastIncidents, seeded } from './history.ts'

/** Three years of incidents whose agencies have times of their own, the same at every call. */
export function* reviewIncidents(
  city: City,
  { incidents, until }: { readonly incidents: number; readonly until: Moment }
): Generator<Incident> {
  const random = seeded(2025)
  const agencies = city.agencies.map(({ id }) => id)
  for (const incident of pastIncidents(city, { incidents, days: 1095, until, open: 20 })) {
    const { arrivedAt, district, ...rest } = incident
    const second = agencies[Math.floor(random() * agencies.length)] ?? ''
    const own = incident.assignments.map(({ agency }) => agency)
    const sent = random() < 0.3 && !own.includes(second) ? [...own, second] : own
    const isSilent = random() < 0.02
    yield {
      ...rest,
      ...(random() < 0.03 || district === undefined ? {} : { district }),
      ...(arrivedAt === undefined || isSilent ? {} : { arrivedAt }),
      assignments: sent.map((agency) => partOf(agency, incident, random)),
      exercise: random() < 0.005
    }
  }
}

function partOf(agency: string, incident: Incident, random: () => number): Assignment {
  const { status, closedAt, arrivedAt } = incident
  if (arrivedAt === undefined || random() < 0.05) return { agency, status }
  return {
    agency,
    status,
    arrivedAt: arrivedAt + Math.round(random() * random() * 8 * minute),
    ...(closedAt === undefined ? {} : { closedAt })
  }
}

/** One incident in numbers, by the plain rules of Semarang: UTC+7, ten minutes until arrival. */
export function plainIncident({ receivedAt, arrivedAt, ...rest }: Incident, now: Moment) {
  const local = receivedAt + 7 * 60 * minute
  const localDay = Math.floor(local / day)
  const way = (at: Moment | undefined, isClosed: boolean) => {
    const ms = at === undefined ? undefined : at - receivedAt
    if (ms !== undefined) return { ms, verdict: ms <= 10 * minute ? 0 : 1 }
    return { ms, verdict: isClosed ? 3 : now - receivedAt > 10 * minute ? 1 : 2 }
  }
  const isClosed = rest.status === 'closed'
  return {
    localDay,
    hour: Math.floor((local - localDay * day) / (60 * minute)),
    /** 0 = Monday. */
    weekday: (localDay + 3) % 7,
    category: rest.category,
    district: rest.district ?? 'unknown',
    exercise: rest.exercise,
    ...way(arrivedAt, isClosed),
    parts: rest.assignments.map((part) => ({
      agency: part.agency,
      ...way(part.arrivedAt, isClosed)
    }))
  }
}
