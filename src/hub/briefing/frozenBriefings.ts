import { join } from 'node:path'
import { FrozenBriefing, type Briefing } from '../../contract/briefing.ts'
import { codeOf, readCode } from '../../contract/export.ts'
import { FiguresError, numberOf, readKept, writeKept } from '../export/keptFigures.ts'

/** Briefings under their codes, one file each in `briefings/` of the data folder, never changed. */
export interface FrozenBriefings {
  /** On disk when it returns; throws a FiguresError when it cannot be, then nothing is left of it. */
  keep(city: string, briefing: Briefing): FrozenBriefing
  /** Throws a FiguresError when there is none under that code, or its file is damaged. */
  read(typed: string): FrozenBriefing
}

export function frozenBriefings(dataFolder: string): FrozenBriefings {
  const folder = join(dataFolder, 'briefings')
  const fileOf = (code: string): string => join(folder, `${code}.json`)

  function read(typed: string): FrozenBriefing {
    const code = readCode(typed)
    if (code === undefined)
      throw new FiguresError('notACode', 'This is not a code: eight signs, one of them is wrong.')
    return readKept(fileOf(code), code, FrozenBriefing)
  }

  return {
    read,
    keep(city, briefing) {
      const same = JSON.stringify({ city, briefing })
      for (let attempt = 0; ; attempt += 1) {
        const code = codeOf(numberOf(`${attempt} ${same}`))
        const known = existing(() => read(code))
        // Other figures got this code by chance: one in 27 billion.
        if (known !== undefined && JSON.stringify(withoutCode(known)) !== same) continue
        if (known !== undefined) return known
        const frozen = { code, city, briefing }
        writeKept(folder, fileOf(code), frozen)
        return frozen
      }
    }
  }
}

function withoutCode({ city, briefing }: FrozenBriefing): object {
  return { city, briefing }
}

/** What is there and damaged is written anew. */
function existing(read: () => FrozenBriefing): FrozenBriefing | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof FiguresError) return undefined
    throw error
  }
}
