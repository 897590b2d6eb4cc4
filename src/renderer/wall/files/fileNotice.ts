import type { Mode } from '../../../contract/control.ts'
import type { FileProblem } from '../../../contract/arrangement.ts'
import type { FileSay } from './words.ts'

/** One line about the files of the room: which, where, what, and what counts instead. */
export interface FileNotice {
  readonly file: string
  /** Set apart, for it is written exactly so in the file. */
  readonly key?: string
  readonly what?: string
  /** Can be done without where there is little room. */
  readonly instead?: string
  readonly more?: string
}

/** The first problem in full and how many more there are; guests are told no more than the files. */
export function fileNotice(
  problems: readonly FileProblem[],
  mode: Mode,
  say: FileSay,
  count: (n: number) => string
): FileNotice | undefined {
  const [first] = problems
  if (first === undefined) return undefined
  if (mode === 'guests')
    return { file: `${say.forGuests} ${problems.map(({ file }) => file).join(', ')}` }
  const { file, line, key, reason, instead } = first
  const others = new Set(problems.map((one) => one.file)).size - 1
  return {
    file: line === undefined ? file : `${file} ${say.line(count(line))}:`,
    ...(key !== undefined && { key }),
    what: reason === 'unknownName' && key === undefined ? say.badFileName : say.because[reason],
    instead: say.instead[instead],
    ...(others > 0 && { more: say.more(count(others)) })
  }
}
