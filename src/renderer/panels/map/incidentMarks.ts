import type { CategoryIcon, WallCity } from '../../../contract/city.ts'
import type { Position } from '../../../contract/geo.ts'
import { isOpen, severityOf, type Severity, type WallIncident } from '../../../contract/incident.ts'
import { responseClock, targetsFor, type ResponseClock } from '../../../contract/responseTarget.ts'

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
  /** The one the whole wall looks at: it has a ring. */
  readonly lead: boolean
  /** Half the width of its mark. */
  readonly radius: number
  /** Size of its clock; undefined when it has none. */
  readonly clockSize: number | undefined
}

export interface MapIncidents {
  /** In drawing order: what matters most comes last, on top. */
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
  now: number
): MapIncidents {
  const icons = new Map(city.categories.map(({ id, icon }) => [id, icon]))
  const open = [...incidents].filter(isOpen).map((incident) => ({
    incident,
    clock: responseClock(incident, targetsFor(city.responseTargets, incident.category), now)
  }))
  const lead = leadOf(open)
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

/** The newest critical incident nobody has reached, else the newest high one; never a drill. */
function leadOf(
  open: readonly { readonly incident: WallIncident; readonly clock: ResponseClock }[]
): string | undefined {
  const urgent = open
    .filter(({ incident, clock }) => !incident.exercise && clock.state !== 'stopped')
    .filter(({ incident }) => rank[severityOf(incident.priority)] < 2)
    .sort(
      (a, b) =>
        rank[severityOf(a.incident.priority)] - rank[severityOf(b.incident.priority)] ||
        b.incident.receivedAt - a.incident.receivedAt ||
        (a.incident.id < b.incident.id ? -1 : 1)
    )
  return urgent[0]?.incident.id
}

/** Unfinished above arrived, severe above mild, old above new; the lead above all. */
function byDrawing(a: IncidentMark, b: IncidentMark): number {
  return importance(a) - importance(b) || b.receivedAt - a.receivedAt || (a.id < b.id ? -1 : 1)
}

function importance({ lead, late, arrived, exercise, severity }: IncidentMark): number {
  if (lead) return 100
  return (exercise ? -50 : 0) + (arrived ? -20 : 0) + (late ? 10 : 0) - rank[severity]
}

/** Marks by importance, most first: the order in which their clocks are placed. */
export function byImportance(marks: readonly IncidentMark[]): IncidentMark[] {
  return marks.toReversed()
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
