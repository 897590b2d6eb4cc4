import { expect, test } from 'vitest'
import { simulatedClock } from '../clock.ts'
import type { CommitResult, Entry } from '../store/store.ts'
import { createIngest } from './createIngest.ts'
import { incidentPayload, incidentTopic } from './feed.ts'
import type { Ingest } from './ingest.ts'
import { testCity, testIncident, testNow } from './testCity.ts'

/** A disk that answers when the test says so. */
function makeIngest(): {
  ingest: Ingest
  writes: { entries: readonly Entry[]; done(): void; fail(): void }[]
  told: string[]
} {
  const writes: ReturnType<typeof makeIngest>['writes'] = []
  const told: string[] = []
  const ingest = createIngest({
    store: {
      commit: (entries) =>
        new Promise<CommitResult>((resolve, reject) => {
          writes.push({
            entries,
            done: () =>
              resolve({ outcomes: entries.map(() => ({ kind: 'none' })), gaps: undefined }),
            fail: () => reject(new Error('the disk is full'))
          })
        })
    },
    city: testCity,
    clock: simulatedClock(testNow, 0),
    log: () => undefined,
    onCommit: (entries) => told.push(`told ${entries.map(idOf).join()}`)
  })
  return { ingest, writes, told }
}

const idOf = ({ event }: Entry): string => (event?.kind === 'incident' ? event.incident.id : '-')
const turn = (): Promise<void> =>
  new Promise((resolve) => setImmediate(() => setImmediate(resolve)))

function send(ingest: Ingest, id: string, told: string[]): void {
  const payload = new TextEncoder().encode(incidentPayload(testIncident({ id })))
  ingest.accept(incidentTopic('semarang', id), payload).then(
    () => told.push(`ack ${id}`),
    () => told.push(`no ack ${id}`)
  )
}

test('what comes while a batch is written is written together next', async () => {
  const { ingest, writes, told } = makeIngest()
  send(ingest, 'A', told)
  send(ingest, 'B', told)
  await turn()
  for (const id of ['C', 'D', 'E']) send(ingest, id, told)
  await turn()
  expect(writes.map(({ entries }) => entries.map(idOf))).toEqual([['A', 'B']])
  writes[0]?.done()
  await turn()
  expect(writes[1]?.entries.map(idOf)).toEqual(['C', 'D', 'E'])
})

test('nothing is acknowledged before it is written, and the counts are told first', async () => {
  const { ingest, writes, told } = makeIngest()
  send(ingest, 'A', told)
  send(ingest, 'B', told)
  await turn()
  expect(told).toEqual([])
  writes[0]?.done()
  await turn()
  expect(told).toEqual(['told A,B', 'ack A', 'ack B'])
})

test('what could not be written is not acknowledged, and the next batch tries again', async () => {
  const { ingest, writes, told } = makeIngest()
  send(ingest, 'A', told)
  await turn()
  send(ingest, 'B', told)
  writes[0]?.fail()
  await turn()
  writes[1]?.done()
  await ingest.flush()
  expect(told).toEqual(['no ack A', 'told B', 'ack B'])
})

test('a refused message is written down too before it is acknowledged', async () => {
  const { ingest, writes } = makeIngest()
  void ingest.accept('nonsense', new Uint8Array())
  await turn()
  expect(writes[0]?.entries[0]?.rejected[0]?.reason).toBe('notJson')
})

test('flush waits for all that was accepted', async () => {
  const { ingest, writes, told } = makeIngest()
  send(ingest, 'A', told)
  await turn()
  send(ingest, 'B', told)
  const flushed = ingest.flush().then(() => told.push('flushed'))
  writes[0]?.done()
  await turn()
  writes[1]?.done()
  await flushed
  expect(told).toEqual(['told A', 'ack A', 'told B', 'ack B', 'flushed'])
})
