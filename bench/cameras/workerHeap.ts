import type { CDPSession } from '@playwright/test'

/** Of the camera worker: bytes in use after a collection. Its isolate is not the page's. */
export async function workerHeap(session: CDPSession): Promise<() => Promise<number>> {
  const attached = new Promise<string>((resolve) =>
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') resolve(sessionId)
    })
  )
  await session.send('Target.setAutoAttach', {
    ...{ autoAttach: true, waitForDebuggerOnStart: false, flatten: false }
  })
  const sessionId = await attached
  let asked = 0
  const waiting = new Map<number, (result: { usedSize?: number }) => void>()
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const answer = JSON.parse(message) as { id?: number; result?: { usedSize?: number } } // of DevTools
    waiting.get(answer.id ?? 0)?.(answer.result ?? {})
  })
  const ask = async (method: string): Promise<{ usedSize?: number }> => {
    const id = (asked += 1)
    const answer = new Promise<{ usedSize?: number }>((resolve) => waiting.set(id, resolve))
    await session.send('Target.sendMessageToTarget', {
      ...{ sessionId, message: JSON.stringify({ id, method }) }
    })
    return answer
  }
  return async () => {
    await ask('HeapProfiler.collectGarbage')
    return (await ask('Runtime.getHeapUsage')).usedSize ?? Number.NaN
  }
}
