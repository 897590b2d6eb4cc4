import type { ReadyWall } from '../../hub/wallState.ts'
import type { Format } from '../../look/format.ts'
import type { StatusItem } from '../statusItems.ts'
import type { WallRemoteSay } from './words.ts'

/** That the wall can be steered from afar is never hidden; while it cannot there is nothing to say. */
export function remoteItems({
  state,
  format,
  say
}: {
  readonly state: Pick<ReadyWall, 'remote' | 'control'>
  readonly format: Format
  readonly say: WallRemoteSay
}): readonly StatusItem[] {
  const { remote, control } = state
  if (remote?.on !== true) return []
  const connected = remote.devices.filter((device) => device.connected).length
  // Guests are told no more than this.
  const value =
    control.mode.mode === 'guests' ? say.isOn : say.statusConnected(format.count(connected))
  return [{ key: 'remotes', label: say.status, value }]
}
