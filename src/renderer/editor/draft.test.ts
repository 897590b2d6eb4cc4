import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  gridColumns,
  gridRows,
  overlap,
  PanelKind,
  type GridPlace,
  type GridScene
} from '../../contract/scene.ts'
import { leastCells, leastSizes } from '../wall/panelSizes.ts'
import {
  beginEditing,
  freePlace,
  idFor,
  moved,
  notPlaced,
  reduceEditing,
  resized,
  sameDraft,
  sceneOf,
  type Draft,
  type Edit,
  type Editing
} from './draft.ts'
import { settlePlaces } from './settlePlaces.ts'
import { isOnGrid, snapToGrid, type Rect } from './snapToGrid.ts'

const at = (column: number, row: number, columns: number, rows: number): GridPlace => ({
  column,
  row,
  columns,
  rows
})

const two: Draft = {
  id: 'malam',
  name: 'Malam',
  panels: [
    { panel: 'map', place: at(0, 0, 24, 24) },
    { panel: 'volume', place: at(24, 0, 12, 6) }
  ]
}

const after = (draft: Draft, ...edits: readonly Edit[]): Editing =>
  edits.reduce(reduceEditing, beginEditing(draft))

/** Any scene that the grid can hold: panels are put where the ones before them have left room. */
const anyScene: fc.Arbitrary<GridScene> = fc
  .shuffledSubarray([...PanelKind.options], { minLength: 1 })
  .chain((kinds) =>
    fc.tuple(
      ...kinds.map((panel) =>
        fc
          .tuple(
            fc.nat(gridColumns - 1),
            fc.nat(gridRows - 1),
            fc.integer({ min: 1, max: gridColumns }),
            fc.integer({ min: 1, max: gridRows })
          )
          .map(([column, row, columns, rows]) => ({
            panel,
            place: at(
              column,
              row,
              Math.min(columns, gridColumns - column),
              Math.min(rows, gridRows - row)
            )
          }))
      )
    )
  )
  .map((wished) => {
    const panels: GridScene['panels'][number][] = []
    for (const one of wished)
      if (!panels.some(({ place }) => overlap(place, one.place))) panels.push(one)
    const [first, ...rest] = panels
    if (first === undefined) throw new Error('The first panel has all the room.')
    return { id: 'adegan', name: 'Adegan', layout: 'grid', panels: [first, ...rest] }
  })

test('a scene that is opened and saved untouched is the same scene, whatever the screen', () => {
  fc.assert(
    fc.property(anyScene, (scene) => {
      const { draft } = after(scene, { type: 'choose', panel: 'map' })
      expect(sceneOf(draft)).toEqual(scene)
    })
  )
})

const anyStep = fc.record({
  right: fc.integer({ min: -6, max: 6 }),
  down: fc.integer({ min: -6, max: 6 })
})

test('whatever is done, only what was touched has another place, and all of it can be undone', () => {
  const act = fc.oneof(
    fc.record({
      how: fc.constantFrom('move' as const, 'resize' as const),
      nth: fc.nat(20),
      step: anyStep
    }),
    fc.record({ how: fc.constant('remove' as const), nth: fc.nat(20), step: anyStep }),
    fc.record({ how: fc.constant('add' as const), nth: fc.nat(20), step: anyStep })
  )
  fc.assert(
    fc.property(anyScene, fc.array(act, { maxLength: 12 }), (scene, acts) => {
      const touched = new Set<PanelKind>()
      let editing = beginEditing(scene)
      for (const { how, nth, step } of acts) {
        const { draft } = editing
        const spare = notPlaced(draft)
        const placed = draft.panels[nth % Math.max(1, draft.panels.length)]
        const added = spare[nth % Math.max(1, spare.length)]
        const kind = how === 'add' ? added : placed?.panel
        if (kind === undefined) continue
        touched.add(kind)
        const least = leastSizes[kind]
        const place =
          how === 'add' || placed === undefined
            ? freePlace(draft, kind, least)
            : how === 'move'
              ? moved(placed.place, step)
              : resized(placed.place, step, least)
        if (how === 'remove') editing = reduceEditing(editing, { type: 'remove', panel: kind })
        else if (place) editing = reduceEditing(editing, { type: 'place', panel: kind, place })
        if (editing.draft.panels.length > 0) expect(sceneOf(editing.draft)).toBeDefined()
      }
      const untouched = (draft: Draft) => draft.panels.filter(({ panel }) => !touched.has(panel))
      expect(untouched(editing.draft)).toEqual(untouched(scene))
      const done = editing.draft
      const steps = editing.past.length
      for (let step = 0; step < steps; step += 1) editing = reduceEditing(editing, { type: 'undo' })
      expect(sceneOf(editing.draft)).toEqual(scene)
      for (let step = 0; step < steps; step += 1) editing = reduceEditing(editing, { type: 'redo' })
      expect(editing.draft).toEqual(done)
    }),
    { numRuns: 60 }
  )
})

