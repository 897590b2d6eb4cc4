import type { Aggregates } from '../../contract/aggregates.ts'
import type { WallCity } from '../../contract/city.ts'
import type { IncidentStatus, Priority, WallIncident } from '../../contract/incident.ts'
import { responseClock, targetsFor } from '../../contract/responseTarget.ts'
import { minute, second, type Moment } from '../../contract/time.ts'
import { makeWallIncident } from '../../testing/make.ts'
import { makeChance } from './chance.ts'

interface CrowdOptions {
  readonly city: WallCity
  readonly now: Moment
  readonly count: number
  readonly seed?: number
  /** The oldest was received so long ago. */
  readonly withinMs?: number
  /** Share that has arrived. */
  readonly arrived?: number
}

/** Open incidents all over a city, the same at every run. */
export function makeCrowd(options: CrowdOptions): readonly WallIncident[] {
  const { city, now, count, seed = 5, withinMs = 14 * minute, arrived = 0.35 } = options
  const chance = makeChance(seed)
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(chance() * from.length)]
  return Array.from({ length: count }, (_, index) => {
    const category = pick(city.categories)
    const district = pick(city.districts)
    const subdistrict = district && pick(district.subdistricts)
    const [lon, lat] = district?.centroid ?? city.centre
    const radius = Math.sqrt((district?.areaKm2 ?? 4) / Math.PI) / 140
    const receivedAt = Math.round(now - (20 * second + chance() * withinMs))
    const age = now - receivedAt
    const status: IncidentStatus =
      chance() < arrived
        ? 'onScene'
        : age < 90 * second
          ? 'received'
          : chance() < 0.5
            ? 'enRoute'
            : 'dispatched'
    const rank = ['received', 'dispatched', 'enRoute', 'onScene'].indexOf(status)
    const times = {
      ...(rank >= 1 && { dispatchedAt: Math.round(receivedAt + age * 0.2) }),
      ...(rank >= 2 && { departedAt: Math.round(receivedAt + age * 0.4) }),
      ...(rank >= 3 && { arrivedAt: Math.round(receivedAt + Math.min(age * 0.8, 9 * minute)) })
    }
    const agencies = category?.agencies.slice(0, 1 + Math.floor(chance() * 2)) ?? []
    return makeWallIncident({
      id: `${city.id}-${String(index).padStart(4, '0')}`,
      category: category?.id ?? 'lain',
      priority: priority(chance()),
      status,
      receivedAt,
      ...times,
      ...(category?.private !== true && {
        position: [lon + (chance() - 0.5) * 2 * radius, lat + (chance() - 0.5) * 2 * radius],
        ...(subdistrict && { subdistrict: subdistrict.code })
      }),
      ...(district && { district: district.code }),
      assignments: rank === 0 ? [] : agencies.map((agency) => ({ agency, status, ...times }))
    })
  })
}

function priority(chance: number): Priority {
  if (chance < 0.08) return 1
  if (chance < 0.36) return 2
  return chance < 0.72 ? 3 : 4
}

/** The open counts of some incidents, judged as the hub does. */
export function countOpen(
  incidents: readonly WallIncident[],
  city: WallCity,
  now: Moment
): Aggregates['openCounts'] {
  const byAgency: Record<string, { open: number; late: number }> = {}
  let late = 0
  let arrived = 0
  for (const incident of incidents) {
    const { state } = responseClock(
      incident,
      targetsFor(city.responseTargets, incident.category),
      now
    )
    if (state === 'late') late += 1
    if (state === 'stopped') arrived += 1
    for (const { agency } of incident.assignments) {
      const counts = (byAgency[agency] ??= { open: 0, late: 0 })
      counts.open += 1
      if (state === 'late') counts.late += 1
    }
  }
  return { open: incidents.length, late, arrived, exercises: 0, byAgency }
}

/** Today's counts by district: at least what is open there. */
export function countDistricts(incidents: readonly WallIncident[]): Aggregates['districtCounts'] {
  const today: Record<string, number> = {}
  let unknown = 0
  for (const { district } of incidents) {
    if (district === undefined) unknown += 1
    else today[district] = (today[district] ?? 0) + 1
  }
  return { today, unknown }
}
