import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { startProgram } from '../../e2e/harness/programs.ts'

/** As many unanswered messages as the hub allows; the default of 20 would be slower. */
const inFlight = '1000'

function addressOf(url: string): readonly string[] {
  const { hostname, port } = new URL(url)
  return ['-h', hostname, '-p', port, '-V', 'mqttv5', '-q', '1']
}

export interface Subscriber {
  /** Resolves when so many messages have come. */
  readonly done: Promise<void>
}

/** mosquitto_sub, subscribed when this resolves. `marker` is a topic that holds a retained message. */
export async function subscribe(
  url: string,
  topic: string,
  marker: string,
  count: number
): Promise<Subscriber> {
  const receive = ['-D', 'connect', 'receive-maximum', inFlight]
  const what = ['-t', topic, '-t', marker, '-C', String(count + 1)]
  // One byte a message: what is measured is not the pipe.
  const child = startProgram(
    'mosquitto_sub',
    [...addressOf(url), ...receive, ...what, '-F', '%r'],
    { stdio: ['ignore', 'pipe', 'ignore'] }
  )
  const done = once(child, 'exit').then(([code]) => {
    if (code !== 0) throw new Error(`mosquitto_sub ended (${String(code)}).`)
  })
  if (child.stdout === null) throw new Error('mosquitto_sub was started without a pipe.')
  await once(createInterface({ input: child.stdout }), 'line')
  return { done }
}

/** mosquitto_pub with a message a line, to one topic. */
export async function publishLines(
  url: string,
  topic: string,
  lines: string,
  flags: readonly string[] = []
): Promise<void> {
  const child = startProgram(
    'mosquitto_pub',
    [...addressOf(url), '-D', 'connect', 'receive-maximum', inFlight, '-t', topic, '-l', ...flags],
    { stdio: ['pipe', 'ignore', 'ignore'] }
  )
  child.stdin?.end(lines)
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`mosquitto_pub ended (${String(code)}).`)
}
