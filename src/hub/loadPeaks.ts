import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Peaks } from '../contract/peaks.ts'
import type { Log } from './log.ts'
import { faultsIn, readJson } from './readJson.ts'

export interface PeakFiles {
  /** resources/ */
  readonly resources: string
  /** May hold a `peaks.json` with the city's own periods. */
  readonly dataFolder: string
  readonly log: Log
}

/**
 * The shipped peaks and the city's own; its own of the same id takes the place of a shipped one. A
 * file of the city that cannot be used is logged with the reason and left out: the wall goes on.
 */
export function loadPeaks({ resources, dataFolder, log }: PeakFiles): Peaks {
  const shipped = readJson(join(resources, 'peaks.json'), Peaks)
  const file = join(dataFolder, 'peaks.json')
  if (!existsSync(file)) return shipped
  const own = parse(file)
  if (typeof own === 'string') {
    log('peaks.refused', { file, why: own })
    return shipped
  }
  const replaced = new Set(own.peaks.map(({ id }) => id))
  return {
    peaks: [...own.peaks, ...shipped.peaks.filter(({ id }) => !replaced.has(id))],
    ranges: [...own.ranges, ...shipped.ranges.filter(({ peak }) => !replaced.has(peak))]
  }
}

/** The periods of a file, or why it has none. */
function parse(file: string): Peaks | string {
  let content: unknown
  try {
    content = read(file)
  } catch {
    return 'it cannot be read as JSON'
  }
  const parsed = Peaks.safeParse(content)
  if (parsed.success) return parsed.data
  return faultsIn(parsed.error)
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}
