import { setTimeout } from 'node:timers/promises'
import type { City } from '../../contract/city.ts'
import { second, startOfMonth, type Moment } from '../../contract/time.ts'
import type { Clock } from '../clock.ts'
import { dutyPayload, dutyTopic, heartbeatTopic } from '../ingest/feed.ts'
import type { BrokerAccess } from '../ingest/brokerAccess.ts'
import type { Log } from '../log.ts'
import { dutyAt } from './duty.ts'
import { openFeedPublisher } from './feedPublisher.ts'
import { dayGenerator, simulatorSource } from './generateDay.ts'
import { addDays, localDateOf, type LocalDate } from './localDate.ts'
import { liveChanges, pastOfDay } from './messages.ts'
import { readState, writeState } from './stateFile.ts'

export interface SimulatorOptions {
  readonly city: City
  readonly clock: Clock
  /** Broker to publish to, as any client would. */
  readonly broker: BrokerAccess
  readonly seed: number
  /** Whole months of past before the running one. */
  readonly months: number
  /** Remembers what is published. */
  readonly stateFile: string
  /** Identity of the store that keeps it: another one has nothing of it, so all is told again. */
  readonly store: string
  readonly log: Log
}

export interface Simulator {
  /** Resolves when the whole past is published and acknowledged, or the simulator was stopped. */
  readonly backfilled: Promise<void>
  stop(): Promise<void>
}

const heartbeatMs = 2 * second
const tickMs = 200
/** How long a stop waits for the broker's last acknowledgements. */
const lastWordMs = second
/** No simulated incident lives longer than this many days after its own. */
const longestLifeDays = 1

/**
 * A simulated city on the broker: first its past, the newest day first so that today's figures are
 * right at once, then every change at its time by the hub's clock. The past carries final states
 * and no numbers; live messages are numbered without holes, over restarts too.
 * Throws a sentence when the city file has no simulation profile.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { city, clock, seed, months, stateFile, log } = options
  const generate = dayGenerator(city, seed)
  const world = `${city.id} ${seed} ${options.store}`
  const start = clock.now()
  const today = localDateOf(start, city.timeZone)
  const known = readState(stateFile, world)
  const publisher = openFeedPublisher({
    ...options.broker,
    clientId: `siaga-simulator-${city.id}`,
    log
  })

  let stopped = false
  let seq = known?.seq ?? 0
  let saved = JSON.stringify(known)
  let oldest = known?.oldest
  /** Everything of the past is published up to here. */
  let caughtUpTo = known === undefined ? start : Math.min(known.publishedUpTo, start)
  // A clock that was set back since the last start waits until it is new again.
  const liveFrom = Math.max(start, known?.publishedUpTo ?? start)
  let liveUpTo = liveFrom
  let isCaughtUp = caughtUpTo === start
  let acknowledged = { seq, liveUpTo }

  function save(): void {
    const publishedUpTo = isCaughtUp ? acknowledged.liveUpTo : caughtUpTo
    const state = { world, seq: acknowledged.seq, publishedUpTo, oldest }
    const text = JSON.stringify(state)
    if (text === saved) return
    saved = text
    writeState(stateFile, state)
  }

  async function publishPast(date: LocalDate, since?: Moment): Promise<void> {
    for (const { topic, payload } of pastOfDay(city.id, generate(date), start, since)) {
      if (stopped) return
      await publisher.send(topic, payload)
    }
  }

  async function catchUp(): Promise<void> {
    if (isCaughtUp) return
    const first = addDays(localDateOf(caughtUpTo, city.timeZone), -longestLifeDays)
    for (let date = today; date >= first && !stopped; date = addDays(date, -1)) {
      await publishPast(date, caughtUpTo)
    }
    await publisher.drained()
    if (stopped) return
    caughtUpTo = start
    isCaughtUp = true
    save()
  }

  async function backfill(): Promise<void> {
    const first = localDateOf(startOfMonth(start, city.timeZone, -months), city.timeZone)
    let date = oldest === undefined ? today : addDays(oldest, -1)
    for (let days = 1; date >= first && !stopped; date = addDays(date, -1), days += 1) {
      await publishPast(date)
      // A crash in between costs at most a week's work, which changes nothing when done again.
      if (days % 7 !== 0 && date !== first) continue
      await publisher.drained()
      if (stopped) return
      oldest = date
      save()
    }
  }

  const live = liveChanges(city, generate, liveFrom)
  let publishing: Promise<void> = Promise.resolve()

  async function publishLive(now: Moment): Promise<void> {
    for (const change of live.until(now)) {
      if (stopped) return
      await publisher.send(change.topic, change.payloadWith(seq))
      seq += 1
    }
    liveUpTo = Math.max(liveUpTo, now)
  }

  /** Only what the broker has is remembered: a number is rather used twice than skipped. */
  async function remember(): Promise<void> {
    const reached = { seq, liveUpTo }
    await publisher.drained()
    if (stopped || reached.seq < acknowledged.seq) return
    acknowledged = reached
    save()
  }

  let shift: Moment | undefined
  function tick(): void {
    const now = clock.now()
    const duty = dutyAt(city, seed, now)
    if (duty.at !== shift) {
      shift = duty.at
      void publisher.send(dutyTopic(city.id), dutyPayload(duty), { retain: true })
    }
    publishing = publishing.then(() => publishLive(now))
  }

  const ticking = setInterval(tick, tickMs)
  const beating = setInterval(() => {
    publisher.beat(heartbeatTopic(city.id, simulatorSource))
    void remember()
  }, heartbeatMs)
  tick()

  const backfilled = catchUp()
    .then(backfill)
    .then(() => {
      if (!stopped) log('simulator.backfilled', { oldest })
    })

  return {
    backfilled,
    async stop() {
      if (stopped) return
      clearInterval(ticking)
      clearInterval(beating)
      await Promise.race([
        publishing.then(remember),
        setTimeout(lastWordMs, undefined, { ref: false })
      ])
      stopped = true
      await publisher.stop()
      await backfilled
    }
  }
}
