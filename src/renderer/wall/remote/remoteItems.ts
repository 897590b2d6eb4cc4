import type { ReadyWall } from '../../hub/wallState.ts'
import type { Format } from '../../look/format.ts'
import type { StatusItem } from '../statusItems.ts'
import type { WallRemoteSay } from './words.ts'

interface Telling {
  readonly state: Pick<ReadyWall, 'remote' | 'control'>
  readonly format: Format
  readonly say: WallRemoteSay
}

/** That the wall can be steered from afar is never hidden; while it cannot there is nothing to say. */
export function remoteItems({ state, format, say }: Telling): readonly StatusItem[] {
  return [...focusItems(state.control, say), ...phoneItems({ state, format, say })]
}

/** What leads then was chosen, and need not be the gravest. */
function focusItems({ focus }: ReadyWall['control'], say: WallRemoteSay): readonly StatusItem[] {
  if (focus === undefined) return []
  const { name } = focus.by
  return [
    {
      key: 'focus',
      label: say.focus,
      ...(name !== undefined && { value: name }),
      hint: say.focusKey
    }
  ]
}

function phoneItems({ state: { remote, control }, format, say }: Telling): readonly StatusItem[] {
  if (remote?.on !== true) return []
  const connected = remote.devices.filter((device) => device.connected).length
  // Guests are told no more than this.
  const value =
    control.mode.mode === 'guests' ? say.isOn : say.statusConnected(format.count(connected))
  return [{ key: 'remotes', label: say.status, value }]
}
