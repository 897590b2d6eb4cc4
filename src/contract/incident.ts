import { z } from 'zod'
import { Position } from './geo.ts'
import { ShownCount } from './shownCount.ts'
import { Moment } from './time.ts'

/** As far as the feed tells; times say the same more exactly and win where both are known. */
export const IncidentStatus = z.enum(['received', 'dispatched', 'enRoute', 'onScene', 'closed'])
export type IncidentStatus = z.infer<typeof IncidentStatus>

/** 1 kritis, 2 tinggi, 3 sedang, 4 and 5 rendah. */
export const Priority = z.number().int().min(1).max(5)
export type Priority = z.infer<typeof Priority>

/** Short machine names: agency, category, channel and source ids. Never free text. */
export const Id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w.:@/+-]+$/u)

/** The moments in the life of an incident or of one agency's part of it, as far as known. */
export const Milestones = z.object({
  dispatchedAt: Moment.optional(),
  departedAt: Moment.optional(),
  arrivedAt: Moment.optional(),
  closedAt: Moment.optional()
})
export type Milestones = z.infer<typeof Milestones>

/** One agency's part of an incident: incidents fan out. */
export const Assignment = z.strictObject({
  agency: Id,
  status: IncidentStatus.optional(),
  ...Milestones.shape
})
export type Assignment = z.infer<typeof Assignment>

/**
 * One real-world event, however many calls. There is no field for a caller's name, number or
 * exact address, and no free text: what cannot be said here cannot reach a wall.
 */
export const Incident = z.strictObject({
  id: z.string().min(1).max(128),
  /** Rises with every new state of the incident; a lower or equal one changes nothing. */
  revision: z.number().int().nonnegative(),
  source: Id.optional(),
  /** Number of the message within its source, so that gaps show. */
  seq: z.number().int().nonnegative().optional(),
  /** A category id of the city; `lain` where the feed used one the city does not know. */
  category: Id,
  priority: Priority,
  status: IncidentStatus,
  channel: Id.optional(),
  receivedAt: Moment,
  ...Milestones.shape,
  position: Position.optional(),
  positionAccuracyM: z.number().nonnegative().optional(),
  /** Kemendagri code of the kecamatan, for instance `33.74.01`. */
  district: z.string().max(16).optional(),
  /** Kemendagri code of the kelurahan, for instance `33.74.01.1001`. */
  subdistrict: z.string().max(16).optional(),
  assignments: z.array(Assignment).max(64),
  /** How many calls reported it. */
  calls: z.number().int().nonnegative(),
  /** A drill: shown and labelled, never counted. */
  exercise: z.boolean(),
  /** Made by a simulator: counted, and the wall says DATA SIMULASI. */
  simulated: z.boolean()
})
export type Incident = z.infer<typeof Incident>

/**
 * What a wall window may know of an incident. Where the category is private the hub leaves out
 * position and subdistrict; what the wall's mode leaves out besides stands in docs/modes.md.
 */
export const WallIncident = Incident.omit({ source: true, seq: true, calls: true }).extend({
  calls: ShownCount
})
export type WallIncident = z.infer<typeof WallIncident>

export function isOpen(incident: Pick<Incident, 'status' | 'closedAt'>): boolean {
  return incident.status !== 'closed' && incident.closedAt === undefined
}

export type Severity = 'critical' | 'high' | 'medium' | 'low'

const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'low']

export function severityOf(priority: Priority): Severity {
  return severities[priority - 1] ?? 'low'
}
