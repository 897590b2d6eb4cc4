import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page, WebSocket } from '@playwright/test'
import { parquetReadObjects } from 'hyparquet'
import { extractText, getDocumentProxy } from 'unpdf'
import { cameraSocketPath } from '../src/contract/camera.ts'
import { coarsePosition } from '../src/contract/coarsePosition.ts'
import type { ControlAction } from '../src/contract/control.ts'
import {
  exportedPath,
  Figures,
  figuresFilePaths,
  figuresPath,
  keptFiguresPath
} from '../src/contract/export.ts'
import { replayPath } from '../src/contract/replay.ts'
import { reviewChoicesPath, reviewPath } from '../src/contract/review.ts'
import { fire, publishIncident } from './harness/feed.ts'
import type { Hub } from './harness/hub.ts'
import { piiIncidents, secretsIn } from './harness/pii.ts'
import { expect, test } from './harness/test.ts'
import { Wall } from './harness/wall.ts'

const day = 86_400_000
const exact = [110.420312, -6.990345] as const

async function act(hub: Hub, action: ControlAction, token = hub.ready.token): Promise<number> {
  const response = await fetch(new URL('/api/control', hub.ready.url), {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ action, name: 'uji' })
  })
  return response.status
}

/** How the hub calls the time since the last change of mode. */
function guestsRun(frames: readonly string[]): string {
  const snapshot = frames.findLast((frame) => frame.startsWith('{"type":"snapshot"')) ?? '{}'
  return JSON.stringify(JSON.parse(snapshot).runId)
}

/** The city has places of its own: its districts. */
function withoutCity(frame: string): string {
  return JSON.stringify({ ...JSON.parse(frame), city: undefined, scenes: undefined })
}

/** Every text frame of the page's sockets to the wall. */
function framesOf(wall: Wall): readonly string[] {
  const frames: string[] = []
  wall.page.on('websocket', (socket) => {
    if (socket.url().endsWith('/wall'))
      socket.on('framereceived', ({ payload }) => frames.push(String(payload)))
  })
  return frames
}

/** Which sockets to the cameras the page has had, its workers' included: open or closed. */
function cameraSocketsOf(wall: Wall): () => readonly string[] {
  const sockets: WebSocket[] = []
  wall.page.on('websocket', (socket) => {
    if (socket.url().endsWith(cameraSocketPath)) sockets.push(socket)
  })
  return () => sockets.map((socket) => (socket.isClosed() ? 'closed' : 'open'))
}

test('scene, mode and curtain reach both windows, and the curtain outlives a reload', async ({
  hub,
  wall,
  context
}) => {
  const other = new Wall(await context.newPage())
  const cameraSockets = cameraSocketsOf(wall)
  await wall.open(hub.wall)
  await other.open(hub.wall)
  const both = [wall, other]
  const scene = (one: Wall) => one.page.locator('.scene')

  await wall.page.bringToFront()
  await wall.page.keyboard.press('2')
  for (const one of both) await expect(scene(one)).toHaveAttribute('data-scene', 'cctv')
  for (const one of both) await expect(one.status('scene')).toContainText('dari dinding')
  expect(await act(hub, { type: 'callScene', scene: 'operasi' }), 'a person holds it').toBe(409)

  await wall.page.keyboard.press('m')
  await wall.page.locator('.mode-choice[data-mode="operations"]').click()
  await wall.page.locator('input[name="name"]').fill('Rina')
  await wall.page.locator('input[name="reason"]').fill('banjir rob')
  await wall.page.keyboard.press('Enter')
  for (const one of both)
    await expect(one.page.locator('.top-mode')).toHaveText(/^Mode Operasi s\.d\. \d\d\.\d\d$/u)
  for (const one of both) await expect(one.status('mode')).toContainText('Rina, banjir rob')

  await expect.poll(cameraSockets).toEqual(['open'])
  await wall.page.keyboard.press('g')
  await expect.poll(cameraSockets).toEqual(['closed'])
  for (const one of both) {
    await expect(one.page.locator('.curtain')).toContainText('Kota Semarang')
    await expect(one.page.locator('.wall, .scene, [data-panel], video, canvas')).toHaveCount(0)
  }
  await other.page.reload()
  await expect(other.page.locator('.curtain')).toBeVisible()
  await hub.kill()
  await expect(wall.page.locator('.curtain')).toBeVisible()
  wall.allow(/WebSocket|ERR_/u)
  other.allow(/WebSocket|ERR_/u)
  await hub.start()
  await expect.poll(() => act(hub, { type: 'openCurtain' }), 'a person drew it').toBe(409)
  // Until the page has its hub again the key is heard by nobody; heard twice it would draw anew.
  await expect(async () => {
    await wall.page.keyboard.press('g')
    await expect(wall.root).toHaveCount(1, { timeout: 4_000 })
  }).toPass()
  for (const one of both) await expect(one.page.locator('.curtain')).toHaveCount(0)
  await expect.poll(() => cameraSockets().at(-1)).toBe('open')
  for (const one of both) await expect(one.page.locator('.top-mode')).toHaveText('Mode Briefing')
})

