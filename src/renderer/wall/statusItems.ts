import { lostAfterMs } from '../../contract/health.ts'
import { numbersIn } from '../../contract/shownCount.ts'
import { startOfDay } from '../../contract/time.ts'
import { countStates, type CamerasSeen } from '../hub/cameras/cameraStore.ts'
import type { WallMoment } from '../hub/moments.ts'
import type { ReadyWall } from '../hub/wallState.ts'
import type { Format } from '../look/format.ts'
import { controlItems } from './control/controlItems.ts'
import type { ControlSay } from './control/words.ts'
import { displayItems } from './displays/displayItems.ts'
import type { DisplaySay } from './displays/words.ts'
import { remoteItems } from './remote/remoteItems.ts'
import type { WallRemoteSay } from './remote/words.ts'
import type { reasonWords } from './reasonWords.ts'
import type { statusWords } from './statusWords.ts'

/** One statement of the status line: what, its state in bold, and what there is to add. */
export interface StatusItem {
  readonly key: string
  readonly label: string
  readonly value?: string
  readonly rest?: string
  /** `rest` can be done without. */
  readonly restYields?: boolean
  /** Keys, for whoever stands before the wall; they yield before any state does. */
  readonly hint?: string
  /** Drawn in orchid. */
  readonly bad?: boolean
  /** Gives way first where there is little room. */
  readonly optional?: boolean
  readonly opens?: 'quarantine'
}

interface Telling {
  readonly state: ReadyWall
  readonly moment: WallMoment
  /** What this window can show of the cameras: less than the hub has where a codec is foreign to it. */
  readonly cameras: CamerasSeen
  readonly format: Format
  readonly say: (typeof statusWords)['id']
  readonly reasons: (typeof reasonWords)['id']
  readonly control: ControlSay
  readonly displays: DisplaySay
  readonly remotes: WallRemoteSay
  /** Why signals are not heard. */
  readonly sound?: StatusItem | undefined
}

/** More sources than this in trouble are only counted. */
const sourcesNamed = 2

/** What the status line says, the most important first. */
export function statusItems(telling: Telling): readonly StatusItem[] {
  const { state, format, say } = telling
  const { health, unreadable } = state
  if (health === undefined) return hubItems(telling)
  return [
    ...hubItems(telling),
    brokerItem(telling),
    messageItem(telling),
    ...controlItems({
      state,
      format,
      say: telling.control,
      covered: telling.moment.age.freshness === 'lost'
    }),
    ...remoteItems({ state, format, say: telling.remotes }),
    ...(telling.sound === undefined ? [] : [telling.sound]),
    ...displayItems({ state, format, say: telling.displays }),
    ...sourceItems(telling),
    ...(unreadable.count > 0
      ? [{ key: 'unreadable', label: say.unreadable(format.count(unreadable.count)), bad: true }]
      : []),
    storeItem(telling),
    quarantineItem(telling),
    ...(state.notSent > 0
      ? [{ key: 'notSent', label: say.notSent(format.count(state.notSent)), bad: true }]
      : []),
    cameraItem(telling)
  ]
}

function silenceOf({ state, moment }: Telling): number {
  return state.heardAt === undefined ? 0 : Math.max(0, moment.perfNow - state.heardAt)
}

function hubIsSilent({ state, moment }: Telling): boolean {
  return state.connection.state !== 'open' || moment.age.fault === 'hub'
}

function hubItems(telling: Telling): readonly StatusItem[] {
  const { state, moment, format, say } = telling
  const { connection } = state
  const item = (value: string): readonly StatusItem[] => [
    { key: 'hub', label: say.hub, value, bad: true }
  ]
  if (connection.state === 'refused') return item(say.hubRefused)
  if (connection.state === 'lost') return item(say.hubLost(format.count(connection.attempt)))
  return moment.age.fault === 'hub' ? item(say.hubSilent(format.age(silenceOf(telling)))) : []
}

function brokerItem(telling: Telling): StatusItem {
  const { state, moment, format, say } = telling
  const broker = state.health?.broker
  const key = 'broker'
  if (hubIsSilent(telling)) return { key, label: say.broker, value: say.brokerUnknown }
  if (broker?.state === 'connected') return { key, label: say.broker, value: say.brokerConnected }
  if (broker?.state !== 'lost')
    return { key, label: say.broker, value: say.brokerConnecting, bad: true }
  const speed = state.clock?.speed ?? 1
  const since =
    moment.age.freshness === 'lost' && moment.age.fault === 'broker'
      ? moment.now
      : moment.clock - (broker.forMs + silenceOf(telling)) * speed
  return { key, label: say.broker, value: say.brokerLost(format.clock(since)), bad: true }
}

