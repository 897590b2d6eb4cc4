import { writeFileSync } from 'node:fs'
import { wallUrl } from '../contract/launch.ts'
import { minute, second, type Moment } from '../contract/time.ts'
import { monotonicMs } from './clock.ts'
import { readCsvIncidents, type CsvIncidents, type RefusedRow } from './ingest/csvIncidents.ts'
import { readReplayRequest, ReplayError, usage, type ReplayRequest } from './replay/request.ts'
import {
  replay,
  replaySource,
  startHeartbeat,
  statesInOrder,
  type Pace
} from './replay/replayFeed.ts'
import { startReplayHub, type ReplayHub } from './replay/replayHub.ts'
import { openFeedPublisher } from './simulator/feedPublisher.ts'

const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`)

async function run(request: ReplayRequest, stopping: AbortController): Promise<void> {
  const { signal } = stopping
  const { file, mapping, city } = request
  const read = await readCsvIncidents(file, mapping, city, replaySource)
  say(summaryOf(read))
  if (read.refused.length > 0) listRefused(request.refused, read.refused)
  const openMs = mapping.replayOpenMinutes * minute
  const states = statesInOrder(read.incidents, openMs).filter(({ at }) => at <= request.until)
  const [first, last] = [states[0], states.at(-1)]
  if (first === undefined || last === undefined)
    throw new ReplayError('There is nothing to replay.')

  const hub = request.mqtt === undefined ? await hubFor(request, first.at, last.at) : undefined
  if (hub !== undefined) say(`The wall: ${wallUrl(hub.ready)}`)
  // Without its hub there is nobody to tell.
  void hub?.ended.then(() => stopping.abort())
  const publisher = openFeedPublisher({
    url: request.mqtt ?? hub?.ready.mqtt ?? '',
    clientId: `siaga-replay-${process.pid}`,
    log: (event, values) => event === 'publisher.error' && say(`Broker: ${values?.['error']}`)
  })
  signal.addEventListener('abort', () => void publisher.stop())
  const stopBeating = startHeartbeat(publisher, city.id)
  try {
    const pace = await paceOf(request.speed, first.at, hub)
    const published = await replay({
      ...{ incidents: read.incidents, cityId: city.id, publisher, pace, openMs, signal },
      until: request.until,
      onProgress: progress()
    })
    say(`Published ${published} of ${states.length} states of ${read.incidents.length} incidents.`)
    if (hub !== undefined && !signal.aborted) {
      say('The replay is over; the wall stays open until Ctrl-C.')
      await aborted(signal)
    }
  } finally {
    stopBeating()
    await publisher.stop()
    await hub?.stop()
  }
}

function hubFor(request: ReplayRequest, first: Moment, last: Moment): Promise<ReplayHub> {
  // At full speed there is no pace to keep: the clock stands at the end of what is shown.
  const clock = request.speed === 'max' ? last : first
  const clockSpeed = request.speed === 'max' ? 0 : request.speed
  return startReplayHub({ cityFile: request.cityFile, clock, clockSpeed, data: request.data })
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
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve())
  })
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

const stopping = new AbortController()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => (stopping.signal.aborted ? process.exit(1) : stopping.abort()))
}

try {
  if (process.argv.includes('--help')) process.stdout.write(usage)
  else await run(readReplayRequest(process.argv.slice(2)), stopping)
  process.exit(0)
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
