import type { Arrangement } from '../../contract/arrangement.ts'
import type { Camera, CameraState } from '../../contract/camera.ts'
import type { City } from '../../contract/city.ts'
import type { Health } from '../../contract/health.ts'
import { isOpen, type Incident, type WallIncident } from '../../contract/incident.ts'
import type { Rule } from '../../contract/rules.ts'
import type { GridPlace } from '../../contract/scene.ts'
import { minute, second, type HubClock, type Moment } from '../../contract/time.ts'
import { monotonicMs, type Clock } from '../clock.ts'
import type { WallControl } from '../control/wallControl.ts'
import type { CommitResult, Entry } from '../store/store.ts'
import { demandWatch, type Watched } from './demandWatch.ts'
import { floodCounter, floodWindowMs, type FloodCounter } from './floodCounter.ts'
import { nearestCameras } from './nearestCameras.ts'
import { playlistDirector } from './playlistDirector.ts'
import { ruleFor } from './ruleFor.ts'

/** Between the rails of Operasi, over its map: where the eye is and no counter. */
export const middleOfWall: GridPlace = { column: 11, row: 0, columns: 25, rows: 18 }

/** What was received longer ago is no news: a backlog after an outage, or history. */
const newForMs = 2 * minute

const beatEveryMs = 250
/** Of a flood that goes on the number is told this often at most. */
const tellFloodEveryMs = 5 * second

export interface DirectorOptions {
  readonly control: Pick<WallControl, 'current' | 'act'>
  readonly arrangement: () => Pick<Arrangement, 'rules' | 'playlist'>
  readonly cameras: {
    readonly cameras: () => readonly Pick<Camera, 'id' | 'position'>[]
    readonly states: () => readonly Pick<CameraState, 'id' | 'status'>[]
  }
  readonly city: Pick<City, 'timeZone' | 'categories' | 'responseTargets'>
  /** Of the hub: what is new, and how much came in ten minutes, is reckoned in its time. */
  readonly clock: Clock
  /** Real time, in which the wall shows things. */
  readonly now: () => Moment
  readonly health: () => Pick<Health, 'broker' | 'store' | 'sources'>
  /** Those that windows have at the start, and those received within `lookedBackMs`; maybe twice. */
  readonly incidents: readonly (Watched & Pick<WallIncident, 'district'>)[]
}

/** How far back a hub that begins must look to know whether there is a flood. */
export function lookedBackMs({ speed }: Pick<HubClock, 'speed'>): number {
  return floodWindowMs * Math.max(1, speed)
}

/** Changes the wall where nobody does: new incidents by the rules of the room, and its playlist. */
export interface Director {
  /** A commit of what came in live; never an import. */
  heard(entries: readonly Entry[], result: CommitResult): void
  stop(): void
}

interface Wanted {
  readonly incident: Incident
  readonly rule: Rule
}

