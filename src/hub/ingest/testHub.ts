import { realClock } from '../clock.ts'
import { openSqliteStore } from '../store/sqliteStore.ts'
import { createIngest } from './createIngest.ts'
import { startMqttSource } from './mqttSource.ts'
import { testCity } from './testCity.ts'

/**
 * The storing half of a hub as a process of its own, for tests that kill it: `testHub.ts FOLDER
 * URL`. Prints `connected`, then the id of every incident that was committed.
 */
const [folder = '', url = ''] = process.argv.slice(2)
const say = (line: string): boolean => process.stdout.write(`${line}\n`)

const store = await openSqliteStore({ folder, log: () => undefined })
const ingest = createIngest({
  store,
  city: testCity,
  clock: realClock,
  log: () => undefined,
  onCommit(entries) {
    for (const { event } of entries) if (event?.kind === 'incident') say(event.incident.id)
  }
})
startMqttSource({
  url,
  clientId: 'siaga-hub',
  cityId: testCity.id,
  ingest,
  log: (event) => event === 'mqtt.connected' && say('connected'),
  retryMs: { first: 50, most: 200 }
})
