import { afterEach, beforeEach, expect, it } from 'vitest'
import { decodeReplay, replayPath, type Replay } from '../../contract/replay.ts'
import { designMoment, makeCity, makeIncident } from '../../testing/make.ts'
import { MemoryStore } from '../aggregates/memoryStore.ts'
import { startHttpServer, type HttpServer } from '../push/httpServer.ts'
import { requestGuard } from '../push/requestGuard.ts'
import { tokenApi } from '../push/tokenApi.ts'
import { replayApi } from './replayApi.ts'

const token = 'a-token-of-at-least-thirty-two-characters'
const store = new MemoryStore()
let http: HttpServer

beforeEach(async () => {
  http = await startHttpServer('127.0.0.1', 0)
  const guard = requestGuard({ host: '127.0.0.1', port: http.port, token })
  const calls = replayApi({ city: makeCity(), store, now: () => designMoment })
  const onError = (error: unknown): void => void expect.unreachable(String(error))
  http.open({ guard, routes: [tokenApi(guard, calls)], sockets: {}, onError })
})

afterEach(() => http.stop())

function ask(question: unknown, bearer = token): Promise<Response> {
  return fetch(`http://127.0.0.1:${http.port}${replayPath}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${bearer}` },
    body: JSON.stringify(question)
  })
}

async function replayOf(response: Response): Promise<Replay> {
  expect(response.headers.get('content-type')).toBe('application/octet-stream')
  const decoded = decodeReplay(await response.arrayBuffer())
  if (!decoded.ok) throw new Error(decoded.why)
  return decoded.replay
}

const march = { period: { from: '2025-03-01', to: '2025-03-31' }, selection: {} }

it('answers several who ask at once, each with what it asked', async () => {
  store.commitEvents(
    ...Array.from({ length: 12_000 }, (_, index) => ({
      kind: 'incident' as const,
      incident: makeIncident({
        id: `SMG-${index}`,
        receivedAt: designMoment - index * 1_000,
        category: index % 3 === 0 ? 'medis' : 'kebakaran',
        position: [110.4, -7]
      })
    }))
  )
  const [all, medical] = await Promise.all([
    ask(march).then(replayOf),
    ask({ ...march, selection: { categories: ['medis'] } }).then(replayOf)
  ])
  expect([all.receivedAt.length, medical.receivedAt.length]).toEqual([12_000, 4_000])
  expect(all.asOf).toBe(designMoment)
})

it('says what is wrong with a question, and nothing without the token', async () => {
  const wrong = await ask({ period: { from: '2025-03-31', to: '2025-03-01' }, selection: {} })
  expect([wrong.status, await wrong.json()]).toEqual([
    400,
    { error: 'period.to: is before its first day.' }
  ])
  expect((await ask(march, 'another-token')).status).toBe(401)
})