test('what was done is on record, and without the token nothing is done', async ({ hub }) => {
  expect(await act(hub, { type: 'drawCurtain' }, 'x'.repeat(43))).toBe(401)
  const foreign = await fetch(new URL('/api/control', hub.ready.url), {
    headers: { Authorization: `Bearer ${hub.ready.token}`, Origin: 'https://example.org' }
  })
  expect([foreign.status, await foreign.text()]).toEqual([403, 'Foreign origin.'])
  expect(await act(hub, { type: 'setMode', mode: 'operations' })).toBe(409)
  expect(await act(hub, { type: 'callScene', scene: 'cctv' })).toBe(200)
  const events = (await auditOf(hub)).map((line) => JSON.parse(line).what)
  expect(events).toMatchObject([
    { event: 'start' },
    { event: 'refused', action: 'setMode', refusal: 'nameAndReasonNeeded' },
    { event: 'act', action: 'callScene', by: { kind: 'program', name: 'uji' } }
  ])
})

test('a sensitive place is coarse in a briefing, and no place is told to guests', async ({
  broker,
  hub,
  wall
}) => {
  const frames = framesOf(wall)
  await wall.open(hub.wall)
  await expect(wall.page.locator('.top-mode')).toHaveText('Mode Briefing')
  await publishIncident(broker, fire('M-1', { category: 'medis', position: exact }))
  await publishIncident(broker, fire('F-1', { position: exact }))
  for (const id of ['M-1', 'F-1']) await expect(wall.inFeed(id)).toBeVisible()
  await expect(wall.onMap('M-1')).toBeVisible()
  const bounds = {
    bounds: [110.2697, -7.1155, 110.5053, -6.9337] as [number, number, number, number]
  }
  const told = frames.join('\n')
  expect(told).toContain(`"position":${JSON.stringify(coarsePosition([...exact], bounds))}`)
  expect(told.split(`${exact[0]}`), 'that of the fire alone').toHaveLength(2)

  const exported = await exportsOf(hub)
  expect(exported).toContain('M-1')
  expect(exported.split(`${exact[0]}`), 'that of the fire, in CSV and Parquet').toHaveLength(3)

  const before = frames.length
  expect(await act(hub, { type: 'setMode', mode: 'guests' })).toBe(200)
  await expect(wall.page.locator('.top-mode')).toHaveText('Mode Kunjungan')
  await publishIncident(broker, fire('F-2', { position: exact, district: 'Semarang Tengah' }))
  await expect(wall.inFeed('F-2')).toBeVisible()
  await expect(wall.onMap('F-1')).toHaveCount(0)
  await expect(wall.figure('todayCounter')).toHaveText('<5')
  const shown = frames.slice(before).filter((frame) => frame.includes(guestsRun(frames)))
  expect(shown.length).toBeGreaterThan(1)
  // A hundred thousand characters of frames are no message to read.
  const finer = /"position|"subdistrict":|110\.4203|"density:[^"]+":/u
  expect(shown.map(withoutCity).filter((frame) => finer.test(frame))).toEqual([])
  const closed = [
    ...[reviewPath, replayPath, figuresPath, exportedPath].map((address) => [address, 'POST']),
    ...[reviewChoicesPath, keptFiguresPath, ...Object.values(figuresFilePaths)].map((address) => [
      address,
      'GET'
    ])
  ] as const
  for (const [address = '', method = ''] of closed) {
    const answer = await fetch(new URL(address, hub.ready.url), {
      method,
      headers: { Authorization: `Bearer ${hub.ready.token}` }
    })
    const told = [address, answer.status, await answer.text()]
    expect(told).toEqual([address, 403, expect.stringContaining('Guests are in the room')])
  }
})

test('of a thousand callers nobody is found in any frame, answer, page, log, record or export', async ({
  broker,
  hub,
  wall
}) => {
  const frames = framesOf(wall)
  await wall.open(hub.wall)
  const incidents = piiIncidents(1_000)
  await broker.publishLines(
    incidents.map(({ body }) => [`siaga/v1/semarang/incident/${body.id}`, body])
  )
  await expect.poll(async () => (await hub.counts()).total, { timeout: 30_000 }).toBe(1_000)
  const secrets = secretsIn(incidents)
  const everything = async (): Promise<string> =>
    [
      ...frames,
      ...(await Promise.all(
        ['/api/counts', '/api/control', '/healthz'].map((address) => hub.text(address))
      )),
      await wall.page.content(),
      await wall.page.locator('body').innerText(),
      await wall.page.locator('body').ariaSnapshot(),
      await textLayerOf(wall.page),
      hub.log(),
      ...(await auditOf(hub))
    ].join('\n')
  const exported = await exportsOf(hub)
  expect(exported).toContain('PII-')
  expect(secrets.filter((secret) => exported.includes(secret))).toEqual([])
  for (const mode of ['briefing', 'guests'] as const) {
    expect(await act(hub, { type: 'setMode', mode })).toBe(200)
    const name = { briefing: 'Briefing', guests: 'Kunjungan' }[mode]
    await expect(wall.page.locator('.top-mode')).toHaveText(`Mode ${name}`)
    await expect(wall.feed.first()).toBeVisible()
    expect(await textLayerOf(wall.page)).toContain('Semarang 112')
    const text = await everything()
    expect(text).toContain('PII-')
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
  }
})

/** What a picture of the page holds as text, drawn into SVG too, as it can be copied out of a PDF. */
async function textLayerOf(page: Page): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(await page.pdf())), {
    mergePages: true
  })
  return text
}

