import { z } from 'zod'
import { CallClass } from '../../contract/call.ts'
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

const Column = z.string().min(1)

const columnRule = <Value extends z.ZodType>(value: Value) => ({
  column: Column,
  pattern: Pattern.optional(),
  /** What the file calls it → what it is; compared without case, spaces and signs. */
  values: z.record(z.string(), value).optional(),
  /** For what `values` does not know; without it the text itself is taken. */
  otherwise: value.optional()
})

/** One value of a record: a column's (or part of it), or the same for every record. */
const textRule = <Value extends z.ZodType>(value: Value) =>
  z.union([z.strictObject({ constant: value }), z.strictObject(columnRule(value))])
export type TextRule =
  | { readonly constant: unknown }
  | {
      readonly column: string
      readonly pattern?: string | undefined
      readonly values?: Readonly<Record<string, unknown>> | undefined
      readonly otherwise?: unknown
    }

/** Names of agencies: one, or several in one cell with a sign between them. */
const AgencyRule = z.union([
  z.strictObject({ constant: z.string() }),
  z.strictObject({ ...columnRule(z.string()), separator: z.string().min(1).optional() })
])

const TimeRule = z.strictObject({ column: Column })

const PositionRule = z.union([
  /** One column of two numbers, whatever stands round them. */
  z.strictObject({ column: Column, order: z.enum(['latLon', 'lonLat']) }),
  z.strictObject({ latitude: Column, longitude: Column })
])

const IdRule = z.strictObject({
  columns: z.array(Column).nonempty(),
  digest: z.boolean().default(false),
  prefix: z.string().max(16).default('')
})
export type IdRule = z.infer<typeof IdRule>

const milestoneRules = {
  dispatchedAt: TimeRule.optional(),
  departedAt: TimeRule.optional(),
  arrivedAt: TimeRule.optional(),
  closedAt: TimeRule.optional()
}

/**
 * Another file of the same export, whose rows are agencies' parts of the incidents: `id` names the
 * incident, or `belongsTo` a row of another part. Which file is which is told by its columns.
 */
const Part = z
  .strictObject({
    name: z.string().min(1),
    id: IdRule.optional(),
    belongsTo: z
      .strictObject({ part: z.string().min(1), columns: IdRule.shape.columns })
      .optional(),
    /** What rows of other parts call a row of this one. */
    key: z.strictObject({ columns: IdRule.shape.columns }).optional(),
    fields: z.strictObject({
      agency: AgencyRule,
      status: textRule(IncidentStatus).optional(),
      /** When the status was reached: the row is one line of a log. */
      at: TimeRule.optional(),
      ...milestoneRules
    })
  })
  .refine(({ id, belongsTo }) => (id === undefined) !== (belongsTo === undefined), {
    message: 'needs either id or belongsTo'
  })
export type Part = z.infer<typeof Part>

/**
 * How the rows of somebody's table become incidents. A new mapping is a JSON file and no code; see
 * docs/importing.md. No rule can carry a name, a number or an address: there is no field for them.
 */
export const Mapping = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9-]*$/u),
    description: z.string().min(1),
    /** Where the file comes from and under which licence. */
    source: z.string().min(1),
    /**
     * City the names belong to: an id in resources/cities, or a path from the project's root.
     * Absent where the mapping fits any city, which is then named with --city.
     */
    city: z.string().min(1).optional(),
    csv: z
      .strictObject({
        /** Names of the columns when the file has no header row. */
        columns: z.array(Column).nonempty().optional(),
        /** Guessed when absent. */
        delimiter: z.enum([',', ';', '\t', '|']).optional()
      })
      .default({}),
    /** What the lines of an NDJSON file are: messages of docs/feed.md, or flat objects by column. */
    ndjson: z.enum(['feed', 'columns']).default('columns'),
    /** Zone of times written without an offset; the city's own when absent. */
    timeZone: z.string().refine(isTimeZone, { message: 'is not a time zone' }).optional(),
    /**
     * Tried in order: `ISO`, `EXCEL` (days since 1899-12-30), or a pattern of
     * YYYY MM DD HH hh mm ss A (M, D, H, h without zeros).
     */
    timeFormats: z
      .array(z.string().refine(isTimeFormat, { message: 'is no time format' }))
      .nonempty(),
    /**
     * `unit`: several rows are one incident; times are the earliest, closing the latest.
     * `call`: every row is a call.
     */
    rows: z.enum(['incident', 'unit', 'call']),
    /** What makes a record the same one: the columns as they are, or a digest of them. */
    id: IdRule,
    fields: z.strictObject({
      receivedAt: TimeRule,
      ...milestoneRules,
      category: textRule(z.string()).optional(),
      priority: textRule(Priority).optional(),
      /** Where times do not tell; a record of the past is `closed` though its end is unknown. */
      status: textRule(IncidentStatus).optional(),
      channel: textRule(z.string()).optional(),
      district: textRule(z.string()).optional(),
      subdistrict: textRule(z.string()).optional(),
      agency: AgencyRule.optional(),
      position: PositionRule.optional(),
      /** How many calls a row stands for; one when absent. */
      calls: TimeRule.optional(),
      exercise: textRule(z.boolean()).optional(),
      /** A row of another class than `emergency` is a call and no incident. */
      class: textRule(CallClass).optional(),
      /** For a call: id of its incident, as it stands in the file. */
      incident: z
        .strictObject({ column: Column, prefix: z.string().max(16).default('') })
        .optional()
    }),
    parts: z.array(Part).default([]),
    /** A replay closes records without an end so long after they began, without writing a time. */
    replayOpenMinutes: z.number().positive().default(60)
  })
  .refine(({ rows, fields }) => rows === 'call' || fields.category !== undefined, {
    path: ['fields', 'category'],
    message: 'is needed for incidents'
  })
  .refine(({ rows, fields }) => rows !== 'call' || fields.class !== undefined, {
    path: ['fields', 'class'],
    message: 'is needed for calls'
  })
  .refine(
    ({ parts }) =>
      parts.every(
        ({ belongsTo }) =>
          belongsTo === undefined ||
          parts.some(({ name, key, id }) => name === belongsTo.part && key && id)
      ),
    { path: ['parts'], message: 'belongsTo must name a part that has an id and a key' }
  )
export type Mapping = z.infer<typeof Mapping>

/** Every column a mapping reads of its main file, each once. */
export function columnsOf({ id, fields }: Pick<Mapping, 'id' | 'fields'>): readonly string[] {
  return [...new Set([...id.columns, ...columnsOfRules(Object.values(fields))])]
}

/** Every column a part reads of its file, each once. */
export function columnsOfPart({ id, belongsTo, key, fields }: Part): readonly string[] {
  const named = [...(id?.columns ?? []), ...(belongsTo?.columns ?? []), ...(key?.columns ?? [])]
  return [...new Set([...named, ...columnsOfRules(Object.values(fields))])]
}

type AnyRule = TextRule | z.infer<typeof TimeRule> | z.infer<typeof PositionRule> | undefined

function columnsOfRules(rules: readonly AnyRule[]): readonly string[] {
  return rules.flatMap((rule) => {
    if (rule === undefined) return []
    if ('column' in rule) return [rule.column]
    return 'latitude' in rule ? [rule.latitude, rule.longitude] : []
  })
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
