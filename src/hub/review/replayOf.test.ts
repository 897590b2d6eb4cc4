import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Incident } from '../../contract/incident.ts'
import { otherCategory, replayPosition, type Replay } from '../../contract/replay.ts'
import type { Selection } from '../../contract/review.ts'
import { day, hour, minute, second } from '../../contract/time.ts'
import { makeCity, makeIncident } from '../../testing/make.ts'
import { makeReplay } from './replayOf.ts'

const city = makeCity()
/** Midnight of Monday 17 March 2025 in Semarang, which is 17.00 of the day before in UTC. */
const monday = Date.UTC(2025, 2, 16, 17)
const period = { from: '2025-03-17', to: '2025-03-19' }
const now = monday + 30 * day

async function replay(
  incidents: readonly Partial<Incident>[],
  selection: Selection = {}
): Promise<Replay> {
  const made = await makeReplay(
    { period, selection },
    {
      ...{ city, now, signal: new AbortController().signal },
      incidents: incidents.map((one, index) => ({
        incident: makeIncident({ id: String(index), position: [110.4, -7], ...one })
      }))
    }
  )
  if (made === undefined) throw new Error('nobody went away')
  return made
}

const pointless = ({ withoutPoint }: Replay): number => withoutPoint.reduce((a, b) => a + b, 0)

describe('a replay', () => {
  it('holds the incidents of its days in order of time, from midnight to midnight', async () => {
    const made = await replay([
      { receivedAt: monday + 3 * day - 1 },
      { receivedAt: monday + 2 * hour, priority: 1, category: 'medis' },
      { receivedAt: monday - 1 },
      { receivedAt: monday },
      { receivedAt: monday + 3 * day }
    ])
    expect([...made.receivedAt]).toEqual([0, 7_200, 3 * 86_400 - 1])
    expect([...made.priority]).toEqual([2, 1, 2])
    expect([...made.category]).toEqual([0, 1, 0])
    expect({ from: made.from, to: made.to }).toEqual({ from: monday, to: monday + 3 * day })
    expect(made.since).toBe(monday - 1)
    expect(made.withoutPoint).toHaveLength(72)
  })

  it('knows no place of a private category, of one far away, or of one nobody told', async () => {
    const made = await replay([
      { receivedAt: monday + 5 * hour, category: 'kdrt' },
      { receivedAt: monday + 5 * hour + 59 * minute, position: [10, 50] },
      { receivedAt: monday + 6 * hour, position: undefined as never }
    ])
    expect(made.receivedAt).toHaveLength(0)
    expect([made.withoutPoint[5], made.withoutPoint[6], pointless(made)]).toEqual([2, 1, 3])
  })

  it('counts no drill', async () => {
    const made = await replay([{ receivedAt: monday, exercise: true }])
    expect([made.receivedAt.length, pointless(made)]).toEqual([0, 0])
  })

  it('says when any of it is simulated, and when none of it is', async () => {
    const before = { receivedAt: monday - day, simulated: true }
    expect((await replay([before, { receivedAt: monday }])).simulated).toBe(false)
    expect((await replay([{ receivedAt: monday, simulated: true }])).simulated).toBe(true)
  })

  it('puts a point where it was, and a foreign category among the others', async () => {
    const made = await replay([
      { receivedAt: monday, position: [110.3456, -6.9876], category: 'unheard-of' }
    ])
    const [lon, lat] = replayPosition(made, 0)
    expect([lon.toFixed(4), lat.toFixed(4)]).toEqual(['110.3456', '-6.9876'])
    expect(made.category[0]).toBe(otherCategory)
  })

  it('is nothing for somebody who has gone', async () => {
    const incidents = Array.from({ length: 5_000 }, (_, index) => ({
      incident: makeIncident({ id: String(index), receivedAt: monday })
    }))
    const signal = AbortSignal.abort()
    const question = { period, selection: {} }
    expect(await makeReplay(question, { city, incidents, now, signal })).toBeUndefined()
  })
})

describe('a selection', () => {
  const chosen = async (
    one: Partial<Incident>,
    selection: Selection
  ): Promise<0 | 1 | undefined> => {
    const { receivedAt } = await replay([{ receivedAt: monday + 15 * hour, ...one }], selection)
    return receivedAt.length as 0 | 1
  }

  it('takes agencies by their assignments, and districts with the unknown one', async () => {
    const sent = { assignments: [{ agency: 'damkar' }, { agency: 'dinkes' }] }
    expect(await chosen(sent, { agencies: ['dinkes'] })).toBe(1)
    expect(await chosen({}, { agencies: ['dinkes'] })).toBe(0)
    expect(await chosen({ district: '33.74.01' }, { districts: ['33.74.01'] })).toBe(1)
    expect(await chosen({}, { districts: ['33.74.01'] })).toBe(0)
    expect(await chosen({}, { districts: ['33.74.01', 'unknown'] })).toBe(1)
  })

  it('counts weekdays from Monday and hours on the city’s clock', async () => {
    expect(await chosen({}, { weekdays: [0] })).toBe(1)
    expect(await chosen({}, { weekdays: [1] })).toBe(0)
    expect(await chosen({}, { hours: [15] })).toBe(1)
    expect(await chosen({}, { hours: [8] })).toBe(0)
    expect(await chosen({}, { days: { from: '2025-03-17', to: '2025-03-17' } })).toBe(1)
    expect(await chosen({}, { days: { from: '2025-03-18', to: '2025-03-19' } })).toBe(0)
  })

  it('and what it leaves out are the whole, whatever is chosen', async () => {
    const incident = fc.record({
      receivedAt: fc.integer({ min: monday - day, max: monday + 4 * day }),
      category: fc.constantFrom('kebakaran', 'medis', 'kdrt'),
      district: fc.constantFrom('33.74.01', '33.74.02')
    })
    await fc.assert(
      fc.asyncProperty(fc.array(incident, { maxLength: 30 }), async (incidents) => {
        const all = await replay(incidents)
        const parts = await Promise.all(
          ['kebakaran', 'medis', 'kdrt'].map((id) => replay(incidents, { categories: [id] }))
        )
        const sizeOf = (one: Replay): number => one.receivedAt.length + pointless(one)
        expect(parts.reduce((sum, part) => sum + sizeOf(part), 0)).toBe(sizeOf(all))
        const inside = incidents.filter(
          ({ receivedAt }) => receivedAt >= monday && receivedAt < monday + 3 * day
        )
        expect(sizeOf(all)).toBe(inside.length)
        const times = inside
          .filter(({ category }) => category !== 'kdrt')
          .map(({ receivedAt }) => Math.floor((receivedAt - monday) / second))
        expect([...all.receivedAt]).toEqual(times.sort((a, b) => a - b))
      }),
      { numRuns: 40 }
    )
  })
})
