import type {
  Aggregates as Values,
  AggregateTopic,
  DensityWindow,
  DutyNow
} from '../../contract/aggregates.ts'
import { DensityWindow as DensityWindows } from '../../contract/aggregates.ts'
import type { City } from '../../contract/city.ts'
import type { Duty } from '../../contract/duty.ts'
import type { Change } from '../../contract/hubMessages.ts'
import type { Incident, WallIncident } from '../../contract/incident.ts'
import type { WallPeak } from '../../contract/peaks.ts'
import type { Moment } from '../../contract/time.ts'
import type { CommitResult, Entry, Store } from '../store/store.ts'
import { AgencyBoardAggregate } from './agencyBoard.ts'
import type { Aggregate } from './aggregate.ts'
import { CallCountsAggregate } from './callCounts.ts'
import { cityCalendar, type CityCalendar } from './cityCalendar.ts'
import { Columns } from './columns.ts'
import { DensityAggregate } from './density.ts'
import { DistrictCountsAggregate } from './districtCounts.ts'
import { DueHeap } from './dueHeap.ts'
import { factsReader, type FactNames, type Facts } from './facts.ts'
import { Names } from './names.ts'
import { OpenCountsAggregate } from './openCounts.ts'
import { ResponseTimesAggregate } from './responseTimes.ts'
import { VolumeAggregate } from './volume.ts'
import { wallIncidentOf } from './wallIncident.ts'
import { WallIncidents } from './wallIncidents.ts'

/** Every figure of the wall. */
export interface Aggregates {
  /** A commit: what it says is in the figures when this returns. */
  apply(entries: readonly Entry[], result: CommitResult, now: Moment): void
  /** Time has come to `now`: midnight, hours, windows and late marks. */
  tick(now: Moment): void
  value<T extends AggregateTopic>(topic: T): Values[T]
  /** What is otherwise since the last call; the first call gives everything. */
  take(): Change[]
  /** Incidents a window may have now. */
  wallIncidents(): { readonly incidents: readonly WallIncident[]; readonly notSent: number }
  /** Incidents on disk, exercises included. */
  readonly incidents: number
  /** The store holds simulated incidents or calls. */
  readonly simulated: boolean
  /** What questions about any period are answered from, right at the moment of the last tick. */
  readonly mirror: Mirror
}

/** The store as figures need it, in columns and in numbers. */
export interface Mirror {
  readonly columns: Columns
  readonly calls: CallCountsAggregate
  readonly names: FactNames
  readonly calendar: CityCalendar
}

export interface AggregatesOptions {
  readonly city: City
  readonly store: Pick<Store, 'incidents' | 'calls' | 'incident' | 'duty'>
  readonly now: Moment
  /** What forecasts learn the effect of, from earlier years. */
  readonly peaks?: readonly WallPeak[]
}

/** The counts on the map are large to send: they leave on every tenth call of `take`. */
const densityEvery = 10