function messageItem(telling: Telling): StatusItem {
  const { state, moment, format, say } = telling
  const { freshness, ageMs, fault } = moment.age
  const key = 'message'
  if (freshness === 'stale' && ageMs !== undefined)
    return { key, label: say.late, value: say.lateBy(format.age(ageMs)), bad: true }
  const age = state.health?.messageAgeMs
  const bad = freshness === 'lost' && fault !== 'store'
  if (age === undefined) return { key, label: say.lastMessage, value: say.noMessage, bad }
  return {
    key,
    label: say.lastMessage,
    value: format.age(age + silenceOf(telling)),
    rest: ` ${say.ago}`,
    bad
  }
}

function sourceItems(telling: Telling): readonly StatusItem[] {
  const { state, format, say } = telling
  // While the hub is silent nobody knows of its sources: the silence is not theirs.
  const silence = hubIsSilent(telling) ? 0 : silenceOf(telling)
  const troubled = (state.health?.sources ?? []).flatMap((source) => {
    const age = source.ageMs + silence
    const parts = [
      source.heartbeat && age > lostAfterMs ? say.silent(format.age(age)) : undefined,
      source.missing !== 0 ? say.missing(format.count(source.missing)) : undefined
    ].filter((part) => part !== undefined)
    return parts.length === 0 ? [] : [{ name: source.source, value: parts.join(', ') }]
  })
  const named = troubled.slice(0, sourcesNamed).map(({ name, value }) => ({
    key: `source ${name}`,
    label: `${say.source(name)}:`,
    value,
    bad: true
  }))
  const others = troubled.length - named.length
  if (others === 0) return named
  return [...named, { key: 'sources', label: say.moreSources(format.count(others)), bad: true }]
}

function storeItem(telling: Telling): StatusItem {
  const { state, format, say } = telling
  const store = state.health?.store
  const key = 'store'
  const label = say.store
  if (store?.state === 'failing')
    return {
      key,
      label,
      value: say.storeFailing,
      ...(store.reason !== undefined && { rest: `: ${say.storeReasons[store.reason]}` }),
      bad: true
    }
  if (hubIsSilent(telling)) return { key, label, value: say.storeUnknown }
  if (store?.incidents === 0) return { key, label, value: say.storeEmpty }
  const month = state.aggregates.volume?.month.count
  return {
    key,
    label,
    value: say.storeOk,
    ...(month !== undefined && { rest: `, ${say.storeMonth(format.count(month))}` }),
    restYields: true
  }
}

/** Orchid only while it concerns today: a wall that is always orchid says nothing. */
function quarantineItem({ state, moment, format, say, reasons }: Telling): StatusItem {
  const rejected = state.health?.rejected
  const { messages = 0, fields = 0 } = rejected ?? {}
  const counts = numbersIn({ messages, fields })
  const told = [messages, fields].filter((count) => count !== 0).map(format.count)
  const latest = rejected?.latest[0]
  const short = rejected?.incidentsToday ?? 0
  const today = latest !== undefined && latest.at >= startOfDay(moment.clock, state.city.timeZone)
  const rest = [
    today && latest ? say.latest(reasons[latest.reason]) : undefined,
    short !== 0 ? say.short(format.count(short)) : undefined
  ].filter((part) => part !== undefined)
  return {
    key: 'quarantine',
    label: say.quarantine,
    // Guests are told each of the two as little as it may be told: there is no sum of those.
    value: counts === undefined ? told.join(' + ') : format.count(counts.messages + counts.fields),
    ...(rest.length > 0 && { rest: `, ${rest.join(', ')}` }),
    bad: today || short !== 0,
    optional: !today && short === 0,
    opens: 'quarantine'
  }
}

function cameraItem({ state, cameras, format, say }: Telling): StatusItem {
  const { live, undecodable } = countStates(cameras)
  // Before this window hears of its cameras the hub knows how many there are; none is shown yet.
  const configured = cameras.connected
    ? cameras.cameras.length
    : (state.health?.cameras.configured ?? 0)
  const key = 'cameras'
  if (configured === 0) return { key, label: say.cameras, value: say.camerasNone, optional: true }
  return {
    key,
    label: say.camerasLive,
    value: `${format.count(live)}/${format.count(configured)}`,
    ...(undecodable > 0 && { rest: `, ${say.camerasNotHere(format.count(undecodable))}` }),
    bad: live === 0 || undecodable > 0
  }
}
