import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DisplayLayout } from '../contract/displays.ts'
import { planWindows, type PlanQuestion, type WallPlan } from './planWindows.ts'
import type { Output } from './spots.ts'

const output = (n: number, x: number, y = 0, more: Partial<Output> = {}): Output => ({
  id: String(n),
  label: `HDMI-${n}`,
  bounds: { x, y, width: 1920, height: 1080 },
  ...more
})

const layoutOf = (
  displays: readonly object[],
  cell = { cellWidthMm: 1210, cellHeightMm: 681 }
): DisplayLayout => DisplayLayout.parse({ ...cell, bezelMm: 4, displays })

/** 2 × 2 without a word about which is which. */
const four = layoutOf([
  { id: 'A1', row: 1, column: 1 },
  { id: 'A2', row: 1, column: 2 },
  { id: 'B1', row: 2, column: 1 },
  { id: 'B2', row: 2, column: 2 }
])
const fourOutputs = [
  output(1, 0),
  output(2, 1920),
  output(3, 0, 1080),
  output(4, 1920, 1080)
] as const
const edids = ['GSM-5BBF-1', 'GSM-5BBF-2', 'GSM-5BBF-3', 'GSM-5BBF-4'] as const
const known = layoutOf(
  four.displays.map((display, at) => ({ ...display, match: { edid: edids[at] } }))
)
const knownOutputs = fourOutputs.map((one, at) => ({ ...one, edid: edids[at] }))

const plan = (question: Partial<PlanQuestion> & Pick<PlanQuestion, 'outputs'>): WallPlan =>
  planWindows({ primary: undefined, choice: 'all', ...question })

/** `A1:0,0`: what is shown where. */
const shown = ({ windows }: WallPlan): readonly string[] =>
  windows.map(({ display, bounds }) => `${display}:${bounds.x},${bounds.y}`).toSorted()
const whole = ['A1:0,0', 'A2:1920,0', 'B1:0,1080', 'B2:1920,1080']

it('without a layout each display shows the whole picture, from left to right', () => {
  const two = plan({ outputs: [output(2, 1920), output(1, 0)], primary: '2' })
  expect(two).toMatchObject({ notices: [], windows: [{ display: '1' }, { display: '2' }] })
})

it('mirrored outputs count once, those without an area not at all', () => {
  const none = output(3, 3840, 0, { bounds: { x: 3840, y: 0, width: 0, height: 0 } })
  const { windows } = plan({ outputs: [output(1, 0), output(2, 0), none] })
  expect(windows.map(({ display }) => display)).toEqual(['1'])
})

it('only the primary display is used when asked to, or another when it is gone', () => {
  const outputs = [output(1, 0), output(2, 1920)]
  const ask = { outputs, choice: 'primary' as const, layout: four }
  expect(shown(plan({ ...ask, primary: '2' }))).toEqual(['2:1920,0'])
  expect(shown(plan({ ...ask, primary: '9' }))).toEqual(['1:0,0'])
  expect(shown(plan({ ...ask, outputs: [], primary: '9' }))).toEqual([])
})

it('a wall that says nothing of its screens is laid out as the desktop is', () => {
  const laid = plan({ outputs: fourOutputs, layout: four })
  expect([shown(laid), laid.notices]).toEqual([whole, []])
  expect(laid.bound.every(({ by }) => by === 'position')).toBe(true)
})

it('screens with serial numbers are found wherever they are plugged in', () => {
  const swapped = knownOutputs.map((one, at) => ({ ...one, edid: edids[3 - at] }))
  expect(shown(plan({ outputs: knownOutputs, layout: known }))).toEqual(whole)
  expect(shown(plan({ outputs: swapped, layout: known }))).toEqual([
    'A1:1920,1080',
    'A2:0,1080',
    'B1:1920,0',
    'B2:0,0'
  ])
})

