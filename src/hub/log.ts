/** A figure, a name of ours or an error: never anything a caller said. */
export type LogValue = string | number | boolean | undefined

export type Log = (event: string, values?: Readonly<Record<string, LogValue>>) => void

/** One `key=value` line on stderr per event. */
export const logToStderr: Log = (event, values = {}) => {
  const pairs = Object.entries({ at: new Date().toISOString(), event, ...values })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${quoted(String(value))}`)
  process.stderr.write(`${pairs.join(' ')}\n`)
}

function quoted(value: string): string {
  return /^[\w.:/+-]+$/u.test(value) ? value : JSON.stringify(value)
}
