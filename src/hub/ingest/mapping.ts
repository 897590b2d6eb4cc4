import { z } from 'zod'
import { Priority, IncidentStatus } from '../../contract/incident.ts'
import { timeFormat } from './timeFormat.ts'

/** A regular expression with one capture group, which is the value. */
const Pattern = z.string().refine(
  (text) => {
    try {
      return (new RegExp(`${text}|`, 'u').exec('')?.length ?? 0) === 2
    } catch {
      return false
    }
  },
  { message: 'must be a regular expression with exactly one capture group' }
)

/** One value of a record: a column's (or part of it), or the same for every record. */
const textRule = <Value extends z.ZodType>(value: Value) =>
  z.union([
    z.strictObject({ constant: value }),
    z.strictObject({
      column: z.string().min(1),
      pattern: Pattern.optional(),
      /** What the file calls it → what it is; compared without case, spaces and signs. */
      values: z.record(z.string(), value).optional(),
      /** For what `values` does not know; without it the text itself is taken. */
      otherwise: value.optional()
    })
  ])

const TimeRule = z.strictObject({ column: z.string().min(1) })

const PositionRule = z.union([
  /** One column of two numbers, whatever stands round them. */
  z.strictObject({ column: z.string().min(1), order: z.enum(['latLon', 'lonLat']) }),
  z.strictObject({ latitude: z.string().min(1), longitude: z.string().min(1) })
])

/**
 * How the rows of somebody's CSV become incidents. A new mapping is a JSON file and no code; see
 * docs/replay.md. No rule can carry a name, a number or an address: there is no field for them.
 */
export const Mapping = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/u),
  description: z.string().min(1),
  /** Where the file comes from and under which licence. */
  source: z.string().min(1),
  /** City the names belong to: an id in resources/cities, or a path from the project's root. */
  city: z.string().min(1),
  csv: z.strictObject({
    /** Names of the columns when the file has no header row. */
    columns: z.array(z.string().min(1)).nonempty().optional(),
    /** Guessed when absent. */
    delimiter: z.enum([',', ';', '\t', '|']).optional()
  }),
  /** Zone of times written without an offset. */
  timeZone: z.string().refine(isTimeZone, { message: 'is not a time zone' }),
  /** Tried in order: `ISO`, or a pattern of YYYY MM DD HH hh mm ss A (M, D, H, h without zeros). */
  timeFormats: z
    .array(z.string().refine(isTimeFormat, { message: 'is no time format' }))
    .nonempty(),
  /** `unit`: several rows are one incident; times are the earliest, closing the latest. */
  rows: z.enum(['incident', 'unit']),
  /** What makes a record the same one: the columns as they are, or a digest of them. */
  id: z.strictObject({
    columns: z.array(z.string().min(1)).nonempty(),
    digest: z.boolean().default(false),
    prefix: z.string().max(16).default('')
  }),
  fields: z.strictObject({
    receivedAt: TimeRule,
    dispatchedAt: TimeRule.optional(),
    departedAt: TimeRule.optional(),
    arrivedAt: TimeRule.optional(),
    closedAt: TimeRule.optional(),
    category: textRule(z.string()),
    priority: textRule(Priority).optional(),
    /** Where times do not tell; a record of the past is `closed` though its end is unknown. */
    status: textRule(IncidentStatus).optional(),
    channel: textRule(z.string()).optional(),
    district: textRule(z.string()).optional(),
    subdistrict: textRule(z.string()).optional(),
    agency: textRule(z.string()).optional(),
    position: PositionRule.optional()
  }),
  /** A replay closes records without an end so long after they began, without writing a time. */
  replayOpenMinutes: z.number().positive().default(60)
})
export type Mapping = z.infer<typeof Mapping>

/** Every column a mapping reads, each once. */
export function columnsOf({ id, fields }: Mapping): readonly string[] {
  const columns = Object.values(fields).flatMap((rule) => {
    if (rule === undefined) return []
    if ('column' in rule) return [rule.column]
    return 'latitude' in rule ? [rule.latitude, rule.longitude] : []
  })
  return [...new Set([...id.columns, ...columns])]
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function isTimeFormat(format: string): boolean {
  return timeFormat(format) !== undefined
}
