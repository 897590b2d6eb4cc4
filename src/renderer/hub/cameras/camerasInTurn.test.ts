import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Camera } from '../../../contract/camera.ts'
import { makeWallIncident } from '../../../testing/make.ts'
import { camerasInTurn, isCalm } from './camerasInTurn.ts'
import type { CueInput } from './cueCameras.ts'

/** One hundredth of a degree, about 1.1 km, apart. */
const camera = (number: number, more: Partial<Camera> = {}): Camera => ({
  id: `k${number}`,
  label: `K${number}`,
  name: 'x',
  position: [110.3 + number / 100, -7],
  guest: number !== 3,
  groups: [],
  demo: false,
  hasMain: false,
  ...more
})

const cameras = [1, 2, 3, 4, 5].map((number) => camera(number))
const quiet: CueInput = {
  incidents: [],
  lead: undefined,
  cameras,
  statusOf: () => 'live',
  categories: [],
  guests: false
}
const turn = (input: Partial<CueInput>, step: number, taken: readonly string[] = []) =>
  camerasInTurn({ ...quiet, ...input }, { step, count: 3, taken: new Set(taken) }).map(
    ({ id }) => id
  )

describe('cameras in turn', () => {
  test('each has its turn, and the next ones are known', () => {
    expect([0, 1, 4, 5].map((step) => turn({}, step))).toEqual([
      ['k1', 'k2', 'k3'],
      ['k2', 'k3', 'k4'],
      ['k5', 'k1', 'k2'],
      ['k1', 'k2', 'k3']
    ])
  })

  test('one that is not live is passed over, and comes back to its own turn', () => {
    const statusOf = ({ id }: Camera) => (id === 'k2' ? 'frozen' : 'live')
    expect([0, 1, 2].map((step) => turn({ statusOf }, step)[0])).toEqual(['k1', 'k3', 'k3'])
  })

  test('in one round each live camera has its turn, whatever becomes of the others meanwhile', () => {
    const round = fc.nat(35).chain((others) =>
      fc.record({
        first: fc.nat(1_000),
        steady: fc.nat(others),
        // Step by step, which of the others are live.
        live: fc.array(fc.array(fc.boolean(), { minLength: others + 1, maxLength: others + 1 }), {
          ...{ minLength: others + 1, maxLength: others + 1 }
        })
      })
    )
    fc.assert(
      fc.property(round, ({ first, steady, live }) => {
        const all = live.map((_step, i) => camera(i, { guest: true }))
        const shown = live.map((states, i) => {
          const statusOf = ({ id }: Camera) =>
            id === `k${steady}` || states[Number(id.slice(1))] === true ? 'live' : 'noSignal'
          return turn({ cameras: all, statusOf }, first + i)[0]
        })
        expect(shown).toContain(`k${steady}`)
      }),
      { numRuns: 60 }
    )
  })

  test('none stands beside an open incident, private or not', () => {
    const beside = makeWallIncident({
      id: 'a',
      category: 'kdrt',
      priority: 4,
      position: [110.32, -7]
    })
    expect(turn({ incidents: [beside] }, 0)).toEqual(['k1', 'k3', 'k4'])
    expect(turn({ incidents: [{ ...beside, status: 'closed' }] }, 0)).toEqual(['k1', 'k2', 'k3'])
  })

  test('of an unknown place nobody knows what happens there', () => {
    const { id, label, name, guest, groups, demo, hasMain } = camera(1)
    const nowhere: Camera = { id, label, name, guest, groups, demo, hasMain }
    expect(turn({ cameras: [nowhere, camera(2)] }, 0)).toEqual(['k2'])
  })

  test('guests see only what guests may see', () => {
    expect(turn({ guests: true }, 2)).toEqual(['k4', 'k5', 'k1'])
  })

  test('none of the strip is large as well', () => {
    expect(turn({}, 0, ['k1', 'k3'])).toEqual(['k2', 'k4', 'k5'])
  })

  test('there may be no cameras at all', () => {
    expect(turn({ cameras: [] }, 7)).toEqual([])
  })
})

test('turns are taken only while nothing grave is open, drills apart', () => {
  const lead = makeWallIncident({ id: 'a', priority: 2 })
  expect(isCalm(undefined)).toBe(true)
  expect(isCalm(lead)).toBe(false)
  expect(isCalm({ ...lead, priority: 3 })).toBe(true)
  expect(isCalm({ ...lead, exercise: true })).toBe(true)
})