it('swapped cables are told where the layout names the connectors as well', () => {
  const layout = layoutOf(
    known.displays.map((display, at) => ({
      ...display,
      match: { edid: edids[at], label: `HDMI-${at + 1}` }
    }))
  )
  const [a = output(1, 0), b = output(2, 1920), ...others] = knownOutputs
  const outputs = [{ ...a, edid: edids[1] }, { ...b, edid: edids[0] }, ...others]
  const swapped = plan({ outputs, layout })
  expect(shown(swapped)).toEqual(['A1:1920,0', 'A2:0,0', 'B1:0,1080', 'B2:1920,1080'])
  expect(swapped.notices).toEqual([
    { code: 'recabled', display: 'A1', output: 'HDMI-2' },
    { code: 'recabled', display: 'A2', output: 'HDMI-1' }
  ])
})

it('swapped cables of remembered screens bring each its own part again', () => {
  const { remembered } = plan({ outputs: knownOutputs, layout: four })
  const [a = output(1, 0), b = output(2, 1920), ...others] = knownOutputs
  const outputs = [{ ...a, edid: edids[1] }, { ...b, edid: edids[0] }, ...others]
  const swapped = plan({ outputs, layout: four, remembered })
  expect(shown(swapped).slice(0, 2)).toEqual(['A1:1920,0', 'A2:0,0'])
  expect(swapped.notices.map(({ code }) => code)).toEqual(['recabled', 'recabled'])
})

it('a display that is gone stays dark, the others keep their parts, and it comes back', () => {
  for (const layout of [four, known]) {
    const before = plan({ outputs: knownOutputs, layout })
    const { remembered } = before
    const without = plan({ outputs: knownOutputs.slice(1), layout, remembered })
    expect(shown(without)).toEqual(whole.slice(1))
    expect(without.notices).toEqual([{ code: 'missing', display: 'A1' }])
    const back = { outputs: knownOutputs, layout, remembered: without.remembered }
    expect(plan(back)).toMatchObject({ windows: before.windows, notices: [] })
  }
})

it('the desktop moves together when an output goes, and every screen keeps its part', () => {
  const { remembered } = plan({ outputs: knownOutputs, layout: four })
  const moved = knownOutputs.slice(1).map((one, at) => ({ ...one, ...output(at + 2, at * 1920) }))
  const without = plan({ outputs: moved, layout: four, remembered })
  expect(shown(without)).toEqual(['A2:0,0', 'B1:1920,0', 'B2:3840,0'])
})

it("an operator's own screen is left alone, also when one of the wall is lost", () => {
  const desk = output(9, 5000, 0, { edid: 'DEL-A0C1-77' })
  const five = plan({ outputs: [...knownOutputs, desk], layout: known })
  expect(shown(five)).toEqual(whole)
  expect(five.notices).toEqual([{ code: 'extra', output: 'HDMI-9' }])
  const { remembered } = plan({ outputs: knownOutputs, layout: four })
  const lost = plan({ outputs: [...knownOutputs.slice(1), desk], layout: four, remembered })
  expect(lost.notices).toEqual([
    { code: 'missing', display: 'A1' },
    { code: 'extra', output: 'HDMI-9' }
  ])
})

it('identical screens without serial numbers are told apart by their connectors', () => {
  const same = fourOutputs.map((one) => ({ ...one, edid: 'GSM-5BBF' }))
  const layout = layoutOf(
    four.displays.map((display, at) => ({
      ...display,
      match: { edid: 'GSM-5BBF', label: `HDMI-${4 - at}` }
    }))
  )
  const found = plan({ outputs: same, layout })
  expect(shown(found)).toEqual(['A1:1920,1080', 'A2:0,1080', 'B1:1920,0', 'B2:0,0'])
  expect(found.notices).toEqual([])
  const { remembered } = plan({ outputs: same, layout: four })
  const left = plan({ outputs: same.slice(2), layout: four, remembered })
  expect(shown(left)).toEqual(['B1:0,1080', 'B2:1920,1080'])
})

