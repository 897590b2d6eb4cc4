import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { City } from '../../contract/city.ts'
import { RejectionReason } from '../../contract/health.ts'
import { Incident } from '../../contract/incident.ts'
import { parseMessage } from './parseMessage.ts'
import { testNow } from './testCity.ts'

const read = (path: string): string =>
  readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
const page = read('docs/feed.md')
const city = City.parse(JSON.parse(read('resources/cities/semarang.json')))

const examples = [
  ...[...page.matchAll(/```json (\S+)\n(.*?)```/gsu)].map(([, topic = '', body = '']) => ({
    topic,
    body
  })),
  ...[...page.matchAll(/-t (\S+) \\\n\s+-m '(.*?)'/gsu)].map(([, topic = '', body = '']) => ({
    topic,
    body
  }))
]

test('the page has an example of every kind of message', () => {
  const kinds = examples.map(({ topic }) => topic.split('/')[3])
  expect(kinds.sort()).toEqual(
    ['call', 'duty', 'heartbeat', ...Array.from({ length: 5 }, () => 'incident')].sort()
  )
})

test.each(examples)('the example on $topic is taken whole', ({ topic, body }) => {
  const { event, rejected } = parseMessage(topic, new TextEncoder().encode(body), {
    city,
    now: testNow
  })
  expect(rejected).toEqual([])
  expect(event?.kind).toBe(topic.split('/')[3])
})

test('every field and every reason of refusal is on the page', () => {
  const named = [...Object.keys(Incident.shape), ...RejectionReason.options]
  expect(named.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
})
