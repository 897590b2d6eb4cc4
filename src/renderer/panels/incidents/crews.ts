import type { WallCity } from '../../../contract/city.ts'
import type { Assignment, IncidentStatus, WallIncident } from '../../../contract/incident.ts'
import type { incidentWords } from './words.ts'

export type IncidentSay = (typeof incidentWords)['id']
type Doing = 'onScene' | 'enRoute' | 'dispatched' | 'done'

const doings: readonly Doing[] = ['onScene', 'enRoute', 'dispatched', 'done']

/**
 * Who does what, the farthest first: "Damkar tiba, Ambulans dan Polrestabes bergerak". Undefined
 * when nobody was assigned and no time says otherwise.
 */
export function crewsSentence(
  incident: Pick<
    WallIncident,
    'assignments' | 'status' | 'dispatchedAt' | 'departedAt' | 'arrivedAt'
  >,
  agencies: WallCity['agencies'],
  say: IncidentSay,
  limit: NameLimit = 3
): string | undefined {
  if (incident.assignments.length === 0) {
    const doing = doingOf(incident)
    return doing && say.unnamed[doing]
  }
  const groups = new Map<Doing, string[]>()
  for (const assignment of incident.assignments) {
    const doing = doingOf(assignment) ?? 'dispatched'
    const name = agencies.find(({ id }) => id === assignment.agency)?.shortName
    const names = groups.get(doing) ?? []
    names.push(name ?? assignment.agency)
    groups.set(doing, names)
  }
  return doings
    .filter((doing) => groups.has(doing))
    .map((doing) => say[doing](joined(groups.get(doing) ?? [], say, limit)))
    .join(', ')
}

/** The agencies alone, for a row whose clock already says that they have come. */
export function crewNames(
  assignments: readonly Assignment[],
  agencies: WallCity['agencies'],
  say: IncidentSay,
  limit: NameLimit = 3
): string | undefined {
  const names = assignments.map(
    ({ agency }) => agencies.find(({ id }) => id === agency)?.shortName ?? agency
  )
  return names.length === 0 ? undefined : joined(names, say, limit)
}

/** The same without a name, where there is no room for one: what the farthest crew does. */
export function crewsWithoutNames(
  incident: Parameters<typeof crewsSentence>[0],
  say: IncidentSay
): string | undefined {
  const all = incident.assignments.length === 0 ? [incident] : incident.assignments
  const seen = new Set(all.map((part) => doingOf(part)))
  const farthest = doings.find((doing) => seen.has(doing))
  return farthest && say.unnamed[farthest]
}

/** How many names may be said: what does not fit becomes a number. */
export type NameLimit = 3 | 2 | 1

function joined(names: readonly string[], say: IncidentSay, limit: NameLimit): string {
  const [first = '', second = ''] = names
  if (names.length < 2) return first
  if (limit === 1) return `${first} +${names.length - 1}`
  if (names.length === 2) return say.two(first, second)
  if (limit === 2) return say.andOthers(first, names.length - 1)
  if (names.length === 3) return names.join(', ')
  return say.andOthers(`${first}, ${second}`, names.length - 2)
}

/** Times say the same as the status, more exactly, and win. */
function doingOf(
  part: Pick<Assignment, 'status' | 'dispatchedAt' | 'departedAt' | 'arrivedAt' | 'closedAt'>
): Doing | undefined {
  if (part.closedAt !== undefined || part.status === 'closed') return 'done'
  if (part.arrivedAt !== undefined) return 'onScene'
  if (part.departedAt !== undefined && part.status !== 'onScene') return 'enRoute'
  const byStatus: Readonly<Partial<Record<IncidentStatus, Doing>>> = {
    onScene: 'onScene',
    enRoute: 'enRoute',
    dispatched: 'dispatched'
  }
  const said = part.status && byStatus[part.status]
  return said ?? (part.dispatchedAt === undefined ? undefined : 'dispatched')
}