it('what nothing tells apart is guessed, said so, and not remembered', () => {
  const layout = layoutOf(
    four.displays.map((display) => ({ ...display, match: { edid: 'GSM-5BBF' } }))
  )
  const outputs = fourOutputs.slice(0, 3).map((one) => ({ ...one, edid: 'GSM-5BBF' }))
  const guessed = plan({ outputs, layout })
  expect(shown(guessed)).toEqual(['A1:0,0', 'A2:1920,0', 'B1:0,1080'])
  expect(guessed.notices.map(({ code }) => code)).toEqual([
    'missing',
    'guessed',
    'guessed',
    'guessed'
  ])
  expect(guessed.remembered).toEqual({})
  const inOneRow = fourOutputs.map((_, at) => output(at + 1, at * 1920))
  expect(plan({ outputs: inOneRow, layout: four }).bound.map(({ by }) => by)).toEqual(
    Array(4).fill('guess')
  )
})

it('another screen on the same connector takes the place of the old one', () => {
  const { remembered } = plan({ outputs: knownOutputs, layout: four })
  const outputs = knownOutputs.map((one, at) => (at === 2 ? { ...one, edid: 'SAM-1' } : one))
  const replaced = plan({ outputs, layout: four, remembered })
  expect(shown(replaced)).toEqual(whole)
  expect(replaced.notices).toEqual([{ code: 'replaced', display: 'B1', output: 'HDMI-3' }])
})

it('after a change of all screens at once the wall is guessed rather than dark', () => {
  const outputs = fourOutputs.map((one, at) => ({ ...one, edid: `SAM-${at}` }))
  const { windows, notices } = plan({ outputs, layout: known })
  expect([windows.length, notices.length]).toEqual([4, 4])
  expect(notices.every(({ code }) => code === 'guessed')).toBe(true)
})

it('one output for several displays shows the whole picture', () => {
  const wide = output(1, 0, 0, { bounds: { x: 0, y: 0, width: 3840, height: 2160 } })
  const one = plan({ outputs: [wide], layout: four })
  expect(one.windows).toEqual([{ display: '', bounds: wide.bounds }])
  expect(one.notices).toEqual([{ code: 'whole', display: 'A1' }])
  const last = plan({ outputs: knownOutputs.slice(3), layout: known })
  expect(last).toMatchObject({ notices: [{ code: 'whole', display: 'B2' }] })
})

it('a wall of one display that covers many cells is one window, without a word', () => {
  const layout = layoutOf([{ id: 'W', row: 1, column: 1, rows: 2, columns: 2 }])
  const wide = output(1, 0, 0, { bounds: { x: 0, y: 0, width: 3840, height: 2160 } })
  expect(plan({ outputs: [wide], layout })).toMatchObject({
    windows: [{ display: 'W' }],
    notices: []
  })
})

it('a turned screen, and one of another shape, are named', () => {
  const turned = plan({
    layout: four,
    outputs: fourOutputs.map((one, at) =>
      at === 1 ? { ...one, bounds: { x: 4000, y: 0, width: 1080, height: 1920 } } : one
    )
  })
  expect(turned.notices).toContainEqual({ code: 'turned', display: 'A2' })
  const square = plan({
    layout: four,
    outputs: fourOutputs.map((one, at) =>
      at === 3 ? { ...one, bounds: { ...one.bounds, width: 1024, height: 768 } } : one
    )
  })
  expect(square.notices).toEqual([{ code: 'shape', display: 'B2' }])
})

it('screens of different shapes find their parts by their shape', () => {
  const layout = layoutOf([
    { id: 'L', row: 1, column: 1 },
    { id: 'T', row: 1, column: 2, widthMm: 381, heightMm: 677 }
  ])
  const totem = output(1, 0, 0, { bounds: { x: 0, y: 0, width: 1080, height: 1920 } })
  expect(shown(plan({ outputs: [totem, output(2, 1080)], layout }))).toEqual(['L:1080,0', 'T:0,0'])
})