/** Reads the whole store once; then keeps every figure by changes. */
export function createAggregates({
  city,
  store,
  now: start,
  peaks
}: AggregatesOptions): Aggregates {
  const names = {
    agencies: new Names(city.agencies.map(({ id }) => id)),
    categories: new Names(city.categories.map(({ id }) => id)),
    districts: new Names(city.districts.map(({ code }) => code)),
    cells: new Names()
  }
  const calendar = cityCalendar(city.timeZone)
  const columns = new Columns()
  const due = new DueHeap()
  const readFacts = factsReader(city, names, calendar)
  const wallIncidents = new WallIncidents({
    columns,
    incident: (row) => store.incident(row),
    toWall: wallIncidentOf(city)
  })
  const calls = new CallCountsAggregate(calendar)
  const density = (window: DensityWindow) => new DensityAggregate(window, columns, names.cells)
  const byRow = {
    openCounts: new OpenCountsAggregate(names.agencies),
    volume: new VolumeAggregate(calendar, columns, peaks),
    responseTimes: new ResponseTimesAggregate(calendar, columns, city.headlineTarget),
    agencyBoard: new AgencyBoardAggregate(calendar, columns, names.agencies, city.headlineTarget),
    districtCounts: new DistrictCountsAggregate(calendar, columns, names.districts),
    'density:1h': density('1h'),
    'density:24h': density('24h'),
    'density:7d': density('7d'),
    'density:30d': density('30d')
  } satisfies { [T in Exclude<AggregateTopic, 'callCounts' | 'duty'>]: Aggregate<Values[T]> }
  const kept: readonly Aggregate<unknown>[] = Object.values(byRow)
  const densityTopics: ReadonlySet<string> = new Set(
    DensityWindows.options.map((window) => `density:${window}`)
  )

  let now = start
  let duty: Duty | undefined
  let dutyChanged = true
  let incidents = 0
  let simulatedIncidents = 0
  let takes = 0
  const waiting = new Set<AggregateTopic>()
  const lastSent = new Map<AggregateTopic, string>()

  function replace(row: number, incident: Incident): void {
    const after = readFacts(row, incident, now)
    const before = columns.replace(after)
    if (before === undefined) incidents += 1
    if (before?.simulated) simulatedIncidents -= 1
    if (after.simulated) simulatedIncidents += 1
    if (after.nextAt !== Number.POSITIVE_INFINITY) due.push(after.nextAt, row)
    spread(before, after)
  }

  function spread(before: Facts | undefined, after: Facts): void {
    for (const aggregate of kept) aggregate.change(before, after)
    wallIncidents.change(before, after)
  }

  function load(): void {
    columns.clear()
    due.clear()
    for (const aggregate of kept) aggregate.reset()
    calls.reset()
    wallIncidents.reset()
    incidents = 0
    simulatedIncidents = 0
    for (const { row, incident } of store.incidents()) replace(row, incident)
    for (const { row, call } of store.calls()) calls.replace(row, call)
    duty = store.duty()
    dutyChanged = true
    moveTo(now)
  }

  function moveTo(moment: Moment): void {
    now = moment
    for (let next = due.popBefore(now); next !== undefined; next = due.popBefore(now)) {
      // An entry of an earlier state of the row: that state is gone.
      if (columns.nextAt(next.row) !== next.at) continue
      const incident = store.incident(next.row)
      if (incident !== undefined) replace(next.row, incident)
    }
    for (const aggregate of kept) aggregate.moveTo(now)
    calls.moveTo(now)
  }

  function value<T extends AggregateTopic>(topic: T): Values[T]
  function value(topic: AggregateTopic): Values[AggregateTopic] {
    if (topic === 'callCounts') return calls.value()
    if (topic === 'duty') return (duty === undefined ? {} : { duty }) satisfies DutyNow
    return byRow[topic].value()
  }

  /** Topics whose value may be otherwise, with those held back earlier. */
  function changedTopics(): readonly AggregateTopic[] {
    for (const [topic, aggregate] of Object.entries(byRow))
      if (aggregate.takeChanged()) waiting.add(topic as keyof typeof byRow) // its own keys
    if (calls.takeChanged()) waiting.add('callCounts')
    if (dutyChanged) waiting.add('duty')
    dutyChanged = false
    const withDensity = takes % densityEvery === 0
    takes += 1
    return [...waiting].filter((topic) => withDensity || !densityTopics.has(topic))
  }

  load()

  return {
    apply(entries, { outcomes }, moment) {
      if (moment > now) moveTo(moment)
      entries.forEach(({ event }, index) => {
        const outcome = outcomes[index]
        if (outcome === undefined || event === undefined) return
        if (outcome.kind === 'none' || outcome.result === 'unchanged') return
        if (event.kind === 'incident' && outcome.kind === 'incident') {
          replace(outcome.row, event.incident)
          wallIncidents.touch(outcome.row, event.incident)
        } else if (event.kind === 'call' && outcome.kind === 'call') {
          calls.replace(outcome.row, event.call)
        } else if (event.kind === 'duty') {
          duty = event.duty
          dutyChanged = true
        }
      })
    },

    tick(moment) {
      if (moment >= now) {
        moveTo(moment)
        return
      }
      // The clock was set back. A breath is waited for; more, and everything is read again.
      if (now - moment < 1000) return
      now = moment
      load()
    },

    value,

    take() {
      const changes: Change[] = []
      const { shown, gone, notSent } = wallIncidents.take()
      for (const incident of shown) changes.push({ kind: 'incident', incident })
      for (const id of gone) changes.push({ kind: 'incidentGone', id })
      if (notSent !== undefined) changes.push({ kind: 'notSent', count: notSent })
      for (const topic of changedTopics()) {
        waiting.delete(topic)
        const next = value(topic)
        const text = JSON.stringify(next)
        if (text === lastSent.get(topic)) continue
        lastSent.set(topic, text)
        changes.push({ kind: 'aggregate', topic, value: next })
      }
      return changes
    },

    wallIncidents: () => wallIncidents.current(),
    mirror: { columns, calls, names, calendar },
    get incidents() {
      return incidents
    },
    get simulated() {
      return simulatedIncidents > 0 || calls.simulatedCalls > 0
    }
  }
}
