import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeChannelPacer, makeStreamPacer } from './streamPacer.ts'

test('a window that keeps up gets everything', () => {
  const pacer = makeStreamPacer()
  for (let now = 0; now < 10_000; now += 10) {
    const seq = pacer.sent(now)
    if (now % 150 === 0) pacer.acked(seq)
    expect(pacer.pressure(now)).toBe('none')
  }
})

test('the farther behind, the less it gets; it comes back step by step', () => {
  const pacer = makeStreamPacer()
  const seq = pacer.sent(0)
  expect(pacer.pressure(600)).toBe('none')
  expect(pacer.pressure(601)).toBe('keyFrames')
  expect(pacer.pressure(1_201)).toBe('stills')
  expect(pacer.pressure(2_001)).toBe('nothing')
  pacer.acked(seq)
  expect(pacer.pressure(2_100)).toBe('nothing')
  expect(pacer.pressure(3_002)).toBe('stills')
  expect(pacer.pressure(4_003)).toBe('keyFrames')
  expect(pacer.pressure(5_004)).toBe('none')
})

test('an acknowledgement of what was never sent changes nothing', () => {
  const pacer = makeStreamPacer()
  pacer.sent(0)
  pacer.acked(99)
  expect(pacer.lagMs(700)).toBe(700)
})

test('under pressure the cued camera keeps its rate longest', () => {
  const cued = makeChannelPacer(() => true)
  const other = makeChannelPacer(() => false)
  for (const pacer of [cued, other]) expect(pacer.lets({ key: true }, 'none', 0)).toBe(true)
  expect(cued.lets({ key: false }, 'keyFrames', 100)).toBe(true)
  expect(other.lets({ key: false }, 'keyFrames', 100)).toBe(false)
  expect(other.lets({ key: true }, 'keyFrames', 1_000)).toBe(true)
  expect(other.lets({ key: true }, 'stills', 2_000)).toBe(false)
  expect(other.lets({ key: true }, 'stills', 4_000)).toBe(true)
  expect(cued.lets({ key: true }, 'nothing', 5_000)).toBe(false)
})

test('no delta picture follows one that was left out, whatever the pressure does', () => {
  const step = fc.record({
    key: fc.boolean(),
    pressure: fc.constantFrom('none', 'keyFrames', 'stills', 'nothing'),
    gap: fc.nat(1_500)
  } as const)
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), fc.boolean(), (steps, priority) => {
      const pacer = makeChannelPacer(() => priority)
      let now = 0
      let whole = false
      for (const { key, pressure, gap } of steps) {
        now += gap
        const sent = pacer.lets({ key }, pressure, now)
        if (sent && !key) expect(whole).toBe(true)
        whole = sent && (key || whole)
      }
    })
  )
})
