import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOpen, type WallIncident } from '../../../contract/incident.ts'
import { minute } from '../../../contract/time.ts'
import { designMoment, makeWallCity, makeWallIncident } from '../../../testing/make.ts'
import { arrangeFlood, type Flood, type FloodSpace } from './arrangeFlood.ts'

const now = designMoment
const city = makeWallCity()
const roomy: FloodSpace = {
  ...{ available: 100, head: 1, row: 0.7, cell: 0.56, columns: 2, block: 0.8, more: 0.64 }
}

function incident(id: string, age: number, rest: Partial<WallIncident> = {}): WallIncident {
  return makeWallIncident({ id, receivedAt: now - age * minute, priority: 3, ...rest })
}

function arrange(
  incidents: readonly WallIncident[],
  space: Partial<FloodSpace> = {},
  notSent = 0
): Flood {
  return arrangeFlood({ incidents, notSent }, city, now, { ...roomy, ...space })
}

const told = ({ groups }: Flood): readonly unknown[] =>
  groups.map(({ category, district, items, late }) => [category, district, items.length, late])

const north = { district: '33.74.01' }
const south = { district: '33.74.02' }
const lead = incident('lead', 1, { priority: 1 })

describe('groups', () => {
  it('are of one kind in one district, those with late ones first', () => {
    const flood = arrange([
      lead,
      incident('a', 3, { ...north, category: 'kebakaran' }),
      incident('b', 4, { ...north, category: 'kebakaran' }),
      incident('c', 4, { ...south, category: 'kebakaran' }),
      incident('d', 12, { ...south, category: 'medis' }),
      incident('e', 2, { ...south, category: 'medis' })
    ])
    expect(told(flood)).toEqual([
      ['medis', '33.74.02', 2, 1],
      ['kebakaran', '33.74.01', 2, 0],
      ['kebakaran', '33.74.02', 1, 0]
    ])
  })

  it('are of all districts where those of each are too many', () => {
    const flood = arrange(
      [
        lead,
        incident('a', 3, { ...north, category: 'kebakaran' }),
        incident('b', 4, { ...south, category: 'kebakaran' }),
        incident('c', 4, { ...north, category: 'medis' })
      ],
      { available: 1 + 2 * 0.7 + 0.64 }
    )
    expect(flood.groups.map(({ category, districts }) => [category, districts])).toEqual([
      ['kebakaran', 2],
      ['medis', 1]
    ])
  })

  it('keep the reached apart from those that wait, and drills from what is real', () => {
    const flood = arrange([
      lead,
      incident('waits', 3, north),
      incident('reached', 9, { ...north, arrivedAt: now - minute }),
      incident('drill', 3, { ...north, exercise: true, priority: 1 })
    ])
    expect(flood.groups.map(({ arrived, exercise }) => [arrived, exercise])).toEqual([
      [false, false],
      [true, false],
      [false, true]
    ])
    expect(flood.critical).toEqual([])
  })

  it('bear the mark of their gravest', () => {
    const flood = arrange([lead, incident('a', 3), incident('b', 4, { priority: 2 })])
    expect(flood.groups.map(({ severity }) => severity)).toEqual(['high'])
  })
})

describe('critical ones', () => {
  const critical = (count: number): readonly WallIncident[] =>
    Array.from({ length: count }, (_, index) => incident(`k${index}`, 2 + index, { priority: 1 }))

  it('have rows before any group has one', () => {
    const others = [incident('a', 3, north), incident('b', 3, { category: 'medis' })]
    const flood = arrange([...critical(4), ...others], { available: 1 + 3 * 0.7 + 0.64 })
    expect([flood.critical.length, flood.criticalAs, flood.groups.length]).toEqual([3, 'rows', 0])
    expect(flood.more).toEqual({ groups: 2, incidents: 2, unknown: 0 })
  })

  it('are said shorter before any is left out', () => {
    const flood = arrange(critical(8), { available: 1 + 4 * 0.56 + 0.64 })
    expect([flood.critical.length, flood.criticalAs, flood.criticalMore]).toEqual([7, 'cells', 0])
  })

  it('that have no room at all are counted by themselves', () => {
    const flood = arrange(critical(20), { available: 1 + 4 * 0.56 + 0.64 })
    expect(flood.critical).toHaveLength(4)
    expect(flood.criticalMore).toBe(15)
  })
})

const anyIncident = fc.record({
  priority: fc.integer({ min: 1, max: 5 }),
  age: fc.integer({ min: 0, max: 60 }),
  category: fc.constantFrom('kebakaran', 'medis', 'kdrt'),
  district: fc.constantFrom('33.74.01', '33.74.02', undefined),
  arrived: fc.boolean(),
  closed: fc.boolean(),
  exercise: fc.boolean()
})

it('every open incident is told exactly once, every critical one by itself while there is room', () => {
  fc.assert(
    fc.property(
      fc.array(anyIncident, { maxLength: 60 }),
      fc.nat({ max: 50 }),
      fc.double({ min: 0, max: 25, noNaN: true }),
      (drawn, notSent, available) => {
        const incidents = drawn.map((one, index) =>
          incident(`i${index}`, one.age, {
            priority: one.priority,
            category: one.category,
            exercise: one.exercise,
            ...(one.district !== undefined && { district: one.district }),
            ...(one.arrived && { arrivedAt: now - (one.age * minute) / 2 }),
            ...(one.closed && { status: 'closed', closedAt: now })
          })
        )
        const flood = arrange(incidents, { available }, notSent)
        const rows = flood.groups.flatMap(({ items }) => items)
        const shown = [...(flood.lead ? [flood.lead] : []), ...flood.critical, ...rows]
        expect(new Set(shown.map((item) => item.incident.id)).size).toBe(shown.length)
        const open = incidents.filter(isOpen)
        const hidden = flood.more.incidents + flood.criticalMore
        expect(shown.length + hidden).toBe(open.length)
        expect(flood.more.unknown).toBe(notSent)

        const real = open.filter(({ priority, exercise }) => priority === 1 && !exercise)
        const alone = new Set([flood.lead, ...flood.critical].map((item) => item?.incident.id))
        const without = real.filter(({ id }) => !alone.has(id))
        expect(without).toHaveLength(flood.criticalMore)
        if (flood.criticalMore > 0) expect(flood.groups).toEqual([])
        expect(heightOf(flood)).toBeLessThanOrEqual(
          Math.max(available, roomy.head + roomy.more + roomy.block) + 1e-4
        )
      }
    )
  )
})

function heightOf({ critical, criticalAs, criticalMore, groups }: Flood): number {
  const { head, row, cell, columns, block, more } = roomy
  const own =
    criticalAs === 'rows' ? critical.length * row : Math.ceil(critical.length / columns) * cell
  return head + own + groups.length * row + (criticalMore > 0 ? block : 0) + more
}
