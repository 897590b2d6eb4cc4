import { describe, expect, it } from 'vitest'
import { refusedCloseCode } from '../../contract/hubMessages.ts'
import { FakeSocket, makeFakeTicker } from '../../testing/fakes.ts'
import {
  makeChanges,
  makeHealth,
  makeHeartbeat,
  makeSnapshot,
  makeWallIncident
} from '../../testing/make.ts'
import { reconnectDelayMs, startConnection } from './connection.ts'
import { makeWallStore } from './wallStore.ts'

const token = 'a'.repeat(43)

function setUp(given: string | undefined = token) {
  const ticker = makeFakeTicker()
  const store = makeWallStore()
  const sockets: FakeSocket[] = []
  const connection = startConnection({
    store,
    token: given,
    topics: ['incidents', 'volume', 'incidents'],
    openSocket: (protocols) => {
      const socket = new FakeSocket(protocols)
      sockets.push(socket)
      return socket
    },
    ticker,
    random: () => 0
  })
  const latest = (): FakeSocket => {
    const socket = sockets.at(-1)
    if (socket === undefined) throw new Error('no socket was opened')
    return socket
  }
  const welcome = (): FakeSocket => {
    latest().open()
    latest().say(makeSnapshot({ seq: 4, topics: ['incidents', 'volume'] }))
    return latest()
  }
  return { ticker, store, sockets, connection, latest, welcome }
}

const topics = ['incidents', 'volume']

describe('a window that opens', () => {
  it('brings its token as a subprotocol, says hello once and shows the snapshot', () => {
    const { store, latest, welcome } = setUp()
    welcome()
    expect(latest().protocols).toEqual(['siaga.v1', `token.${token}`])
    expect(latest().sent).toEqual([{ type: 'hello', topics }])
    expect(store.state()).toMatchObject({ connection: { state: 'open' }, runId: 'run-1', seq: 4 })
  })

  it('without a token is refused and knocks on no door', () => {
    const ticker = makeFakeTicker()
    const store = makeWallStore()
    startConnection({
      store,
      token: undefined,
      topics: [],
      openSocket: () => {
        throw new Error('must not open')
      },
      ticker,
      random: () => 0
    })
    ticker.pass(60_000)
    expect(store.state().connection).toEqual({ state: 'refused' })
  })

  it('with a wrong token says so, and goes on trying every five seconds', () => {
    const { ticker, store, sockets, latest, welcome } = setUp()
    latest().open()
    latest().hangUp(refusedCloseCode)
    expect(store.state().connection).toEqual({ state: 'refused' })
    ticker.pass(4_999)
    expect(sockets).toHaveLength(1)
    ticker.pass(1)
    expect(sockets).toHaveLength(2)
    welcome()
    expect(store.state().connection).toEqual({ state: 'open' })
  })
})

describe('a window in sequence', () => {
  it('applies changes that follow', () => {
    const { store, welcome } = setUp()
    const incident = makeWallIncident()
    welcome().say(makeChanges({ after: 4, changes: [{ kind: 'incident', incident }] }))
    expect([...store.state().incidents.values()]).toEqual([incident])
    expect(store.state().seq).toBe(5)
  })

  it('asks for everything anew when a change is missing, once', () => {
    const { store, welcome } = setUp()
    const socket = welcome()
    socket.say(makeChanges({ after: 6, changes: [{ kind: 'notSent', count: 3 }] }))
    socket.say(makeChanges({ after: 7, changes: [{ kind: 'notSent', count: 4 }] }))
    expect(socket.sent.slice(1)).toEqual([{ type: 'subscribe', topics }])
    expect(store.state()).toMatchObject({ seq: 4, notSent: 0 })
    socket.say(makeSnapshot({ seq: 8, notSent: 4 }))
    socket.say(makeChanges({ after: 8 }))
    expect(store.state()).toMatchObject({ seq: 9, notSent: 4 })
  })

  it('asks for everything anew when the hub is another run', () => {
    const { store, welcome } = setUp()
    const socket = welcome()
    socket.say(makeHeartbeat({ runId: 'run-2' }))
    expect(socket.sent.at(-1)).toEqual({ type: 'subscribe', topics })
    expect(store.state().runId).toBe('run-1')
  })

  it('resumes after a break where it stopped', () => {
    const { ticker, store, latest, welcome } = setUp()
    welcome().hangUp()
    expect(store.state().connection).toEqual({ state: 'lost', attempt: 1 })
    ticker.pass(125)
    latest().open()
    expect(latest().sent).toEqual([{ type: 'hello', topics, resume: { runId: 'run-1', seq: 4 } }])
    latest().say(makeChanges({ after: 4 }))
    expect(store.state()).toMatchObject({ connection: { state: 'open' }, seq: 5 })
  })

  it('asks for the topics of new panels, and not again for the same', () => {
    const { connection, welcome } = setUp()
    const socket = welcome()
    connection.setTopics(['volume', 'incidents'])
    connection.setTopics(['duty'])
    expect(socket.sent.slice(1)).toEqual([{ type: 'subscribe', topics: ['duty'] }])
  })

  it('asked for other topics while the hub was away, it does not resume with the old ones', () => {
    const { ticker, connection, latest, welcome } = setUp()
    welcome().hangUp()
    connection.setTopics(['duty'])
    ticker.pass(125)
    latest().open()
    expect(latest().sent).toEqual([{ type: 'hello', topics: ['duty'] }])
  })

  it('loses the hub before the snapshot of other topics, and does not resume without it', () => {
    const { ticker, connection, latest, welcome } = setUp()
    const socket = welcome()
    connection.setTopics(['duty'])
    socket.say(makeChanges({ after: 4 }))
    socket.hangUp()
    ticker.pass(125)
    latest().open()
    expect(latest().sent).toEqual([{ type: 'hello', topics: ['duty'] }])
  })
})