/** Every file that the hub makes of the last days, as text. */
async function exportsOf(hub: Hub): Promise<string> {
  const localDay = (ago: number): string =>
    new Date(Date.now() - ago * day).toLocaleDateString('sv', { timeZone: 'Asia/Jakarta' })
  const kept = await fetch(new URL(figuresPath, hub.ready.url), {
    method: 'POST',
    headers: { Authorization: `Bearer ${hub.ready.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      question: { period: { from: localDay(2), to: localDay(0) }, selection: {} }
    })
  })
  const { code } = Figures.parse(await kept.json())
  const { csv, json, parquet } = figuresFilePaths
  const rows = await parquetReadObjects({ file: await hub.bytes(`${parquet}?code=${code}`) })
  return [
    await hub.text(`${csv}?code=${code}`),
    await hub.text(`${json}?code=${code}`),
    JSON.stringify(rows, (_, each: unknown) => (typeof each === 'bigint' ? 0 : each))
  ].join('\n')
}

async function auditOf(hub: Hub): Promise<readonly string[]> {
  const folder = path.join(hub.data, 'audit')
  const texts = await Promise.all(
    (await readdir(folder)).map((name) => readFile(path.join(folder, name), 'utf8'))
  )
  return texts.join('').trimEnd().split('\n')
}
