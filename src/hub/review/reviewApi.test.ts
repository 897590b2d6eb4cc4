import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  ReviewAnswer,
  reviewChoicesPath,
  ReviewChoices,
  reviewPath
} from '../../contract/review.ts'
import { minute, type Moment } from '../../contract/time.ts'
import { designMoment, makeCity, makeIncident } from '../../testing/make.ts'
import { createAggregates } from '../aggregates/aggregates.ts'
import { MemoryStore } from '../aggregates/memoryStore.ts'
import { startHttpServer, type HttpServer } from '../push/httpServer.ts'
import { requestGuard } from '../push/requestGuard.ts'
import { tokenApi } from '../push/tokenApi.ts'
import { reviewApi } from './reviewApi.ts'

const token = 'a-token-of-at-least-thirty-two-characters'
const period = { from: '2025-03-24', to: '2025-03-25' }
let http: HttpServer
let now: Moment

beforeEach(async () => {
  now = designMoment
  const city = makeCity()
  const store = new MemoryStore()
  const incident = makeIncident({ receivedAt: now, district: '33.74.01' })
  store.commitEvents({ kind: 'incident', incident })
  const aggregates = createAggregates({ city, store, now })
  http = await startHttpServer('127.0.0.1', 0)
  const guard = requestGuard({ host: '127.0.0.1', port: http.port, token })
  const peaks = { peaks: [], ranges: [] }
  http.open({
    guard,
    routes: [tokenApi(guard, reviewApi({ city, aggregates, peaks, now: () => now }))],
    sockets: {},
    onError: (error) => expect.unreachable(String(error))
  })
})
afterEach(() => http.stop())

async function ask(path: string, question?: unknown) {
  const response = await fetch(`http://127.0.0.1:${http.port}${path}`, {
    method: question === undefined ? 'GET' : 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(question === undefined ? {} : { body: JSON.stringify(question) })
  })
  return { status: response.status, body: (await response.json()) as unknown }
}

test('a question is answered as of the moment it comes, late marks included', async () => {
  const first = ReviewAnswer.parse((await ask(reviewPath, { period, selection: {} })).body)
  expect(first).toMatchObject({ asOf: now, total: { count: 1 }, response: { running: 1 } })
  now += 11 * minute
  const later = ReviewAnswer.parse((await ask(reviewPath, { period, selection: {} })).body)
  expect(later).toMatchObject({ asOf: now, response: { running: 0, breached: 1 } })
})

test('choices tell what the store covers', async () => {
  const { status, body } = await ask(reviewChoicesPath)
  expect(status).toBe(200)
  expect(ReviewChoices.parse(body)).toMatchObject({
    since: designMoment,
    newest: designMoment,
    first: { period: { from: '2025-03-25', to: '2025-03-25' } }
  })
})

test('a question may count its days from an H half a year away', async () => {
  const asked = { period, anchor: '2025-09-21', selection: {} }
  expect((await ask(reviewPath, asked)).status).toBe(200)
})

describe('a question that makes no sense is refused with a sentence', () => {
  test.each([
    [{ selection: {} }, /^period: /u],
    [{ period: { from: '2025-03-25', to: '2025-03-24' }, selection: {} }, /before its first day/u],
    [{ period: { from: '2025-02-31', to: '2025-03-24' }, selection: {} }, /^period\.from: /u],
    [{ period: { from: '2023-01-01', to: '2025-03-24' }, selection: {} }, /more than 397 days/u],
    [
      { period, selection: { days: { from: '2025-03-20', to: '2025-03-24' } } },
      /^selection\.days: 2025-03-20 to 2025-03-24 does not lie in the period/u
    ],
    [
      { period, anchor: '2024-09-24', selection: {} },
      /^anchor: 2024-09-24 is more than 180 days from the period 2025-03-24 to 2025-03-25\.$/u
    ],
    [
      { period, compare: { period, anchor: '2025-09-22' }, selection: {} },
      /^compare\.anchor: 2025-09-22 is more than 180 days/u
    ],
    [{ period, selection: { categories: ['nope'] } }, /this city has no nope\.$/u],
    [{ period, selection: { districts: ['99.99.99'] } }, /this city has no 99\.99\.99\.$/u],
    [{ period, selection: { agencies: ['nope'] } }, /this city has no nope\.$/u],
    [{ period, selection: { hours: [] } }, /^selection\.hours: /u]
  ])('%j', async (question, sentence) => {
    const { status, body } = await ask(reviewPath, question)
    expect(status).toBe(400)
    expect((body as { error: string }).error).toMatch(sentence)
  })
})