it('mirrored outputs of a wall are told, and one of their two displays is missing', () => {
  const outputs = [output(1, 0), output(2, 0), output(3, 0, 1080), output(4, 1920, 1080)]
  const layout = layoutOf(
    four.displays.map((display, at) => ({ ...display, match: { label: `HDMI-${at + 1}` } }))
  )
  const mirrored = plan({ outputs, layout })
  expect(shown(mirrored)).toEqual(['A1:0,0', 'B1:0,1080', 'B2:1920,1080'])
  expect(mirrored.notices).toEqual([
    { code: 'missing', display: 'A2' },
    { code: 'guessed', display: 'A1', output: 'HDMI-1' },
    { code: 'mirrored', output: 'HDMI-2' }
  ])
})

it('without any output there is nothing to open, and nothing is forgotten', () => {
  const { remembered } = plan({ outputs: knownOutputs, layout: four })
  expect(plan({ outputs: [], layout: four, remembered })).toEqual({
    windows: [],
    bound: [],
    notices: [{ code: 'none' }],
    remembered
  })
})

const anyOutput = fc.record({
  label: fc.constantFrom('HDMI-1', 'HDMI-2', 'DP-1', 'DP-2'),
  edid: fc.constantFrom(undefined, 'GSM-1-1', 'GSM-1-2', 'GSM-1'),
  bounds: fc.record({
    x: fc.integer({ min: 0, max: 4 }).map((n) => n * 960),
    y: fc.integer({ min: 0, max: 3 }).map((n) => n * 540),
    width: fc.constantFrom(0, 960, 1920, 1080),
    height: fc.constantFrom(540, 1080, 1920)
  })
})
const anyOutputs = fc
  .array(anyOutput, { maxLength: 7 })
  .map((all) => all.map((one, at): Output => ({ id: `o${at}`, ...one })))
const anyMatch = fc.record(
  {
    edid: fc.constantFrom('GSM-1-1', 'GSM-1-2', 'GSM-1'),
    label: fc.constantFrom('HDMI-1', 'DP-1')
  },
  { requiredKeys: [] }
)
const anyLayout = fc.array(anyMatch, { minLength: 1, maxLength: 6 }).map((matches) =>
  layoutOf(
    matches.map((match, at) => ({
      id: `D${at}`,
      row: Math.floor(at / 3) + 1,
      column: (at % 3) + 1,
      match
    }))
  )
)

it('whatever is plugged in: no window over another, each output and display once, nothing dark', () => {
  fc.assert(
    fc.property(anyOutputs, fc.option(anyLayout, { nil: undefined }), (outputs, layout) => {
      const { windows, bound } = plan({ outputs, layout })
      for (const [at, { bounds: a }] of windows.entries())
        for (const { bounds: b } of windows.slice(0, at))
          expect(
            a.x < b.x + b.width &&
              b.x < a.x + a.width &&
              a.y < b.y + b.height &&
              b.y < a.y + a.height
          ).toBe(false)
      expect(new Set(windows.map(({ display }) => display)).size).toBe(windows.length)
      expect(new Set(bound.map(({ display }) => display)).size).toBe(bound.length)
      expect(windows.length > 0).toBe(outputs.some(({ bounds }) => bounds.width > 0))
    })
  )
})

it('the plan does not depend on the order in which outputs are told', () => {
  fc.assert(
    fc.property(
      anyOutputs.chain((outputs) =>
        fc.tuple(
          fc.constant(outputs),
          fc.shuffledSubarray(outputs, { minLength: outputs.length, maxLength: outputs.length })
        )
      ),
      fc.option(anyLayout, { nil: undefined }),
      ([outputs, shuffled], layout) => {
        expect(plan({ outputs: shuffled, layout })).toEqual(plan({ outputs, layout }))
      }
    )
  )
})

it('what is remembered changes nothing while nothing is plugged otherwise', () => {
  fc.assert(
    fc.property(anyOutputs, anyLayout, (outputs, layout) => {
      const first = plan({ outputs, layout })
      const second = plan({ outputs, layout, remembered: first.remembered })
      const sure = first.bound.filter(({ by }) => by !== 'guess')
      for (const { display, output: where } of sure)
        expect(second.bound).toContainEqual(expect.objectContaining({ display, output: where }))
    })
  )
})
