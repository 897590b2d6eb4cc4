import { z } from 'zod'
import { CallClass } from './call.ts'
import { Id, IncidentStatus } from './incident.ts'
import { Moment } from './time.ts'

/** History from a file dropped on a desk window. All of these are asked with the window's token. */
export const importPaths = {
  /** GET → `ImportJob`. */
  job: '/api/import',
  /** POST, the file itself; its name, percent-encoded, in the header below → `Uploaded`. */
  upload: '/api/import/upload',
  /** POST `ImportFiles` → `ImportProposal`. */
  propose: '/api/import/propose',
  /** POST `ImportStart` → `ImportJob`. */
  start: '/api/import/start',
  /** POST `{}`: ends what runs, or forgets what has ended, with its files → `ImportJob`. */
  end: '/api/import/end'
} as const
export const fileNameHeader = 'x-siaga-file'

const Count = z.number().int().nonnegative()
const MappingName = z.string().regex(/^[a-z][a-z0-9-]*$/u)

export const Uploaded = z.strictObject({ file: z.uuid(), name: z.string(), bytes: Count })
export type Uploaded = z.infer<typeof Uploaded>

/** Files of one export together, by what the hub called them. */
export const ImportFiles = z.strictObject({ files: z.array(z.uuid()).nonempty().max(8) })
export type ImportFiles = z.infer<typeof ImportFiles>

export const ImportStart = ImportFiles.extend({ mapping: MappingName })
export type ImportStart = z.infer<typeof ImportStart>

/** A row as it would be read: only what the schema knows, so nobody's name, number or address. */
export const PreviewRow = z.strictObject({
  line: Count,
  /** Why it would be refused; then nothing else is there. */
  refused: z.string().optional(),
  receivedAt: Moment.optional(),
  category: Id.optional(),
  callClass: CallClass.optional(),
  status: IncidentStatus.optional(),
  district: z.string().optional(),
  agencies: z.array(Id).optional(),
  hasPosition: z.boolean().optional()
})
export type PreviewRow = z.infer<typeof PreviewRow>

/** A mapping that fits all the files, the best first. */
export const MappingOffer = z.strictObject({
  mapping: MappingName,
  description: z.string(),
  files: z.array(z.strictObject({ name: z.string(), rows: z.array(PreviewRow) }))
})
export type MappingOffer = z.infer<typeof MappingOffer>

export const ImportProposal = z.strictObject({
  offers: z.array(MappingOffer),
  /** Why the others do not fit, a sentence each. */
  misfits: z.array(z.strictObject({ mapping: MappingName, why: z.string() }))
})
export type ImportProposal = z.infer<typeof ImportProposal>

export const RefusedLine = z.strictObject({ file: z.string(), line: Count, reason: z.string() })
export type RefusedLine = z.infer<typeof RefusedLine>

/** The most refused rows a window is told; the list in the data folder has all. */
export const refusedToldAtMost = 200

/** `read` = new + updated + unchanged + merged + refused. */
export const ImportCounts = z.strictObject({
  read: Count,
  new: Count,
  updated: Count,
  unchanged: Count,
  merged: Count,
  refused: Count
})
export type ImportCounts = z.infer<typeof ImportCounts>

const what = { files: z.array(z.string()), mapping: MappingName }

/** The one import of the hub. */
export const ImportJob = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('none') }),
  z.strictObject({
    ...{ state: z.literal('running'), ...what },
    phase: z.enum(['reading', 'storing']),
    /** 0–1 of the phase. */
    share: z.number().min(0).max(1),
    rows: Count,
    /** It goes on where an earlier run of the hub was stopped. */
    resumed: z.boolean()
  }),
  z.strictObject({
    ...{ state: z.literal('done'), ...what },
    counts: ImportCounts,
    /** Details left out of rows that were kept: what → how often. */
    leftOut: z.record(z.string(), Count),
    refused: z.array(RefusedLine).max(refusedToldAtMost),
    /** In the data folder; absent where nothing was refused. */
    refusedList: z.string().optional()
  }),
  z.strictObject({ ...{ state: z.literal('failed'), ...what }, sentence: z.string() }),
  z.strictObject({ ...{ state: z.literal('stopped'), ...what } })
])
export type ImportJob = z.infer<typeof ImportJob>