describe('the draft', () => {
  test('takes no panel over another and none beyond the grid', () => {
    const over = after(two, { type: 'place', panel: 'volume', place: at(20, 0, 12, 6) })
    const beyond = after(two, { type: 'place', panel: 'volume', place: at(40, 0, 12, 6) })
    expect(over).toEqual(beginEditing(two))
    expect(beyond).toEqual(beginEditing(two))
  })

  test('forgets what was undone once something else is done', () => {
    const { draft, future } = after(
      two,
      { type: 'remove', panel: 'map' },
      { type: 'undo' },
      { type: 'rename', name: 'Siang' }
    )
    expect(future).toEqual([])
    expect(draft).toEqual({ ...two, name: 'Siang' })
  })

  test('has a name in one piece, however it was typed', () => {
    const typed = after(
      two,
      { type: 'rename', name: 'M' },
      { type: 'rename', name: 'Ma' },
      { type: 'rename', name: 'Mal' },
      { type: 'undo' }
    )
    expect(typed.draft).toEqual(two)
  })

  test('that a version has taken the place of can be had back', () => {
    const older: Draft = { ...two, panels: two.panels.slice(0, 1) }
    const name: Edit = { type: 'rename', name: 'Siang' }
    const replaced = after(two, name, { type: 'replace', draft: older })
    expect(replaced.draft).toEqual(older)
    expect(reduceEditing(replaced, { type: 'undo' }).draft).toEqual({ ...two, name: 'Siang' })
    expect(after(two, name, { type: 'open', draft: older })).toEqual(beginEditing(older))
  })

  test('is no scene without a panel or a name', () => {
    expect(sceneOf({ ...two, panels: [] })).toBeUndefined()
    expect(sceneOf({ ...two, name: '  ' })).toBeUndefined()
  })

  test('is the same draft in whatever order its panels are told', () => {
    expect(sameDraft(two, { ...two, panels: [...two.panels].reverse() })).toBe(true)
    expect(sameDraft(two, { ...two, panels: two.panels.slice(1) })).toBe(false)
  })

  test('has room for a panel only where nothing lies', () => {
    expect(freePlace(two, 'briefing', leastSizes.briefing)).toBeUndefined()
    expect(freePlace(two, 'duty', { columns: 8, rows: 1 })).toEqual(at(36, 0, 8, 1))
  })
})

test('a panel is not made smaller than it can be, and a small one not larger against its will', () => {
  const least = { columns: 10, rows: 4 }
  expect(resized(at(0, 0, 12, 6), { right: -5, down: -5 }, least)).toEqual(at(0, 0, 10, 4))
  expect(resized(at(0, 0, 6, 2), { right: -1, down: 0 }, least)).toEqual(at(0, 0, 6, 2))
  expect(resized(at(0, 0, 6, 2), { right: 1, down: 1 }, least)).toEqual(at(0, 0, 7, 3))
})

test('a name becomes an id that nothing else has', () => {
  expect(idFor('Malam hari', new Set())).toBe('malam-hari')
  expect(idFor('Malam hari', new Set(['malam-hari', 'malam-hari-2']))).toBe('malam-hari-3')
  expect(idFor('112!', new Set())).toBe('adegan')
})

test('a wide wall needs fewer of its wide cells, a far seat more', () => {
  expect(leastCells('todayCounter', { aspect: 16 / 9, scale: 1 })).toEqual(leastSizes.todayCounter)
  const wide = leastCells('todayCounter', { aspect: 32 / 9, scale: 1 })
  expect(wide.columns).toBeLessThan(leastSizes.todayCounter.columns)
  const far = leastCells('todayCounter', { aspect: 16 / 9, scale: 1.4 })
  expect(far.columns).toBeGreaterThan(leastSizes.todayCounter.columns)
  expect(leastCells('briefing', { aspect: 16 / 9, scale: 1.4 })).toEqual({ columns: 48, rows: 24 })
})

