import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Control, Mode } from '../../contract/control.ts'
import { makeControl } from '../../testing/make.ts'
import { closedToGuests } from './controlApi.ts'
import { startHttpServer, type HttpServer } from './httpServer.ts'
import { requestGuard } from './requestGuard.ts'
import { readQuestion, sendJson, tokenApi } from './tokenApi.ts'

const token = 'a-token-of-at-least-thirty-two-characters'
const listeners: ((control: Control) => void)[] = []
let control: Control
let http: HttpServer
let failures: unknown[]
/** Ends the stream, or the waiting, of the call that is under way. */
let finish: () => void
/** Resolves when a call has begun. */
let begun: Promise<unknown>

function enter(mode: Mode): void {
  control = makeControl({ mode: { ...control.mode, mode } })
  for (const listener of listeners) listener(control)
}

beforeEach(async () => {
  control = makeControl()
  listeners.length = 0
  failures = []
  const { promise: finished, resolve } = Promise.withResolvers<undefined>()
  finish = () => resolve(undefined)
  const { promise, resolve: began } = Promise.withResolvers<undefined>()
  const begin = (): void => began(undefined)
  begun = promise
  http = await startHttpServer('127.0.0.1', 0)
  const guard = requestGuard({ host: '127.0.0.1', port: http.port, token })
  const calls = closedToGuests(
    {
      '/api/counted': {
        method: 'GET',
        async answer(_request, response) {
          begin()
          await finished
          sendJson(response, 200, { secret: 1 })
        }
      },
      '/api/asked': {
        method: 'POST',
        async answer(request, response) {
          begin()
          sendJson(response, 200, await readQuestion(request, z.unknown()))
        }
      },
      '/api/streamed': {
        method: 'GET',
        async answer(_request, response) {
          async function* slices(): AsyncGenerator<string> {
            yield 'first slice'
            begin()
            await finished
            yield 'last slice'
          }
          await pipeline(Readable.from(slices()), response)
        }
      }
    },
    { current: () => control, onChange: (listener) => listeners.push(listener) }
  )
  http.open({
    guard,
    routes: [tokenApi(guard, calls)],
    sockets: {},
    onError: (error) => failures.push(error)
  })
})

afterEach(async () => {
  finish()
  await http.stop()
  expect(failures).toEqual([])
})

const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`http://127.0.0.1:${http.port}${path}`, {
    ...init,
    headers: { Authorization: `Bearer ${token}`, ...init.headers }
  })

describe('when the mode becomes narrower', () => {
  test.each([
    ['operations', 'briefing'],
    ['briefing', 'guests']
  ] as const)('from %s to %s, an answer that is being made is refused', async (from, to) => {
    enter(from)
    const answer = ask('/api/counted')
    await begun
    enter(to)
    finish()
    const response = await answer
    expect([response.status, await response.text()]).toEqual([
      403,
      '{"error":"The mode became narrower while this was answered: ask again."}'
    ])
  })

  test('a question that is still being asked gets none', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
    const writer = writable.getWriter()
    const answer = ask('/api/asked', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: readable,
      // Node asks for it where a body is a stream.
      ...{ duplex: 'half' }
    })
    await writer.write(new TextEncoder().encode('{"secret":'))
    await begun
    enter('guests')
    await writer.write(new TextEncoder().encode('1}')).catch(() => undefined)
    void writer.close().catch(() => undefined)
    expect((await answer).status).toBe(403)
  })

  test('a stream is cut, and whoever reads it sees that it is not whole', async () => {
    const response = await ask('/api/streamed')
    await begun
    enter('guests')
    finish()
    await expect(response.text()).rejects.toThrow()
  })
})

test('an answer goes on when the mode becomes wider, or something else changes', async () => {
  const response = await ask('/api/streamed')
  await begun
  enter('operations')
  enter('operations')
  finish()
  expect(await response.text()).toBe('first slicelast slice')
})

test('guests are answered nothing from the start', async () => {
  enter('guests')
  for (const path of ['/api/counted', '/api/streamed']) expect((await ask(path)).status).toBe(403)
})
