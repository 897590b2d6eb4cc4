import { once } from 'node:events'
import { WebSocket } from 'ws'
import { memoryOf } from './processes.ts'

/** What a hub holds, its heap after a collection of garbage. */
export interface HubCounts {
  readonly resident: number
  readonly heap: number
  /** Of its windows and its broker. */
  readonly sockets: number
  readonly timers: number
}

export interface HubInspector {
  counts(): Promise<HubCounts>
  close(): void
}

/** Of a Node that was started with `--inspect=127.0.0.1:PORT`. */
export async function inspectHub(pid: number, port: number): Promise<HubInspector> {
  const list = await fetch(`http://127.0.0.1:${port}/json/list`)
  const [target] = (await list.json()) as { webSocketDebuggerUrl: string }[] // of Node
  if (target === undefined) throw new Error('The hub cannot be inspected.')
  const socket = new WebSocket(target.webSocketDebuggerUrl)
  await once(socket, 'open')
  const waiting = new Map<number, (result: Answer) => void>()
  let asked = 0
  socket.on('message', (data: Buffer) => {
    const { id, result } = JSON.parse(data.toString('utf8')) as { id: number; result: Answer } // as above
    waiting.get(id)?.(result)
    waiting.delete(id)
  })
  const ask = (method: string, params: object = {}): Promise<Answer> => {
    const id = (asked += 1)
    socket.send(JSON.stringify({ id, method, params }))
    return new Promise((resolve) => waiting.set(id, resolve))
  }
  return {
    async counts() {
      await ask('HeapProfiler.collectGarbage')
      const { usedSize = Number.NaN } = await ask('Runtime.getHeapUsage')
      const { result } = await ask('Runtime.evaluate', {
        expression: 'process.getActiveResourcesInfo().join()'
      })
      const active = result?.value?.split(',') ?? []
      const count = (kind: string): number => active.filter((one) => one === kind).length
      return {
        resident: memoryOf(pid).now,
        heap: usedSize,
        sockets: count('TCPSocketWrap'),
        timers: count('Timeout')
      }
    },
    close: () => socket.close()
  }
}

interface Answer {
  readonly usedSize?: number
  readonly result?: { readonly value?: string }
}
