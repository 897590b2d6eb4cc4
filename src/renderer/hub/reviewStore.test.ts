import { describe, expect, test } from 'vitest'
import type { ReviewAnswer, ReviewChoices, ReviewQuestion } from '../../contract/review.ts'
import type { Ticker } from './moments.ts'
import { firstView, type ReviewView } from './reviewAddress.ts'
import type { Told } from './reviewApi.ts'
import { isAwaiting, makeReviewStore, refreshAnywayMs, refreshEveryMs } from './reviewStore.ts'

const first: ReviewQuestion = { period: { from: '2025-03-17', to: '2025-04-14' }, selection: {} }
const choices: ReviewChoices = { peaks: [], first }
const other: ReviewQuestion = { ...first, selection: { categories: ['kebakaran'] } }

/** Only what tells answers apart is looked at. */
const answerOf = (asOf: number): ReviewAnswer => ({ asOf }) as unknown as ReviewAnswer

interface Asked {
  readonly question: ReviewQuestion
  readonly tell: (told: Told<ReviewAnswer>) => Promise<void>
}

/** A hub that answers when the test lets it, and a clock that the test moves. */
function setUp({ empty = false, view }: { empty?: boolean; view?: ReviewView } = {}) {
  let now = 0
  let timers: { at: number; call: () => void }[] = []
  const ticker: Ticker = {
    monotonic: () => now,
    after: (ms, call) => {
      const timer = { at: now + ms, call }
      timers.push(timer)
      return () => (timers = timers.filter((each) => each !== timer))
    }
  }
  const asked: Asked[] = []
  let askedForChoices = 0
  const store = makeReviewStore(
    {
      choices: async () => {
        askedForChoices += 1
        return { ok: true, value: empty ? { peaks: [] } : choices }
      },
      answer: (question) =>
        new Promise((resolve) => {
          asked.push({
            question,
            tell: async (told) => {
              resolve(told)
              await settle()
            }
          })
        })
    },
    ticker,
    view
  )
  const pass = async (ms: number): Promise<void> => {
    now += ms
    for (const timer of timers.filter(({ at }) => at <= now)) {
      timers = timers.filter((each) => each !== timer)
      timer.call()
    }
    await settle()
  }
  return { store, asked, pass, askedForChoices: () => askedForChoices }
}

/** What was promised has been heard. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 6; turn += 1) await Promise.resolve()
}

const ok = (asOf: number): Told<ReviewAnswer> => ({ ok: true, value: answerOf(asOf) })
const silent: Told<ReviewAnswer> = { ok: false, fault: { kind: 'unreachable' } }

describe('the review of a window', () => {
  test('asks what the hub proposes, and what was chosen instead', async () => {
    const { store, asked } = setUp()
    store.start()
    await settle()
    expect(asked.map(({ question }) => question)).toEqual([first])
    await asked[0]?.tell(ok(1))
    store.choose({ ...firstView, question: other })
    await settle()
    expect(asked[1]?.question).toEqual(other)
    expect(isAwaiting(store.state())).toBe(true)
    expect(store.state().figures?.answer.asOf).toBe(1)
    await asked[1]?.tell(ok(2))
    expect(isAwaiting(store.state())).toBe(false)
    expect(store.state().figures).toEqual({ question: other, answer: answerOf(2) })
  })

  test('never shows an early answer in place of a later question’s', async () => {
    const { store, asked } = setUp()
    store.start()
    await settle()
    store.choose({ ...firstView, question: other })
    await settle()
    await asked[1]?.tell(ok(2))
    await asked[0]?.tell(ok(1))
    expect(store.state().figures?.answer.asOf).toBe(2)
  })

  test('asks again when incidents changed, at most every ten seconds', async () => {
    const { store, asked, pass } = setUp()
    store.start()
    await settle()
    await asked[0]?.tell(ok(1))
    for (let second = 1; second < refreshEveryMs / 1000; second += 1) {
      store.touch()
      await pass(1_000)
    }
    expect(asked).toHaveLength(1)
    await pass(1_000)
    expect(asked).toHaveLength(2)
    await asked[1]?.tell(ok(2))
    await pass(refreshAnywayMs - 1)
    expect(asked).toHaveLength(2)
    await pass(1)
    expect(asked).toHaveLength(3)
  })

  test('keeps old figures with their fault, and asks until an answer comes', async () => {
    const { store, asked, pass } = setUp()
    store.start()
    await settle()
    await asked[0]?.tell(ok(1))
    await pass(refreshAnywayMs)
    await asked[1]?.tell(silent)
    expect(store.state().fault).toEqual({ kind: 'unreachable' })
    expect(store.state().figures?.answer.asOf).toBe(1)
    await pass(refreshEveryMs)
    await asked[2]?.tell(silent)
    await pass(refreshEveryMs)
    await asked[3]?.tell(ok(4))
    expect(store.state().fault).toBeUndefined()
    expect(store.state().figures?.answer.asOf).toBe(4)
  })

  test('shows the first question where the hub refuses that of the address', async () => {
    const { store, asked, pass } = setUp({ view: { ...firstView, question: other } })
    store.start()
    await settle()
    await asked[0]?.tell({ ok: false, fault: { kind: 'refused', status: 503 } })
    expect(store.state()).toMatchObject({ question: other, fault: { status: 503 } })
    await pass(refreshEveryMs)
    await asked[1]?.tell({ ok: false, fault: { kind: 'refused', status: 400 } })
    expect(asked.map(({ question }) => question)).toEqual([other, other, first])
    await asked[2]?.tell(ok(3))
    expect(store.state()).toMatchObject({ view: firstView, question: first, addressRefused: true })
    expect(store.state().fault).toBeUndefined()
  })

  test('asks nobody while nobody looks', async () => {
    const { store, asked, pass } = setUp()
    const stop = store.start()
    await settle()
    await asked[0]?.tell(ok(1))
    stop()
    store.touch()
    await pass(10 * refreshAnywayMs)
    expect(asked).toHaveLength(1)
    store.start()
    await settle()
    expect(asked).toHaveLength(2)
  })

  test('asks for the choices again when the day turns, and as long as nothing is stored', async () => {
    const filled = setUp()
    filled.store.start()
    await settle()
    await filled.asked[0]?.tell(ok(1))
    filled.store.renew()
    await filled.pass(refreshEveryMs)
    expect(filled.askedForChoices()).toBe(2)

    const empty = setUp({ empty: true })
    empty.store.start()
    await settle()
    expect(empty.store.state().question).toBeUndefined()
    await empty.pass(refreshAnywayMs)
    expect(empty.askedForChoices()).toBe(2)
    expect(empty.asked).toHaveLength(0)
  })
})
