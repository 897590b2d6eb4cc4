import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { incidentPayload, incidentTopic } from '../src/hub/ingest/feed.ts'
import { makeBroker } from '../e2e/harness/broker.ts'
import { prepareFlood } from './lib/flood.ts'
import { incidentAt, seeded, semarang } from './lib/history.ts'
import { publishLines, subscribe } from './lib/mosquittoClients.ts'
import { load, printTable } from './lib/report.ts'
import { startHub } from './lib/startHub.ts'
import { median } from './lib/stats.ts'

// How many incidents a second the hub puts on disk (each acknowledged only then), beside what the
// broker moves with nobody storing anything. The two take turns, so that both have the same machine.

const count = 20_000
const rounds = 5
/** A retained message here tells a subscriber that it is subscribed. */
const marker = 'bench-marker'

const random = seeded(3)
const incidents = Array.from({ length: count }, (_, n) =>
  incidentAt(semarang, `i-${n}`, Date.now() - n, random)
)
const payloads = incidents.map(incidentPayload)
const messages = payloads.map((payload, n) => ({
  topic: incidentTopic(semarang.id, `i-${n}`),
  payload
}))

const raw: number[] = []
const flooded: number[] = []
const stored: number[] = []
for (let round = 0; round < rounds; round += 1) {
  raw.push(await rate(measureRaw))
  flooded.push(await rate(measureFlood))
  stored.push(await rate(measureHub))
}
const ratio = median(stored) / median(raw)
const now = load()
const perSecond = (rates: readonly number[]): string =>
  `${median(rates).toFixed(0)}/s (${Math.min(...rates).toFixed(0)}–${Math.max(...rates).toFixed(0)})`
printTable(`Ingest: ${rounds} rounds of ${count} incidents, median (range)`, [
  { name: 'mosquitto_pub → mosquitto_sub', value: perSecond(raw), load: now },
  { name: 'our publisher → mosquitto_sub', value: perSecond(flooded), load: now },
  { name: 'our publisher → hub, on disk', value: perSecond(stored), load: now },
  {
    name: 'hub / mosquitto_pub → mosquitto_sub',
    value: ratio.toFixed(2),
    goal: '≥ 0.50',
    met: ratio >= 0.5,
    load: now
  }
])

/** Incidents a second of one run on a broker of its own. */
async function rate(run: (url: string) => Promise<number>): Promise<number> {
  const broker = await makeBroker()
  await broker.start()
  try {
    return (count / (await run(broker.url))) * 1000
  } finally {
    await broker.remove()
  }
}

function retainMarker(url: string): Promise<void> {
  return publishLines(url, marker, 'here\n', ['-r'])
}

async function measureRaw(url: string): Promise<number> {
  const lines = `${payloads.join('\n')}\n`
  await retainMarker(url)
  const subscriber = await subscribe(url, 'bench', marker, count)
  const start = performance.now()
  await Promise.all([publishLines(url, 'bench', lines), subscriber.done])
  return performance.now() - start
}

async function measureFlood(url: string): Promise<number> {
  await retainMarker(url)
  const flood = await prepareFlood({ port: Number(new URL(url).port), messages })
  const subscriber = await subscribe(url, 'siaga/#', marker, count)
  const start = performance.now()
  await Promise.all([flood.start(), subscriber.done])
  return performance.now() - start
}

async function measureHub(url: string): Promise<number> {
  const data = await mkdtemp(path.join(tmpdir(), 'siaga-bench-'))
  const flood = await prepareFlood({ port: Number(new URL(url).port), messages })
  const hub = await startHub({ data, mqtt: url })
  try {
    await hub.connected()
    const start = performance.now()
    const sending = flood.start()
    while ((await hub.counts()).total < count) await wait(10)
    const passed = performance.now() - start
    await sending
    return passed
  } finally {
    await hub.stop()
    await rm(data, { recursive: true, force: true })
  }
}
