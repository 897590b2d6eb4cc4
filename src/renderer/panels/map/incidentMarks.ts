import type { CategoryIcon, WallCity } from '../../../contract/city.ts'
import type { Position } from '../../../contract/geo.ts'
import { severityOf, type Severity, type WallIncident } from '../../../contract/incident.ts'
import { isUrgent, leadOf, openIncidents } from '../../../contract/leadIncident.ts'
import type { ResponseClock } from '../../../contract/responseTarget.ts'

/** One open incident as it stands on the map; lengths in design pixels (hundredths of a rem). */
export interface IncidentMark {
  readonly id: string
  readonly position: Position
  readonly severity: Severity
  readonly icon: CategoryIcon
  readonly exercise: boolean
  readonly receivedAt: number
  readonly clock: ResponseClock
  readonly late: boolean
  readonly arrived: boolean
  /** The one the whole wall looks at, when it calls for action or was chosen: it has a ring. */
  readonly lead: boolean
  /** Half the width of its mark. */
  readonly radius: number
  /** Size of its clock; undefined when it has none. */
  readonly clockSize: number | undefined
}

export interface MapIncidents {
  /** In drawing order: the severest unfinished come last, on top. */
  readonly marks: readonly IncidentMark[]
  /** Open incidents without a point: private categories, or the feed did not say. */
  readonly withoutPoint: number
}

/** More waiting incidents than this is a surge: what has been reached steps back. */
const surgeAbove = 12
/** More than this is a flood: only critical, high and late ones keep their clocks. */
const floodAbove = 60

const rank: Readonly<Record<Severity, number>> = { critical: 0, high: 1, medium: 2, low: 3 }

export function incidentMarks(
  incidents: Iterable<WallIncident>,
  city: Pick<WallCity, 'categories' | 'responseTargets'>,
  now: number,
  focused?: string
): MapIncidents {
  const icons = new Map(city.categories.map(({ id, icon }) => [id, icon]))
  const open = openIncidents(incidents, city, now)
  const first = leadOf(open, focused)
  const ringed = first && (isUrgent(first) || first.incident.id === focused)
  const lead = ringed ? first.incident.id : undefined
  const crowd = open.length > floodAbove ? 'flood' : open.length > surgeAbove ? 'surge' : 'calm'
  const marks = open.flatMap(({ incident, clock }): IncidentMark[] => {
    if (incident.position === undefined) return []
    const severity = severityOf(incident.priority)
    const look = { severity, late: clock.state === 'late', arrived: clock.state === 'stopped' }
    return [
      {
        id: incident.id,
        position: incident.position,
        icon: icons.get(incident.category) ?? 'other',
        exercise: incident.exercise,
        receivedAt: incident.receivedAt,
        clock,
        lead: incident.id === lead,
        ...look,
        ...sizeOf({ ...look, lead: incident.id === lead }, crowd)
      }
    ]
  })
  return { marks: marks.sort(byDrawing), withoutPoint: open.length - marks.length }
}

/**
 * The lead above all, drills below all; unfinished above arrived, severe above mild, late above in
 * time, old above new.
 */
function byDrawing(a: IncidentMark, b: IncidentMark): number {
  return height(a) - height(b) || b.receivedAt - a.receivedAt || (a.id < b.id ? -1 : 1)
}

function height({ lead, late, arrived, exercise, severity }: IncidentMark): number {
  if (lead) return 100
  return (exercise ? -50 : 0) + (arrived ? -20 : 0) - 2 * rank[severity] + (late ? 1 : 0)
}

/** The order in which clocks are placed: the lead's, late ones, the rest; each as they are drawn. */
export function byImportance(marks: readonly IncidentMark[]): IncidentMark[] {
  const stage = ({ lead, late }: IncidentMark): number => (lead ? 0 : late ? 1 : 2)
  return marks.toReversed().sort((a, b) => stage(a) - stage(b))
}

type Look = Pick<IncidentMark, 'severity' | 'late' | 'arrived' | 'lead'>
type Size = Pick<IncidentMark, 'radius' | 'clockSize'>

/** Sizes of the design: radius of the drawn form and size of the clock's type. */
const sizes: Readonly<Record<Severity, Size>> = {
  critical: { radius: 44, clockSize: 52 },
  high: { radius: 31, clockSize: 44 },
  medium: { radius: 27, clockSize: 34 },
  low: { radius: 22, clockSize: 34 }
}

function sizeOf({ severity, late, arrived, lead }: Look, crowd: 'calm' | 'surge' | 'flood'): Size {
  const size = sizes[severity]
  if (lead) return { radius: size.radius, clockSize: 56 }
  if (crowd === 'calm')
    return arrived && severity === 'critical' ? { ...size, clockSize: 44 } : size
  if (arrived) return { radius: severity === 'critical' ? 22 : 17, clockSize: undefined }
  if (severity === 'critical') return { radius: crowd === 'flood' ? 32 : 40, clockSize: 52 }
  if (severity === 'high') return { radius: crowd === 'flood' ? 22 : 29, clockSize: 40 }
  if (crowd === 'flood') return { radius: 17, clockSize: late ? 28 : undefined }
  return { radius: 22, clockSize: 30 }
}
