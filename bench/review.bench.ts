import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { ReviewAnswer, ReviewQuestion } from '../src/contract/review.ts'
import { createAggregates } from '../src/hub/aggregates/aggregates.ts'
import { answerReview } from '../src/hub/review/answerReview.ts'
import { openDuckReview, type DuckReview } from './lib/duckReview.ts'
import { semarang } from './lib/history.ts'
import { load, mb, ms, printTable, type Figure } from './lib/report.ts'
import { plainIncident, reviewIncidents } from './lib/reviewHistory.ts'
import { reviewQuestions } from './lib/reviewQuestions.ts'
import { percentile } from './lib/stats.ts'

// How long the hub takes for a question of the scene Puncak over three years with a million
// incidents, beside DuckDB in the same run with the same data. Every figure that both count is
// compared, and one that differs ends the measurement.

const incidents = 1_000_000
const rounds = 5
const goalMs = 20
const goalBytes = 100e6
/** Noon of 20 April 2025 in Semarang. */
const now = Date.UTC(2025, 3, 20, 5)

const figures: Figure[] = []
const questions = reviewQuestions(semarang)
const hub = loadHub()
figures.push(...hub.figures)

const duck = await openDuckReview(plainRows(), (sentence) => console.log(sentence))
try {
  if (duck !== undefined) await compareAll(duck)
  const hubTimes = await timesOf((question) => void hub.answer(question))
  figures.push(...figuresOf('hub', hubTimes, true))
  if (duck !== undefined) {
    for (const threads of [1, undefined]) {
      await duck.threads(threads)
      const name = `DuckDB ${duck.version}, ${threads === undefined ? 'as it comes' : 'one thread'}`
      const times = await timesOf((question) => duck.ask(question))
      figures.push(...figuresOf(name, times, false))
    }
  }
} finally {
  duck?.close()
}
printTable(`Review: ${questions.length} questions over 1,000,000 incidents`, figures)

function loadHub() {
  const collect = garbageCollector()
  collect()
  const before = process.memoryUsage()
  const store = {
    *incidents() {
      let row = 0
      for (const incident of reviewIncidents(semarang, { incidents, until: now }))
        yield { row: (row += 1), incident }
    },
    calls: () => [],
    incident: () => undefined,
    duty: () => undefined
  }
  const aggregates = createAggregates({ city: semarang, store, now })
  collect()
  const after = process.memoryUsage()
  const held = after.heapUsed + after.external - before.heapUsed - before.external
  const memory: Figure[] = [
    {
      name: 'hub: memory for 1,000,000 incidents, heap and columns',
      value: mb(held),
      goal: `≤ ${goalBytes / 1e6} MB`,
      met: held <= goalBytes,
      load: load()
    },
    {
      name: 'hub: growth of resident memory after loading them',
      value: mb(after.rss - before.rss),
      load: load()
    }
  ]
  return {
    figures: memory,
    answer: (question: ReviewQuestion): ReviewAnswer =>
      answerReview({ city: semarang, mirror: aggregates.mirror }, question, now)
  }
}

function* plainRows() {
  for (const incident of reviewIncidents(semarang, { incidents, until: now }))
    yield plainIncident(incident, now)
}

interface Time {
  readonly wall: number
  /** Of all threads: what it takes of a machine that nobody else uses. */
  readonly cpu: number
}

/** All questions in order, round after round, after one that is not counted. */
async function timesOf(ask: (question: ReviewQuestion) => unknown): Promise<readonly Time[]> {
  const times: Time[] = []
  for (let round = 0; round <= rounds; round += 1)
    for (const question of questions) {
      const [from, cpuFrom] = [performance.now(), process.cpuUsage()]
      await ask(question)
      const { user, system } = process.cpuUsage(cpuFrom)
      if (round > 0) times.push({ wall: performance.now() - from, cpu: (user + system) / 1000 })
    }
  return times
}

function figuresOf(name: string, times: readonly Time[], hasGoal: boolean): Figure[] {
  const wall = times.map((time) => time.wall)
  const cpu = times.map((time) => time.cpu)
  const p95 = percentile(wall, 0.95)
  const goal = hasGoal ? { goal: `≤ ${goalMs} ms`, met: p95 <= goalMs } : {}
  return [
    { name: `${name}: a question p50`, value: ms(percentile(wall, 0.5)), load: load() },
    { name: `${name}: a question p95`, value: ms(p95), load: load(), ...goal },
    { name: `${name}: the slowest`, value: ms(percentile(wall, 1)), load: load() },
    {
      name: `${name}: its CPU, p50 and p95`,
      value: `${ms(percentile(cpu, 0.5))}, ${ms(percentile(cpu, 0.95))}`,
      load: load()
    }
  ]
}

