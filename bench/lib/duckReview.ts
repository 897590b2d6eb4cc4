import { createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { DayRange, ReviewQuestion } from '../../src/contract/review.ts'
import { projectRoot } from '../../e2e/harness/programs.ts'
import type { plainIncident } from './reviewHistory.ts'

/**
 * The same questions in DuckDB. Its packages cannot be among the project's own: those of other
 * platforms are not in every registry, and then nothing could be installed. So they come by need.
 */
const version = '1.5.6-r.1'

/** What is used of @duckdb/node-api. */
interface Connection {
  runAndReadAll(sql: string): Promise<{ getRowsJS(): unknown[][] }>
  closeSync(): void
}
interface DuckDbModule {
  readonly DuckDBInstance: {
    create(
      path: string,
      options: Record<string, string>
    ): Promise<{ connect(): Promise<Connection> }>
  }
  version(): string
}

export interface DuckReview {
  readonly version: string
  /** One row per figure: chart, key, further key, count, median, P90; see `sqlOf`. */
  ask(question: ReviewQuestion): Promise<readonly unknown[][]>
  threads(count: number | undefined): Promise<void>
  close(): void
}

/** undefined, with the reason said, where DuckDB cannot be had. */
export async function openDuckReview(
  rows: Iterable<ReturnType<typeof plainIncident>>,
  say: (sentence: string) => void
): Promise<DuckReview | undefined> {
  const duckDb = loadDuckDb(say)
  if (duckDb === undefined) return undefined
  const folder = mkdtempSync(path.join(tmpdir(), 'siaga-bench-duck-'))
  try {
    const files = await writeRows(folder, rows)
    const instance = await duckDb.DuckDBInstance.create(':memory:', {})
    const connection = await instance.connect()
    await connection.runAndReadAll(tablesFrom(files))
    return {
      version: duckDb.version(),
      ask: async (question) => (await connection.runAndReadAll(sqlOf(question))).getRowsJS(),
      threads: async (count) => {
        await connection.runAndReadAll(
          count === undefined ? 'RESET threads' : `SET threads = ${count}`
        )
      },
      close: () => connection.closeSync()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function loadDuckDb(say: (sentence: string) => void): DuckDbModule | undefined {
  const home = path.join(projectRoot, '.cache', 'duckdb')
  const wanted = `@duckdb/node-api@${version}`
  if (!existsSync(path.join(home, 'node_modules/@duckdb/node-api'))) {
    say(`Installing ${wanted} into .cache/duckdb …`)
    const shell = process.platform === 'win32'
    const flags = ['--no-audit', '--no-fund', '--no-package-lock', '--prefix', home]
    const { status } = spawnSync('npm', ['install', ...flags, wanted], { shell, stdio: 'ignore' })
    if (status !== 0) {
      say('DuckDB could not be installed: the hub is measured alone.')
      return undefined
    }
  }
  // The interface above is what its own documentation says of it.
  return createRequire(path.join(home, 'package.json'))('@duckdb/node-api') as DuckDbModule
}

interface Files {
  readonly incidents: string
  readonly parts: string
}

async function writeRows(
  folder: string,
  rows: Iterable<ReturnType<typeof plainIncident>>
): Promise<Files> {
  const files = {
    incidents: path.join(folder, 'incidents.csv'),
    parts: path.join(folder, 'parts.csv')
  }
  const incidents = createWriteStream(files.incidents)
  const parts = createWriteStream(files.parts)
  let id = 0
  for (const row of rows) {
    if (row.exercise) continue
    id += 1
    const place = [row.localDay, row.hour, row.weekday, row.category, row.district].join()
    const line = `${id},${place},${row.ms ?? ''},${row.verdict}\n`
    if (!incidents.write(line)) await once(incidents, 'drain')
    for (const part of row.parts)
      if (!parts.write(`${id},${place},${part.agency},${part.ms ?? ''},${part.verdict}\n`))
        await once(parts, 'drain')
  }
  incidents.end()
  parts.end()
  await Promise.all([once(incidents, 'finish'), once(parts, 'finish')])
  return files
}

/** Names as enumerations and the smallest integers, as DuckDB is fastest with. */
function tablesFrom({ incidents, parts }: Files): string {
  const place = `'id': 'INTEGER', 'day': 'INTEGER', 'hour': 'UTINYINT', 'weekday': 'UTINYINT',
    'category': 'VARCHAR', 'district': 'VARCHAR'`
  return `
    CREATE TABLE incident AS SELECT * FROM read_csv('${incidents}', header = false,
      columns = {${place}, 'ms': 'INTEGER', 'verdict': 'UTINYINT'});
    CREATE TABLE part AS SELECT * FROM read_csv('${parts}', header = false,
      columns = {${place}, 'agency': 'VARCHAR', 'ms': 'INTEGER', 'verdict': 'UTINYINT'});
    CREATE TYPE category AS ENUM (SELECT DISTINCT category FROM incident ORDER BY ALL);
    CREATE TYPE district AS ENUM (SELECT DISTINCT district FROM incident ORDER BY ALL);
    CREATE TYPE agency AS ENUM (SELECT DISTINCT agency FROM part ORDER BY ALL);
    ALTER TABLE incident ALTER category TYPE category;
    ALTER TABLE incident ALTER district TYPE district;
    ALTER TABLE part ALTER category TYPE category;
    ALTER TABLE part ALTER district TYPE district;
    ALTER TABLE part ALTER agency TYPE agency;`
}

type Kind = 'days' | 'hours' | 'categories' | 'districts' | 'agencies'

/**
 * All figures of one question in one statement. The normal period is asked by day as well, as the
 * verdicts need it; what the hub makes of it (dispersion, intervals) is not asked of DuckDB.
 */
function sqlOf(question: ReviewQuestion): string {
  const { compare, normal } = question
  return [
    chartsOf('period', question, question.period, 0, false),
    ...(compare === undefined
      ? []
      : [chartsOf('compare', question, compare.period, shiftOf(question), false)]),
    ...(normal === undefined ? [] : [chartsOf('normal', question, normal, undefined, true)])
  ].join('\nUNION ALL\n')
}

/** @param shift of the chosen days; undefined where they do not narrow */
function chartsOf(
  side: string,
  question: ReviewQuestion,
  period: DayRange,
  shift: number | undefined,
  byDay: boolean
): string {
  const where = (but?: Kind): string => whereOf(question, period, shift, but)
  const day = byDay ? 'day' : '0'
  const none = 'NULL::DOUBLE, NULL::DOUBLE'
  const counts = (chart: Kind, keys: string): string =>
    `SELECT '${side}.${chart}', ${keys}, count(*), ${none} FROM incident WHERE ${where(chart)} GROUP BY ALL`
  const quantiles = 'quantile_cont(ms, 0.5), quantile_cont(ms, 0.9)'
  const parts = whereOf(question, period, shift, 'agencies')
  return [
    `SELECT '${side}.total' AS chart, '' AS key, 0 AS further, count(*) AS n, ${quantiles} FROM incident WHERE ${where()}`,
    counts('days', "'', day"),
    counts('hours', "'', weekday * 24 + hour"),
    counts('categories', `category::VARCHAR, ${day}`),
    counts('districts', `district::VARCHAR, ${day}`),
    `SELECT '${side}.verdicts', verdict::VARCHAR, ${day}, count(*), ${none} FROM incident WHERE ${where()} GROUP BY ALL`,
    `SELECT '${side}.agencyVerdicts', agency::VARCHAR || '.' || verdict, ${day}, count(*), ${none} FROM part WHERE ${parts} GROUP BY agency, verdict, 3`,
    `SELECT '${side}.agencyTimes', agency::VARCHAR, 0, count(ms), ${quantiles} FROM part WHERE ${parts} GROUP BY agency`
  ].join('\nUNION ALL\n')
}

function whereOf(
  { selection }: ReviewQuestion,
  period: DayRange,
  shift: number | undefined,
  but?: Kind
): string {
  const { days, weekdays, hours, categories, districts, agencies } = selection
  const names = (list: readonly string[]): string => list.map((name) => `'${name}'`).join()
  const between = (from: number, to: number): string => `day BETWEEN ${from} AND ${to}`
  const conditions = [between(dayOf(period.from), dayOf(period.to))]
  if (days && but !== 'days' && shift !== undefined)
    conditions.push(between(dayOf(days.from) + shift, dayOf(days.to) + shift))
  if (weekdays && but !== 'hours') conditions.push(`weekday IN (${weekdays.join()})`)
  if (hours && but !== 'hours') conditions.push(`hour IN (${hours.join()})`)
  if (categories && but !== 'categories') conditions.push(`category IN (${names(categories)})`)
  if (districts && but !== 'districts') conditions.push(`district IN (${names(districts)})`)
  if (agencies && but !== 'agencies')
    conditions.push(
      `id IN (SELECT id FROM part WHERE agency IN (${names(agencies)}) AND ${conditions[0] ?? ''})`
    )
  return conditions.join(' AND ')
}

function shiftOf({ period, anchor, compare }: ReviewQuestion): number {
  if (compare === undefined) return 0
  return anchor !== undefined && compare.anchor !== undefined
    ? dayOf(compare.anchor) - dayOf(anchor)
    : dayOf(compare.period.from) - dayOf(period.from)
}

function dayOf(day: string): number {
  return Date.parse(day) / 86_400_000
}
