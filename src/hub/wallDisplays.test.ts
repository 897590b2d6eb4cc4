import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { DisplayLayout, displaysPath, type DisplaysReport } from '../contract/displays.ts'
import { askHub } from '../displays/planner.ts'
import { requestGuard } from './push/requestGuard.ts'
import { tokenApi } from './push/tokenApi.ts'
import { wallDisplays, type WallDisplays } from './wallDisplays.ts'

const layout = DisplayLayout.parse({
  cellWidthMm: 1200,
  cellHeightMm: 675,
  displays: [{ id: 'A1', row: 1, column: 1 }]
})
const report: DisplaysReport = {
  bound: [{ display: 'A1', output: 'HDMI-1', by: 'edid', width: 1920, height: 1080 }],
  notices: [{ code: 'extra', output: 'DP-1' }],
  remembered: { A1: { label: 'HDMI-1', bounds: { x: 0, y: 0, width: 1920, height: 1080 } } }
}
const token = 't'.repeat(43)
let dataFolder = ''
let nowMs = 0

beforeEach(() => {
  dataFolder = mkdtempSync(path.join(tmpdir(), 'siaga-displays-'))
  nowMs = 0
})
afterEach(() => rmSync(dataFolder, { recursive: true }))

const open = (): WallDisplays =>
  wallDisplays({ dataFolder, layout: () => layout, log: () => undefined, nowMs: () => nowMs })

/** Over the door that the planner uses. */
async function asked<T>(
  displays: WallDisplays,
  ask: (hub: { url: string; token: string }) => Promise<T>
): Promise<T> {
  const guard = requestGuard({ host: '127.0.0.1', port: 1, token })
  const route = tokenApi(guard, displays.calls)
  const server = createServer((request, response) => void route(displaysPath, request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  try {
    return await ask({ url: `http://127.0.0.1:${port}/`, token })
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

it('tells how the displays hang, and remembers which was which over a restart', async () => {
  const displays = open()
  expect(await asked(displays, (hub) => askHub(hub))).toEqual({ layout, remembered: {} })
  expect(displays.shown()).toBeUndefined()
  expect(await asked(displays, (hub) => askHub(hub, report))).toEqual({
    layout,
    remembered: report.remembered
  })
  expect(displays.shown()).toEqual({ bound: report.bound, notices: report.notices })
  const again = await asked(open(), (hub) => askHub(hub))
  expect(again.remembered).toEqual(report.remembered)
})

it('what nobody confirms any more is not told', async () => {
  const displays = open()
  await asked(displays, (hub) => askHub(hub, report))
  nowMs = 21_000
  expect(displays.shown()).toBeUndefined()
})

it('that a screen was re-cabled is told for ten minutes, or until it is elsewhere', async () => {
  const displays = open()
  const notice = { code: 'recabled', display: 'A1', output: 'HDMI-1' } as const
  const tell = (more: Partial<DisplaysReport>): Promise<unknown> =>
    asked(displays, (hub) => askHub(hub, { ...report, notices: [], ...more }))
  await tell({ notices: [notice] })
  nowMs = 5_000
  await tell({})
  expect(displays.shown()?.notices).toEqual([notice])
  await tell({ bound: report.bound.map((one) => ({ ...one, output: 'HDMI-2' })) })
  expect(displays.shown()?.notices).toEqual([])
  nowMs = 11 * 60_000
  await tell({})
  expect(displays.shown()?.notices).toEqual([])
})

it('without the token nothing is told, and a spoilt memory is an empty one', async () => {
  writeFileSync(path.join(dataFolder, 'displays.json'), '{"A1":')
  const displays = open()
  expect(await asked(displays, (hub) => askHub(hub))).toEqual({ layout, remembered: {} })
  const refused = asked(displays, ({ url }) => askHub({ url, token: 'x'.repeat(43) }, report))
  await expect(refused).rejects.toThrow('401')
  expect(readFileSync(path.join(dataFolder, 'displays.json'), 'utf8')).toBe('{"A1":')
})