describe('the present places of panels', () => {
  const size = { width: 3728, height: 1944 }

  test('become the nearest cells', () => {
    const rects = new Map<PanelKind, Rect>([
      ['todayCounter', { x: 0, y: 0, width: 820, height: 330 }],
      ['map', { x: 892, y: 0, width: 1864, height: 1550 }],
      ['duty', { x: 2828, y: 1900, width: 900, height: 35 }]
    ])
    expect(Object.fromEntries(snapToGrid(rects, size))).toEqual({
      todayCounter: at(0, 0, 11, 4),
      map: at(11, 0, 24, 19),
      duty: at(36, 23, 12, 1)
    })
  })

  test('a strip thinner than half a cell takes a row of its neighbour', () => {
    const rects = new Map<PanelKind, Rect>([
      ['cameraStrip', { x: 0, y: 0, width: 3728, height: 1900 }],
      ['duty', { x: 0, y: 1910, width: 3728, height: 30 }]
    ])
    expect(Object.fromEntries(snapToGrid(rects, size))).toEqual({
      cameraStrip: at(0, 0, 48, 23),
      duty: at(0, 23, 48, 1)
    })
  })

  test('never lie over one another, whatever they are and however large the screen is', () => {
    /** A picture cut in two, again and again: what lies in it does not overlap. */
    const cut = (rect: Rect, cuts: readonly (readonly [boolean, number])[]): readonly Rect[] => {
      const [first, ...rest] = cuts
      if (first === undefined) return [rect]
      const [across, share] = first
      const { x, y, width, height } = rect
      const half = Math.floor(rest.length / 2)
      const [a, b]: readonly [Rect, Rect] = across
        ? [
            { x, y, width: width * share, height },
            { x: x + width * share, y, width: width * (1 - share), height }
          ]
        : [
            { x, y, width, height: height * share },
            { x, y: y + height * share, width, height: height * (1 - share) }
          ]
      return [...cut(a, rest.slice(0, half)), ...cut(b, rest.slice(half))]
    }
    const least = { columns: 6, rows: 3 }
    const share = fc.double({ min: 0.02, max: 0.98, noNaN: true })
    const cuts = fc.array(fc.tuple(fc.boolean(), share), { maxLength: 14 })
    const width = fc.integer({ min: 320, max: 15_360 })
    fc.assert(
      fc.property(cuts, width, (list, wide) => {
        const screen = { width: wide, height: wide * 0.52 }
        const rects = cut({ x: 0, y: 0, ...screen }, list)
        const places = snapToGrid(
          new Map(rects.map((rect, index) => [String(index), rect])),
          screen
        )
        const settled = settlePlaces(places, () => least)
        expect(settled.size).toBe(places.size)
        for (const all of [[...places.values()], [...settled.values()]]) {
          expect(all.every(isOnGrid)).toBe(true)
          for (const [index, one] of all.entries())
            for (const other of all.slice(0, index)) expect(overlap(one, other)).toBe(false)
        }
        for (const [key, { columns, rows }] of places) {
          const now = settled.get(key)
          expect(now?.columns).toBeGreaterThanOrEqual(Math.min(columns, least.columns))
          expect(now?.rows).toBeGreaterThanOrEqual(Math.min(rows, least.rows))
        }
      })
    )
  })

  test('settle at their least sizes, with the air between them', () => {
    const rail = new Map<PanelKind, GridPlace>([
      ['todayCounter', at(0, 0, 11, 3)],
      ['monthCounter', at(0, 4, 11, 4)],
      ['responseCounter', at(0, 8, 11, 4)],
      ['withinTargetCounter', at(0, 13, 5, 3)],
      ['prankCounter', at(6, 13, 5, 3)],
      ['agencies', at(0, 16, 11, 8)],
      ['map', at(11, 0, 36, 24)]
    ])
    const wide = { columns: 12, rows: 3 }
    const settled = settlePlaces(rail, (kind) => (kind === 'agencies' ? wide : leastSizes[kind]))
    expect(Object.fromEntries(settled)).toEqual({
      todayCounter: at(0, 0, 12, 5),
      monthCounter: at(0, 5, 12, 5),
      responseCounter: at(0, 10, 12, 5),
      withinTargetCounter: at(0, 15, 6, 4),
      prankCounter: at(6, 15, 6, 4),
      agencies: at(0, 19, 12, 5),
      map: at(12, 0, 36, 24)
    })
  })
})
