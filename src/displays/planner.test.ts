import { expect, it } from 'vitest'
import { DisplayLayout, type DisplaysReport, type DisplaysTold } from '../contract/displays.ts'
import { startPlanner } from './planner.ts'
import type { WallPlan } from './planWindows.ts'
import type { Output } from './spots.ts'

const two = DisplayLayout.parse({
  cellWidthMm: 1200,
  cellHeightMm: 675,
  displays: [
    { id: 'A1', row: 1, column: 1 },
    { id: 'A2', row: 1, column: 2 }
  ]
})
const outputs: readonly Output[] = [0, 1920].map((x, at) => ({
  id: `HDMI-${at}`,
  label: `HDMI-${at}`,
  bounds: { x, y: 0, width: 1920, height: 1080 }
}))

/** A planner beside a hub that answers `told`, and every plan in turn. */
function startTest(first: DisplaysTold | 'away') {
  const state = { told: first, outputs, reports: [] as DisplaysReport[] }
  const waiting: ((plan: WallPlan) => void)[] = []
  const planner = startPlanner({
    readOutputs: () => Promise.resolve({ outputs: state.outputs, primary: undefined }),
    choice: 'all',
    hub: () => ({ url: 'http://127.0.0.1:1/', token: 't'.repeat(32) }),
    apply: (plan) => waiting.shift()?.(plan),
    log: () => undefined,
    everyMs: 1,
    ask: (_hub, report) => {
      if (state.told === 'away') return Promise.reject(new Error('away'))
      if (report !== undefined) {
        state.reports.push(report)
        state.told = { ...state.told, remembered: report.remembered }
      }
      return Promise.resolve(state.told)
    }
  })
  const next = (): Promise<WallPlan> => new Promise((resolve) => waiting.push(resolve))
  const nextLike = async (fits: (plan: WallPlan) => boolean): Promise<WallPlan> => {
    const plan = await next()
    return fits(plan) ? plan : nextLike(fits)
  }
  return { planner, state, nextLike }
}

const ids = ({ windows }: WallPlan): string => windows.map(({ display }) => display).join()

it('a hub that does not answer yet leaves no display dark', async () => {
  const { planner, state, nextLike } = startTest('away')
  await nextLike((plan) => ids(plan) === 'HDMI-0,HDMI-1')
  state.told = { layout: two, remembered: {} }
  await nextLike((plan) => ids(plan) === 'A1,A2')
  state.told = 'away'
  await nextLike((plan) => ids(plan) === 'A1,A2')
  planner.stop()
})

it('what is shown is told, and an output that goes and comes back is followed', async () => {
  const { planner, state, nextLike } = startTest({ layout: two, remembered: {} })
  await nextLike(({ notices }) => notices.length === 0)
  state.outputs = outputs.slice(1)
  await nextLike(({ notices }) => notices[0]?.code === 'whole')
  await nextLike(() => true)
  expect(state.reports.at(-1)).toMatchObject({
    notices: [{ code: 'whole', display: 'A2' }],
    remembered: { A1: { label: 'HDMI-0' } }
  })
  state.outputs = outputs
  expect(ids(await nextLike(({ notices }) => notices.length === 0))).toBe('A1,A2')
  planner.stop()
})
