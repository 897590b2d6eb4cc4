import type { Actor } from '../../../contract/control.ts'
import type { Moment } from '../../../contract/time.ts'
import type { ReadyWall } from '../../hub/wallState.ts'
import type { Format } from '../../look/format.ts'
import type { StatusItem } from '../statusItems.ts'
import type { ControlSay } from './words.ts'

interface Telling {
  readonly state: Pick<ReadyWall, 'control' | 'clock' | 'scenes' | 'steps'>
  readonly format: Format
  readonly say: ControlSay
  /** The top bar, which tells the mode, is covered by a fault. */
  readonly covered: boolean
}

/** What the status line says about who steers the wall: nothing while nobody does. */
export function controlItems(telling: Telling): readonly StatusItem[] {
  const { state, say, covered } = telling
  const { mode, recording } = state.control
  return [
    ...(recording === 'failing' ? [{ key: 'recording', label: say.notRecording, bad: true }] : []),
    ...(covered || mode.by.name !== undefined || mode.reason !== undefined
      ? [modeItem(telling)]
      : []),
    ...takeoverItems(telling),
    ...floodItems(telling),
    ...steeringItems(telling),
    ...(state.control.steps === undefined ? sceneItems(telling) : stepsItems(telling)),
    ...playlistItems(telling),
    ...muteItems(telling)
  ]
}

function modeItem({ state, say, covered, format }: Telling): StatusItem {
  const { mode, by, reason, until } = state.control.mode
  const rest = [
    by.name,
    reason,
    covered && until !== undefined ? say.until(timeText(until, state, format, say)) : undefined
  ].filter((part) => part !== undefined)
  return {
    key: 'mode',
    label: say.mode,
    value: say.modes[mode],
    ...(rest.length > 0 && { rest: `: ${rest.join(', ')}` })
  }
}

/** Also what a rule wants and may not have: a held scene must not hide that something critical came. */
function takeoverItems({ state, say, format }: Telling): readonly StatusItem[] {
  const { takeover, takeoversWaiting } = state.control
  const waiting = takeoversWaiting?.length ?? 0
  if (takeover === undefined) {
    if (waiting === 0) return []
    const value = say.incidents(format.count(waiting))
    return [{ key: 'takeover', label: say.waitsForRelease, value }]
  }
  const { by, why, returnsAt } = takeover
  return [
    {
      key: 'takeover',
      label: say.rule,
      value: by.name ?? why,
      rest: `: ${[
        say.returns(clockText(returnsAt, state, format, say)),
        ...(waiting > 0 ? [say.waiting(format.count(waiting))] : [])
      ].join(', ')}`
    }
  ]
}

function floodItems({ state, say, format }: Telling): readonly StatusItem[] {
  const { flood } = state.control
  if (flood === undefined) return []
  return [{ key: 'flood', label: say.flood, value: say.demands(format.count(flood.demands)) }]
}

/** Who has the wall in hand, and when it goes back after they have left. */
function steeringItems({ state, say, format }: Telling): readonly StatusItem[] {
  const { steering } = state.control
  if (steering === undefined) return []
  const { by, returnsAt } = steering
  return [
    {
      key: 'steering',
      label: say.steered,
      value: whoText(by, say),
      ...(returnsAt !== undefined && {
        rest: `: ${say.returns(timeText(returnsAt, state, format, say))}`
      })
    }
  ]
}

function stepsItems({ state, say, format }: Telling): readonly StatusItem[] {
  const { steps } = state.control
  if (steps === undefined) return []
  const titles = state.steps.find(({ id }) => id === steps.id)?.titles ?? []
  const title = titles[steps.at]
  const at = format.count(steps.at + 1)
  return [
    {
      key: 'steps',
      ...(title === undefined
        ? { label: say.step(at) }
        : { label: `${say.stepOf(at, format.count(titles.length))}:`, value: title }),
      hint: say.stepKeys
    }
  ]
}

function playlistItems({ state, say, format }: Telling): readonly StatusItem[] {
  const { playlist } = state.control
  if (playlist === undefined) return []
  const { paused, part, next, nextAt, waitsFor } = playlist
  const item = { key: 'playlist', label: part === undefined ? say.playlist : say.playlistOf(part) }
  if (paused) return [{ ...item, value: say.paused, hint: say.resumeKey }]
  if (waitsFor !== undefined) return [{ ...item, value: say.waitsFor[waitsFor] }]
  if (nextAt === undefined) return []
  const time = clockText(nextAt, state, format, say)
  const name = state.scenes.find(({ id }) => id === next)?.name ?? next
  return [{ ...item, value: name === undefined ? say.untilTime(time) : say.nextScene(name, time) }]
}

/** Only what somebody or a rule did: the default and the playlist are no news. */
function sceneItems({ state, say, format }: Telling): readonly StatusItem[] {
  const { by, why, returnsAt, held } = state.control.scene
  if (by.kind === 'system' || by.kind === 'playlist') return []
  const rest = [
    why,
    returnsAt === undefined ? undefined : say.returns(timeText(returnsAt, state, format, say)),
    held ? say.held : undefined
  ].filter((part) => part !== undefined)
  return [
    {
      key: 'scene',
      label: say.scene,
      value: whoText(by, say),
      ...(rest.length > 0 && { rest: `: ${rest.join(', ')}` })
    }
  ]
}

function muteItems({ state, say, format }: Telling): readonly StatusItem[] {
  const { mute } = state.control
  if (mute === undefined) return []
  const value = say.until(timeText(mute.until, state, format, say))
  const { name } = mute.by
  return [
    { key: 'mute', label: say.muted, value, ...(name !== undefined && { rest: ` · ${name}` }) }
  ]
}

function whoText({ kind, name }: Actor, say: ControlSay): string {
  return name === undefined ? say.by[kind] : `${name} ${say.by[kind]}`
}

/** Control runs in real time; where the wall's clock does not, that is said. */
export function timeText(
  at: Moment,
  { clock }: Pick<ReadyWall, 'clock'>,
  format: Format,
  say: ControlSay
): string {
  const time = format.timeOfDay(at)
  return clock?.simulated ? `${time} ${say.realTime}` : time
}

/** The same to the second, for what is over soon. */
function clockText(
  at: Moment,
  { clock }: Pick<ReadyWall, 'clock'>,
  format: Format,
  say: ControlSay
): string {
  const time = format.clock(at)
  return clock?.simulated ? `${time} ${say.realTime}` : time
}