async function compareAll(duckReview: DuckReview): Promise<void> {
  for (const question of questions) {
    const answer = hub.answer(question)
    const ours = figuresOfAnswer(answer)
    const theirs = figuresOfRows(await duckReview.ask(question))
    // A compared day without a fellow, the 29th of February, is in no chart.
    const paired = new Set(answer.days.map(({ compareDay }) => `compare.days.${compareDay}`))
    for (const name of theirs.keys())
      if (name.startsWith('compare.days.') && !paired.has(name)) theirs.delete(name)
    for (const name of new Set([...ours.keys(), ...theirs.keys()])) {
      const [mine = 0, other = 0] = [ours.get(name), theirs.get(name)]
      if (mine !== other)
        throw new Error(
          `${name}: ${mine} in the hub, ${other} in DuckDB. ${JSON.stringify(question)}`
        )
    }
  }
  console.log(`Hub and DuckDB agree in every figure of ${questions.length} questions.`)
}

/** What both count, by name; rates times their days are counts again. */
function figuresOfAnswer(answer: ReviewAnswer): Map<string, number> {
  const figures = new Map<string, number>()
  const set = (name: string, count: number | undefined): unknown =>
    count === undefined || count === 0 ? undefined : figures.set(name, count)
  const { total } = answer
  const sides = ['period', 'compare', 'normal'] as const
  for (const side of sides) set(`${side}.total`, total[side]?.incidents)
  const rates = [
    ...answer.categories.map((rate) => ({ chart: `categories.${rate.category}`, rate })),
    ...answer.districts.map((rate) => ({ chart: `districts.${rate.district}`, rate }))
  ]
  for (const { chart, rate } of rates) {
    set(`period.${chart}`, rate.count)
    set(`compare.${chart}`, Math.round((rate.comparePerDay ?? 0) * (total.compare?.days ?? 0)))
    set(`normal.${chart}`, Math.round((rate.normalPerDay ?? 0) * (total.normal?.days ?? 0)))
  }
  for (const { day, count, compareDay, compareCount } of answer.days) {
    set(`period.days.${day}`, count)
    if (compareDay !== undefined) set(`compare.days.${compareDay}`, compareCount)
  }
  answer.hours.counts.flat().forEach((count, hour) => set(`period.hours.${hour}`, count))
  answer.hours.normalCounts?.flat().forEach((count, hour) => set(`normal.hours.${hour}`, count))
  const responses = [
    { name: '', response: answer.response },
    ...answer.agencies.map((row) => ({ name: `.${row.agency}`, response: row }))
  ]
  for (const { name, response } of responses)
    for (const [side, of] of Object.entries({
      period: response,
      compare: response.compare,
      normal: response.normal
    })) {
      set(`${side}${name}.median`, of?.medianMs)
      set(`${side}${name}.p90`, of?.p90Ms)
      set(`${side}${name}.0`, of?.met)
      set(`${side}${name}.1`, of?.breached)
      set(`${side}${name}.2`, of?.running)
      set(`${side}${name}.3`, of?.unknown)
    }
  return figures
}

function figuresOfRows(rows: readonly unknown[][]): Map<string, number> {
  const figures = new Map<string, number>()
  const add = (name: string, count: number): unknown =>
    count === 0 ? undefined : figures.set(name, (figures.get(name) ?? 0) + count)
  for (const [chart, key, further, n, median, p90] of rows) {
    const [side = '', kind = ''] = String(chart).split('.')
    const count = Number(n)
    const day = new Date(Number(further) * 86_400_000).toISOString().slice(0, 10)
    if (kind === 'days') {
      // The hub tells the days of the normal period by what is usual alone.
      if (side !== 'normal') add(`${side}.days.${day}`, count)
    } else if (kind === 'hours') {
      if (side !== 'compare') add(`${side}.hours.${String(further)}`, count)
    } else if (kind === 'verdicts' || kind === 'agencyVerdicts')
      add(`${side}.${String(key)}`, count)
    else if (kind === 'total') add(`${side}.total`, count)
    else if (kind !== 'agencyTimes') add(`${side}.${kind}.${String(key)}`, count)
    if (median === null || (kind !== 'total' && kind !== 'agencyTimes')) continue
    const name = kind === 'total' ? side : `${side}.${String(key)}`
    add(`${name}.median`, Math.round(Number(median)))
    add(`${name}.p90`, Math.round(Number(p90)))
  }
  return figures
}

/** The collector is not there for everybody; this opens it after the start. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void // what the flag puts there
}
