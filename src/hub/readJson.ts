import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { ConfigError } from './hubConfig.ts'

/**
 * What a JSON file holds, checked. Throws a ConfigError: a sentence for whoever wrote the file, with
 * its name and every key that does not fit.
 */
export function readJson<T>(file: string, schema: z.ZodType<T>): T {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new ConfigError(`${file} cannot be read: ${why}.`, { cause: error })
  }
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    throw new ConfigError(`${file} is not JSON.`, { cause: error })
  }
  const parsed = schema.safeParse(content)
  if (parsed.success) return parsed.data
  throw new ConfigError(`${file}: ${faultsIn(parsed.error)}.`)
}

/** More than a person reads at once are only counted. */
const faultsTold = 3

/** Every key that does not fit and why, as the end of a sentence. */
export function faultsIn({ issues }: Pick<z.ZodError, 'issues'>): string {
  const told = issues
    .slice(0, faultsTold)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
  const more = issues.length - told.length
  return `${told.join('; ')}${more > 0 ? `; and ${more} more` : ''}`
}
