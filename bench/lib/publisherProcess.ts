import { once } from 'node:events'
import { connectAsync } from 'mqtt'
import { incidentPayload, incidentTopic } from '../../src/hub/ingest/feed.ts'
import { incidentAt, seeded, semarang } from './history.ts'
import type { PublishOrder } from './publisher.ts'

/** Child of publisher.ts: takes one order, answers with the times, ends. */
const [order] = (await once(process, 'message')) as [PublishOrder]
const client = await connectAsync(order.url, { protocolVersion: 5 })
const random = seeded(1)
const sentAt: number[] = []

function send(n: number): Promise<unknown> {
  // One priority and a known point: each newer incident has its mark on the map, whatever is left out.
  const incident = {
    ...incidentAt(semarang, `${order.idPrefix}${n}`, Date.now(), random),
    category: 'lalin',
    priority: 3
  }
  const topic = incidentTopic(semarang.id, incident.id)
  const payload = incidentPayload(incident)
  sentAt.push(Date.now())
  return client.publishAsync(topic, payload, { qos: 1 })
}

const acknowledged: Promise<unknown>[] = []
const start = performance.now()
await new Promise<void>((resolve) => {
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - start) / 1000) * order.rate) + 1
    while (sentAt.length < Math.min(due, order.count)) acknowledged.push(send(sentAt.length))
    if (sentAt.length < order.count) return
    clearInterval(timer)
    resolve()
  }, 1)
})
await Promise.all(acknowledged)
await client.endAsync()
process.send?.(sentAt, () => process.disconnect())
