import type { WallAggregates } from '../../../contract/aggregates.ts'
import type { Agency, WallCity } from '../../../contract/city.ts'
import type { ShownCount } from '../../../contract/shownCount.ts'
import { minute } from '../../../contract/time.ts'

type AgencyBoard = WallAggregates['agencyBoard']
type OpenCounts = WallAggregates['openCounts']

/** Fewer decided ones than this say more about chance than about the agency. */
export const fewAssignments = 5

export interface AgencyRow {
  readonly id: string
  readonly name: string
  /** Undefined while the counts have not come. */
  readonly open: ShownCount | undefined
  /** 0 also where guests are not told. */
  readonly late: number
  /** Response in the board's period; undefined when nothing was timed. */
  readonly response: AgencyResponse | undefined
  readonly idle: boolean
}

export interface AgencyResponse {
  readonly n: ShownCount
  /** Positions on the axis, 0–1. */
  readonly median: number
  readonly p90: number | undefined
  readonly pastTarget: boolean
  /** Hollow dot, no share. */
  readonly few: boolean
  /** Share in time, 0–1; undefined when few or nothing was decided. */
  readonly share: number | undefined
}

export interface AgencyRows {
  readonly rows: readonly AgencyRow[]
  /** Those that found no place, and how many incidents they have open, as far as told. */
  readonly hidden: { readonly count: number; readonly open: number }
  /** Position of the target line, 0–1; undefined where there is nothing to compare with it. */
  readonly target: number | undefined
}

/** The axis ends at 1.65 times the target: room for a slow P90 and the line still near the middle. */
const axisEnd = 1.65

interface Sources {
  readonly city: Pick<WallCity, 'agencies' | 'responseTargets'>
  readonly board: AgencyBoard | undefined
  readonly openCounts: OpenCounts | undefined
}

/**
 * The board's rows as the city lists its agencies; slots without a name only while they have
 * something to do. Where not all fit the active ones go first, and one line counts the rest. `far`:
 * the wall is set for far seats.
 */
export function agencyRows(sources: Sources, fits: number, far = false): AgencyRows {
  const { city, board, openCounts } = sources
  const target = city.responseTargets.find(({ id }) => id === board?.target)
  const targetMs = target && target.minutes * minute
  const all = city.agencies
    .map((agency) => rowOf(agency, board, openCounts, targetMs))
    .filter(({ row, named }) => named || !row.idle)
    .map(({ row }) => row)
  const line = all.some(({ response }) => response !== undefined) ? 1 / axisEnd : undefined
  if (all.length <= fits) return { rows: all, hidden: { count: 0, open: 0 }, target: line }
  const ordered = [...all.filter(({ idle }) => !idle), ...all.filter(({ idle }) => idle)]
  const active = ordered.filter(({ idle }) => !idle).length
  // For far seats an idle agency is no news: only then may one go unmentioned.
  const silent = far && active <= fits
  const kept = new Set(ordered.slice(0, Math.max(0, silent ? fits : fits - 1)))
  const hidden = all.filter((row) => !kept.has(row))
  return {
    rows: ordered.filter((row) => kept.has(row)),
    hidden: {
      count: silent ? 0 : hidden.length,
      open: hidden.reduce((sum, { open }) => sum + (typeof open === 'number' ? open : 0), 0)
    },
    target: line
  }
}

function rowOf(
  agency: Agency,
  board: AgencyBoard | undefined,
  openCounts: OpenCounts | undefined,
  targetMs: number | undefined
): { readonly row: AgencyRow; readonly named: boolean } {
  const counts = openCounts?.byAgency[agency.id]
  const open = openCounts && (counts?.open ?? 0)
  const entry = board?.rows.find((row) => row.agency === agency.id)
  return {
    named: agency.named,
    row: {
      id: agency.id,
      name: agency.shortName,
      open,
      late: typeof counts?.late === 'number' ? counts.late : 0,
      response: entry && targetMs !== undefined ? responseOf(entry, targetMs) : undefined,
      idle: (open ?? 0) === 0
    }
  }
}

function responseOf(
  { n, medianMs, p90Ms, met, breached }: AgencyBoard['rows'][number],
  targetMs: number
): AgencyResponse | undefined {
  if (medianMs === undefined || n === 0) return undefined
  const at = (ms: number): number => Math.min(1, ms / (targetMs * axisEnd))
  // Of guests' few no median is told.
  const few = typeof n === 'number' && n < fewAssignments
  const decided = typeof met === 'number' && typeof breached === 'number' ? met + breached : 0
  return {
    n,
    median: at(medianMs),
    p90: p90Ms === undefined || few ? undefined : at(p90Ms),
    pastTarget: medianMs > targetMs,
    few,
    share: few || decided < fewAssignments || typeof met !== 'number' ? undefined : met / decided
  }
}
