import type { Log } from './shell.ts'

/** One `key=value` line on stderr per event, as the hub writes them. */
export const logToStderr: Log = (event, values = {}) => {
  const pairs = Object.entries({ at: new Date().toISOString(), event, ...values })
  process.stderr.write(
    `${pairs.map(([key, value]) => `${key}=${quoted(String(value))}`).join(' ')}\n`
  )
}

function quoted(value: string): string {
  return /^[\w.:/+-]+$/u.test(value) ? value : JSON.stringify(value)
}
