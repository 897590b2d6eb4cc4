import { once } from 'node:events'
import { WebSocket } from 'ws'
import { AggregateTopic } from '../../src/contract/aggregates.ts'
import {
  HubMessage,
  subprotocol,
  type Changes,
  type Snapshot
} from '../../src/contract/hubMessages.ts'
import type { HubReady } from '../../src/contract/launch.ts'

export interface WindowSocket {
  readonly snapshot: Snapshot
  close(): void
}

/** A window without a screen: gets what every window gets, and tells when it came. */
export async function openWindow(
  ready: Pick<HubReady, 'url' | 'token'>,
  onChanges: (message: Changes, at: number) => void = () => undefined,
  onSnapshot: (message: Snapshot, at: number) => void = () => undefined
): Promise<WindowSocket> {
  const address = new URL('/wall', ready.url.replace('http', 'ws'))
  const socket = new WebSocket(address, [subprotocol, `token.${ready.token}`])
  await once(socket, 'open')
  const snapshot = new Promise<Snapshot>((resolve) => {
    socket.on('message', (data: Buffer) => {
      const at = Date.now()
      const message = HubMessage.parse(JSON.parse(data.toString('utf8')))
      if (message.type === 'snapshot') {
        resolve(message)
        onSnapshot(message, at)
      } else if (message.type === 'changes') onChanges(message, at)
    })
  })
  const topics = ['incidents', ...AggregateTopic.options] as const
  socket.send(JSON.stringify({ type: 'hello', topics }))
  return { snapshot: await snapshot, close: () => socket.close() }
}
