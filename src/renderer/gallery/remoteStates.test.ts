import { expect, it } from 'vitest'
import { RemoteView } from '../../contract/remote.ts'
import { remoteStates, type RemoteState } from './remoteStates.ts'

const states: readonly (readonly [string, RemoteState])[] = Object.entries(remoteStates)

it.each(states)('a phone could be told this: %s', (_, state) => {
  if (state.screen !== 'steer') return
  const { view } = state.steering
  expect(RemoteView.parse(view)).toEqual(view)
})
