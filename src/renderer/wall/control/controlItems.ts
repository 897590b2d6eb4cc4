import type { Actor } from '../../../contract/control.ts'
import type { Moment } from '../../../contract/time.ts'
import type { ReadyWall } from '../../hub/wallState.ts'
import type { Format } from '../../look/format.ts'
import type { StatusItem } from '../statusItems.ts'
import type { ControlSay } from './words.ts'

interface Telling {
  readonly state: Pick<ReadyWall, 'control' | 'clock'>
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
    ...sceneItems(telling),
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
