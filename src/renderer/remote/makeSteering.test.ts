import { describe, expect, it } from 'vitest'
import { FakeSocket, makeFakeTicker } from '../../testing/fakes.ts'
import { makeRemoteView } from '../../testing/makeRemote.ts'
import { makeSteering, openingMs, retryDelayMs, silentAfterMs } from './makeSteering.ts'
import type { OutReason } from './steerState.ts'

const identity = { device: '0123456789abcdef', token: 't'.repeat(43) }
const hello = { type: 'hello', ...identity, signature: 'signed n-1' }

function setUp(sign = (nonce: string) => Promise.resolve(`signed ${nonce}`)) {
  const ticker = makeFakeTicker()
  const sockets: FakeSocket[] = []
  const steering = makeSteering({
    identity,
    openSocket: (protocols) => {
      const socket = new FakeSocket(protocols)
      sockets.push(socket)
      return socket
    },
    sign,
    ticker,
    random: () => 0
  })
  const stop = steering.start()
  const latest = (): FakeSocket => {
    const socket = sockets.at(-1)
    if (socket === undefined) throw new Error('no socket was opened')
    return socket
  }
  const link = () => steering.state().link
  return { ticker, steering, sockets, latest, link, stop }
}

/** Lets the promise of a signature come in. */
const signed = () => new Promise((resolve) => setImmediate(resolve))

describe('a paired device', () => {
  it('answers the challenge with its proof, and shows what the hub says', async () => {
    const { steering, latest, link } = setUp()
    expect(latest().protocols).toEqual(['siaga.remote.v1'])
    expect(latest().sent).toEqual([])
    latest().say({ type: 'challenge', nonce: 'n-1' })
    await signed()
    expect(latest().sent).toEqual([hello])
    expect(link()).toEqual({ state: 'connecting' })
    latest().say(makeRemoteView())
    expect(steering.state()).toMatchObject({ link: { state: 'open' }, view: makeRemoteView() })
  })

  it('does not sign for a socket that it has given up', async () => {
    const { ticker, sockets, latest } = setUp()
    const [first] = sockets
    latest().say({ type: 'challenge', nonce: 'n-1' })
    latest().hangUp()
    ticker.pass(10_000)
    await signed()
    expect(first?.sent).toEqual([])
  })

  it('without its key says that it cannot prove itself, and does not knock again', async () => {
    const { ticker, sockets, latest, link } = setUp(() => Promise.reject(new Error('no key')))
    latest().say({ type: 'challenge', nonce: 'n-1' })
    await signed()
    expect(link()).toEqual({ state: 'out', reason: 'badProof' })
    ticker.pass(60_000)
    expect(sockets).toHaveLength(1)
  })

  it('sends what is asked for at once, and nothing while the hub is lost', () => {
    const { steering, latest, ticker } = setUp()
    latest().say(makeRemoteView())
    steering.act({ type: 'nextScene' })
    expect(latest().sent).toEqual([{ type: 'act', action: { type: 'nextScene' } }])
    expect(steering.state().unanswered).toBe(true)
    latest().say(makeRemoteView())
    expect(steering.state().unanswered).toBe(false)
    const before = latest()
    before.hangUp()
    steering.act({ type: 'nextScene' })
    steering.giveBack()
    ticker.pass(10_000)
    latest().say(makeRemoteView())
    expect([...before.sent, ...latest().sent]).toHaveLength(1)
  })

  it('knows when its last command may not have arrived', () => {
    const { steering, latest, ticker, link } = setUp()
    latest().say(makeRemoteView())
    steering.act({ type: 'drawCurtain' })
    ticker.pass(silentAfterMs)
    expect([link(), steering.state().unanswered]).toEqual([{ state: 'lost' }, true])
  })

  it('tells why a command was not done until the next one', () => {
    const { steering, latest } = setUp()
    latest().say(makeRemoteView())
    latest().say({ type: 'refused', refusal: 'sceneHeld' })
    latest().say(makeRemoteView())
    expect(steering.state().refused).toEqual({ refusal: 'sceneHeld', at: 0 })
    steering.act({ type: 'release' })
    expect(steering.state().refused).toBeUndefined()
  })
})

describe('a hub that is lost', () => {
  it('is noticed within three seconds, keeps its last word on screen, and is asked for again', () => {
    const { ticker, sockets, steering, latest, link } = setUp()
    latest().say(makeRemoteView())
    ticker.pass(silentAfterMs - 1)
    expect(link()).toEqual({ state: 'open' })
    ticker.pass(1)
    expect(silentAfterMs).toBeLessThan(3_000)
    expect(link()).toEqual({ state: 'lost' })
    expect(sockets[0]?.closed).toBe(true)
    expect(steering.state().view).toEqual(makeRemoteView())
    ticker.pass(retryDelayMs(1, () => 0))
    expect(sockets).toHaveLength(2)
    latest().say(makeRemoteView())
    expect(link()).toEqual({ state: 'open' })
  })

  it('is asked for ever more seldom, at once when the screen is lit, and not twice at a time', () => {
    const { ticker, sockets, steering, latest } = setUp()
    const delays = [1, 2, 3, 4, 5, 9].map((attempt) => retryDelayMs(attempt, () => 0))
    expect(delays).toEqual([250, 500, 1_000, 2_000, 2_500, 2_500])
    latest().hangUp()
    steering.retryNow()
    steering.retryNow()
    ticker.pass(250)
    expect(sockets).toHaveLength(2)
    ticker.pass(openingMs - 250)
    expect(sockets[1]?.closed).toBe(true)
    ticker.pass(500)
    expect(sockets).toHaveLength(3)
  })

  it('that speaks another language is not obeyed, and said to', () => {
    const { ticker, sockets, latest, link } = setUp()
    latest().say(makeRemoteView())
    latest().say({ type: 'view', of: 'another version' })
    expect(link()).toEqual({ state: 'unreadable' })
    ticker.pass(5_000)
    latest().say(makeRemoteView())
    expect([sockets.length, link().state]).toEqual([2, 'open'])
  })

  it('is left alone once the screen is gone', () => {
    const { ticker, sockets, latest, stop } = setUp()
    latest().say(makeRemoteView())
    stop()
    ticker.pass(60_000)
    expect([sockets.length, sockets[0]?.closed]).toEqual([1, true])
  })
})

describe('a device that is let go', () => {
  it.each<OutReason>(['unknown', 'expired', 'revoked', 'badProof'])(
    'because %s is told so and stays out',
    (reason) => {
      const { ticker, sockets, steering, latest, link } = setUp()
      latest().say(makeRemoteView())
      latest().say({ type: 'out', reason })
      ticker.pass(60_000)
      steering.retryNow()
      expect(link()).toEqual({ state: 'out', reason })
      expect([sockets.length, sockets[0]?.closed]).toEqual([1, true])
    }
  )

  it.each<OutReason>(['switchedOff', 'tooFast'])(
    'because %s is told so, and comes back by itself',
    (reason) => {
      const { ticker, latest, link, sockets } = setUp()
      latest().say(makeRemoteView())
      latest().say({ type: 'out', reason })
      expect(link()).toEqual({ state: 'out', reason })
      ticker.pass(5_000)
      latest().hangUp()
      expect(link(), 'silence says less').toEqual({ state: 'out', reason })
      ticker.pass(5_000)
      expect(sockets).toHaveLength(3)
      latest().say(makeRemoteView())
      expect(link()).toEqual({ state: 'open' })
    }
  )
})
