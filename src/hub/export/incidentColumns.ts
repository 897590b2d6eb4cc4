import type { Assignment, WallIncident } from '../../contract/incident.ts'
import { minute, zoneOffset, type Moment } from '../../contract/time.ts'

type Value = string | number | boolean | undefined

/** One column of the exported incidents; what is not here is in no file. */
export interface IncidentColumn {
  readonly name: string
  readonly type: 'text' | 'whole' | 'decimal' | 'yesNo' | 'moment'
  readonly of: (incident: WallIncident) => Value
}

const column =
  (type: IncidentColumn['type']) =>
  (name: string, of: IncidentColumn['of']): IncidentColumn => ({ name, type, of })
const text = column('text')
const whole = column('whole')
const decimal = column('decimal')
const yesNo = column('yesNo')
const moment = column('moment')

/** As the mapping `siaga` reads them, so that a file can be imported again. */
export const incidentColumns: readonly IncidentColumn[] = [
  text('id', ({ id }) => id),
  whole('revision', ({ revision }) => revision),
  text('category', ({ category }) => category),
  whole('priority', ({ priority }) => priority),
  text('status', ({ status }) => status),
  text('channel', ({ channel }) => channel),
  moment('receivedAt', ({ receivedAt }) => receivedAt),
  moment('dispatchedAt', ({ dispatchedAt }) => dispatchedAt),
  moment('departedAt', ({ departedAt }) => departedAt),
  moment('arrivedAt', ({ arrivedAt }) => arrivedAt),
  moment('closedAt', ({ closedAt }) => closedAt),
  decimal('latitude', ({ position }) => position?.[1]),
  decimal('longitude', ({ position }) => position?.[0]),
  decimal('positionAccuracyM', ({ positionAccuracyM }) => positionAccuracyM),
  text('district', ({ district }) => district),
  text('subdistrict', ({ subdistrict }) => subdistrict),
  text('agencies', ({ assignments }) => [...new Set(assignments.map(agencyOf))].join('|')),
  whole('calls', ({ calls }) => calls),
  yesNo('exercise', ({ exercise }) => exercise),
  yesNo('simulated', ({ simulated }) => simulated)
]

function agencyOf({ agency }: Assignment): string {
  return agency
}

/** Writes moments as `2025-03-25T14:02:11+07:00`. Offsets are kept by the quarter of an hour. */
export function isoWriter(timeZone: string): (at: Moment) => string {
  const offsets = new Map<number, number>()
  const quarter = 15 * minute
  return (at) => {
    const key = Math.floor(at / quarter)
    let offset = offsets.get(key)
    if (offset === undefined) {
      // A long export of many years would keep everything it ever saw.
      if (offsets.size > 10_000) offsets.clear()
      offset = zoneOffset(at, timeZone)
      offsets.set(key, offset)
    }
    const minutes = Math.abs(offset) / minute
    const pad = (value: number): string => String(Math.floor(value)).padStart(2, '0')
    const sign = offset < 0 ? '-' : '+'
    const local = new Date(at + offset).toISOString()
    return `${local.slice(0, at % 1000 === 0 ? 19 : 23)}${sign}${pad(minutes / 60)}:${pad(minutes % 60)}`
  }
}
