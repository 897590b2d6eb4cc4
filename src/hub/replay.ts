import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, isAbsolute, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { City } from '../contract/city.ts'
import { wallUrl } from '../contract/launch.ts'
import { minute, second, type Moment } from '../contract/time.ts'
import { monotonicMs } from './clock.ts'
import { readCsvIncidents, type CsvIncidents, type RefusedRow } from './ingest/csvIncidents.ts'
import { Mapping } from './ingest/mapping.ts'
import { loadCity } from './loadCity.ts'
import { replay, replaySource, statesInOrder, type Pace } from './replay/replayFeed.ts'
import { startReplayHub, type ReplayHub } from './replay/replayHub.ts'
import { openFeedPublisher } from './simulator/feedPublisher.ts'

const usage = `Plays a CSV of real incidents as a live feed.

  npm run replay -- FILE --mapping NAME [--speed 600 | --speed max] [--until TIME]
      [--mqtt URL] [--city ID]   publish to this broker, for the city whose hub listens there
      [--data DIR]               keep what the replay's own hub stores (else it is thrown away)
      [--refused FILE]           where refused rows are listed (else FILE.refused.csv)

Without --mqtt it starts a hub of its own and prints the address of the wall.
`

/** What was asked for cannot be done; the message is a sentence for the terminal. */
class ReplayError extends Error {}

interface Asked {
  readonly file: string
  readonly mapping: Mapping
  readonly city: City
  readonly cityFile: string
  readonly speed: number | 'max'
  readonly until: Moment
  readonly mqtt: string | undefined
  readonly data: string | undefined
  readonly refused: string
}

const root = join(import.meta.dirname, '../..')
const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`)

async function run(asked: Asked, signal: AbortSignal): Promise<void> {
  const { file, mapping, city } = asked
  const read = await readCsvIncidents(file, mapping, city, replaySource)
  say(summaryOf(read))
  if (read.refused.length > 0) listRefused(asked.refused, read.refused)
  const openMs = mapping.replayOpenMinutes * minute
  const states = statesInOrder(read.incidents, openMs).filter(({ at }) => at <= asked.until)
  const [first, last] = [states[0], states.at(-1)]
  if (first === undefined || last === undefined)
    throw new ReplayError('There is nothing to replay.')

  const hub = asked.mqtt === undefined ? await hubFor(asked, first.at, last.at) : undefined
  if (hub !== undefined) say(`The wall: ${wallUrl(hub.ready)}`)
  const publisher = openFeedPublisher({
    url: asked.mqtt ?? hub?.ready.mqtt ?? '',
    clientId: `siaga-replay-${process.pid}`,
    log: (event, values) => event === 'publisher.error' && say(`Broker: ${values?.['error']}`)
  })
  signal.addEventListener('abort', () => void publisher.stop())
  try {
    const pace = await paceOf(asked.speed, first.at, hub)
    const published = await replay({
      ...{ incidents: read.incidents, cityId: city.id, publisher, pace, openMs, signal },
      until: asked.until,
      onProgress: progress()
    })
    say(`Published ${published} of ${states.length} states of ${read.incidents.length} incidents.`)
    if (hub !== undefined && !signal.aborted) {
      say('The replay is over; the wall stays open until Ctrl-C.')
      await Promise.race([hub.ended, aborted(signal)])
    }
  } finally {
    await publisher.stop()
    await hub?.stop()
  }
}

function hubFor(asked: Asked, first: Moment, last: Moment): Promise<ReplayHub> {
  // At full speed there is no pace to keep: the clock stands at the end of what is shown.
  const clock = asked.speed === 'max' ? last : first
  const clockSpeed = asked.speed === 'max' ? 0 : asked.speed
  return startReplayHub({ cityFile: asked.cityFile, clock, clockSpeed, data: asked.data })
}

async function paceOf(
  speed: number | 'max',
  first: Moment,
  hub: ReplayHub | undefined
): Promise<Pace | 'max'> {
  if (speed === 'max') return 'max'
  const start = hub === undefined ? first : (await hub.clock()).now
  const origin = monotonicMs()
  return { speed, now: () => start + (monotonicMs() - origin) * speed }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve()))
}

function summaryOf({ rows, incidents, merged, refused }: CsvIncidents): string {
  return `${rows} rows = ${incidents.length} incidents + ${merged} merged into them + ${refused.length} refused.`
}

function listRefused(file: string, refused: readonly RefusedRow[]): void {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
  const lines = refused.map(({ line, reason }) => `${line},${quoted(reason)}`)
  try {
    writeFileSync(file, `line,reason\n${lines.join('\n')}\n`)
    say(`Refused rows, with reasons: ${file}`)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    say(`The list of refused rows could not be written (${why}); the first of them:`)
    for (const { line, reason } of refused.slice(0, 10)) say(`  line ${line}: ${reason}`)
  }
}

function progress(): (published: number, of: number, at: Moment) => void {
  let next = monotonicMs() + 5 * second
  return (published, of, at) => {
    if (monotonicMs() < next) return
    next = monotonicMs() + 5 * second
    say(`${published} of ${of} states, at ${new Date(at).toISOString().slice(0, 16)}Z`)
  }
}

function readAsked(args: readonly string[]): Asked {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      mapping: { type: 'string' },
      speed: { type: 'string', default: '600' },
      until: { type: 'string' },
      mqtt: { type: 'string' },
      city: { type: 'string' },
      data: { type: 'string' },
      refused: { type: 'string' }
    }
  })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new ReplayError('Name one FILE to replay.')
  const mapping = loadMapping(values.mapping)
  const cityName = values.city ?? mapping.city
  const isPath = /[/\\]|\.json$/u.test(cityName)
  const cityFile =
    isPath && !isAbsolute(cityName) && values.city === undefined ? join(root, cityName) : cityName
  return {
    file: resolve(file),
    mapping,
    city: loadCity(cityFile, join(root, 'resources'), namesIn('cities')),
    cityFile,
    speed: speedOf(values.speed),
    until: momentOf(values.until),
    mqtt: values.mqtt,
    data: values.data,
    refused: values.refused ?? `${resolve(file)}.refused.csv`
  }
}

function loadMapping(name: string | undefined): Mapping {
  const known = namesIn('mappings')
  const all = `known are ${known.join(', ')}, or give the path of a mapping file.`
  if (name === undefined) throw new ReplayError(`--mapping is missing; ${all}`)
  const isPath = /[/\\]|\.json$/u.test(name)
  if (!isPath && !known.includes(name))
    throw new ReplayError(`There is no mapping "${name}"; ${all}`)
  const path = isPath ? name : join(root, 'resources/mappings', `${name}.json`)
  const parsed = Mapping.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new ReplayError(`${basename(path)}: ${issue?.path.join('.')}: ${issue?.message}.`)
}

function namesIn(folder: string): readonly string[] {
  return readdirSync(join(root, 'resources', folder))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
}

function speedOf(text: string): number | 'max' {
  if (text === 'max') return 'max'
  const speed = Number(text)
  if (!(speed > 0 && speed <= 100_000)) {
    throw new ReplayError('--speed must be "max" or a number above 0, 100000 at most.')
  }
  return speed
}

function momentOf(text: string | undefined): Moment {
  if (text === undefined) return Infinity
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw new ReplayError('--until must be a time like 2017-03-01T00:00:00Z.')
  return at
}

const stopping = new AbortController()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => (stopping.signal.aborted ? process.exit(1) : stopping.abort()))
}

try {
  if (process.argv.includes('--help')) process.stdout.write(usage)
  else await run(readAsked(process.argv.slice(2)), stopping.signal)
  process.exit(0)
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