describe('a window that hears nothing', () => {
  it('gives the hub up after three seconds and connects again', () => {
    const { ticker, store, sockets, welcome } = setUp()
    const socket = welcome()
    ticker.pass(2_900)
    socket.say(makeHeartbeat({ seq: 4 }))
    ticker.pass(2_999)
    expect(store.state().connection).toEqual({ state: 'open' })
    ticker.pass(1)
    expect(store.state().connection).toEqual({ state: 'lost', attempt: 1 })
    expect(socket.closed).toBe(true)
    ticker.pass(125)
    expect(sockets).toHaveLength(2)
  })

  it('does not listen to a socket it gave up', () => {
    const { ticker, store, welcome } = setUp()
    const socket = welcome()
    ticker.pass(3_000)
    socket.say(makeHeartbeat({ seq: 4 }))
    socket.hangUp()
    expect(store.state().connection).toEqual({ state: 'lost', attempt: 1 })
  })

  it('waits longer each time, up to five seconds, and never all windows at once', () => {
    const delays = [1, 2, 3, 4, 5, 6, 20].map((attempt) =>
      reconnectDelayMs(attempt, () => 0.999_999)
    )
    expect(delays.map(Math.round)).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000])
    expect(reconnectDelayMs(1, () => 0)).toBe(125)
  })

  it('stops when told to', () => {
    const { ticker, connection, sockets, welcome } = setUp()
    welcome()
    connection.stop()
    ticker.pass(60_000)
    expect(sockets.map(({ closed }) => closed)).toEqual([true])
  })
})

describe('a frame that cannot be read', () => {
  const bad: readonly (readonly [string, unknown, string])[] = [
    ['broken JSON', '{"type":', 'frame: not JSON'],
    ['another type', { type: 'party' }, 'type: invalid_union'],
    [
      'an aggregate of the wrong shape',
      makeChanges({
        after: 4,
        changes: [{ kind: 'aggregate', topic: 'duty', value: { duty: 7 } }]
      }),
      'duty.duty: invalid_type'
    ],
    [
      'health with a wrong age',
      makeHeartbeat({ health: makeHealth({ pathAgeMs: -1 }) }),
      'health.pathAgeMs: too_small'
    ]
  ]

  it.each(bad)('is counted, told, and answered by asking anew: %s', (_, frame, where) => {
    const { store, welcome } = setUp()
    const socket = welcome()
    socket.say(frame)
    expect(store.state().unreadable).toEqual({ count: 1, latest: where })
    expect(socket.sent.at(-1)).toEqual({ type: 'subscribe', topics })
  })

  it('is not asked for in a circle', () => {
    const { store, welcome } = setUp()
    const socket = welcome()
    socket.say('nonsense')
    socket.say('nonsense')
    expect(socket.closed).toBe(true)
    expect(store.state()).toMatchObject({
      connection: { state: 'lost', attempt: 1 },
      unreadable: { count: 2 }
    })
  })
})