export function startDirector(options: DirectorOptions): Director {
  const { control, arrangement, cameras, city, clock, now, health } = options
  const demands = demandWatch(city)
  const flood = floodCounter()
  const playlist = playlistDirector({ control, timeZone: city.timeZone })
  const privateCategories = new Set(
    city.categories.filter((category) => category.private).map(({ id }) => id)
  )
  /** Once is enough, of whatever is news: when it was received, by id. */
  const takenOver = new Map<string, Moment>()
  const criticals = new Map<string, Moment>()
  /** Those that have the wall or wait for it, as they were when that was last decided. */
  const onWall = new Map<string, Wanted>()
  let lastCriticalAt: Moment | undefined
  let toldFloodMs = Number.NEGATIVE_INFINITY
  let beats = 0

  /** What came before the hub was started, and is not long ago. */
  for (const incident of options.incidents.toSorted((a, b) => a.receivedAt - b.receivedAt)) {
    const { id, receivedAt, priority, exercise } = incident
    const rule = exercise ? undefined : ruleFor(incident, arrangement().rules.rules)
    const fresh = isWithin(floodWindowMs, receivedAt)
    const asked = rule !== undefined
    count(demands.incident(incident, clock.now(), { fresh, asked }), receivedAt)
    if (asked) takenOver.set(id, receivedAt)
    if (priority === 1) criticals.set(id, receivedAt)
  }
  tellFlood()
  beat()
  const timer = setInterval(beat, beatEveryMs)

  function beat(): void {
    if (beats % (second / beatEveryMs) === 0) {
      const hubNow = clock.now()
      count(demands.missed(hubNow, lookedBackMs(clock.reading())), hubNow)
      count(demands.faults(health()), hubNow)
      forgetOld(takenOver)
      forgetOld(criticals)
      for (const id of onWall.keys()) if (!isOnWall(id)) onWall.delete(id)
    }
    beats += 1
    tellFlood()
    if (canRecord()) playlist.beat(now(), arrangement().playlist, lastCriticalAt)
  }

  /** While nothing can be written nothing is done, and each attempt would be one more line to write. */
  function canRecord(): boolean {
    return control.current().recording === 'ok'
  }

  function count(times: number, at: Moment): void {
    if (moves()) for (let i = 0; i < times; i += 1) flood.add(at)
  }

  /** Whether it is one. */
  function tellFlood(): boolean {
    const reading = flood.read(clock.now())
    if (canRecord()) tell(reading)
    return reading.flood
  }

  function tell(reading: ReturnType<FloodCounter['read']>): void {
    const told = control.current().flood
    if (!reading.flood) {
      if (told !== undefined)
        control.act({ type: 'setFlood', demands: undefined }, { kind: 'system' })
      return
    }
    const waits = told !== undefined && monotonicMs() - toldFloodMs < tellFloodEveryMs
    if (told?.demands === reading.demands || waits) return
    toldFloodMs = monotonicMs()
    control.act({ type: 'setFlood', demands: reading.demands }, { kind: 'system' })
  }

  /** On a hub whose clock stands still nothing is news, and no flood would ever end. */
  function moves(): boolean {
    return clock.reading().speed > 0
  }

  /** On a hub whose clock runs fast, the way of a message takes longer. */
  function isWithin(ms: number, receivedAt: Moment): boolean {
    return moves() && clock.now() - receivedAt <= ms * Math.max(1, clock.reading().speed)
  }

  function forgetOld(known: Map<string, Moment>): void {
    for (const [id, receivedAt] of known) {
      // They are in the order in which they came: those after it are hardly older.
      if (isWithin(newForMs, receivedAt)) break
      known.delete(id)
    }
  }

  /** A new state of an incident; gives the rule that wants the wall for it. */
  function follow(incident: Incident): Rule | undefined {
    const { id, receivedAt, priority, exercise } = incident
    const live = isOpen(incident) && !exercise
    const rule = live ? ruleFor(incident, arrangement().rules.rules) : undefined
    followOnWall(incident, rule !== undefined)
    const hubNow = clock.now()
    const fresh = isWithin(floodWindowMs, receivedAt)
    count(demands.incident(incident, hubNow, { fresh, asked: rule !== undefined }), hubNow)
    if (!live || !isWithin(newForMs, receivedAt)) return undefined
    if (priority === 1 && !criticals.has(id)) {
      criticals.set(id, receivedAt)
      lastCriticalAt = now()
    }
    if (rule === undefined || takenOver.has(id)) return undefined
    takenOver.set(id, receivedAt)
    return rule
  }

  /** It ends with its incident; what stands beside it is that of what the incident now is. */
  function followOnWall(incident: Incident, wanted: boolean): void {
    const { id, category, priority } = incident
    const before = onWall.get(id)
    if (before === undefined) return
    if (!isOnWall(id)) {
      onWall.delete(id)
      return
    }
    if (!wanted) {
      onWall.delete(id)
      control.act({ type: 'endTakeover', incident: id }, { kind: 'system' })
      return
    }
    const { rule, incident: known } = before
    const same = category === known.category && priority === known.priority
    if (same && String(incident.position) === String(known.position)) return
    onWall.set(id, { incident, rule })
    const cameras = camerasBeside(incident, rule)
    control.act(
      { type: 'correctTakeover', incident: id, category, priority, cameras },
      { kind: 'system' }
    )
  }

  function isOnWall(incident: string): boolean {
    const { takeover, takeoversWaiting = [] } = control.current()
    return [takeover, ...takeoversWaiting].some((one) => one?.incident === incident)
  }

  function takeOver({ incident, rule }: Wanted): void {
    const { id, category, priority } = incident
    const refused = control.act(
      {
        type: 'takeOver',
        incident: id,
        category,
        priority,
        cameras: camerasBeside(incident, rule),
        region: rule.region ?? middleOfWall,
        why: rule.name,
        ...(rule.sound && { sound: true }),
        forS: rule.seconds
      },
      { kind: 'rule', name: rule.name }
    )
    if (refused === undefined) onWall.set(id, { incident, rule })
  }

  function camerasBeside({ category, position }: Incident, rule: Rule): string[] {
    return position === undefined || privateCategories.has(category)
      ? []
      : nearestCameras(position, placedCameras(), rule.cameras)
  }

  function placedCameras() {
    const live = new Set(
      cameras.states().flatMap(({ id, status }) => (status === 'live' ? [id] : []))
    )
    return cameras.cameras().map((camera) => ({ ...camera, live: live.has(camera.id) }))
  }

  return {
    heard(entries, { outcomes }) {
      const wanted: Wanted[] = []
      entries.forEach(({ event }, index) => {
        const outcome = outcomes[index]
        if (event?.kind !== 'incident' || outcome?.kind !== 'incident') return
        if (outcome.result === 'unchanged') return
        const rule = follow(event.incident)
        if (rule !== undefined) wanted.push({ incident: event.incident, rule })
      })
      // All that came is counted before anything takes over: what came together may be a flood.
      if (!tellFlood()) for (const one of wanted) takeOver(one)
    },
    stop: () => clearInterval(timer)
  }
}
