import { createReadStream } from 'node:fs'
import Papa from 'papaparse'

/** One row of a file: its cells, or why it has none. `line` is where it begins, from 1. */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
  readonly problem: 'quotes' | 'encoding' | undefined
}

export interface CsvOptions {
  /** Guessed when undefined. */
  readonly delimiter: string | undefined
}

/**
 * The rows of a CSV file of any size, a piece at a time: reading waits for whoever takes them.
 * Empty lines are passed over. UTF-8, with or without BOM. Throws the file system's error when the
 * file cannot be read.
 */
export async function* csvRows(file: string, { delimiter }: CsvOptions): AsyncGenerator<CsvRow> {
  const stream = createReadStream(file, { encoding: 'utf8' })
  const pieces: CsvRow[][] = []
  let resume: (() => void) | undefined
  let ended = false
  let failure: Error | undefined
  let wake: (() => void) | undefined
  let line = 1

  Papa.parse<string[]>(stream, {
    delimiter: delimiter ?? '',
    delimitersToGuess: [',', ';', '\t', '|'],
    chunk({ data, errors }, parser) {
      const broken = new Set(
        errors.filter(({ type }) => type === 'Quotes').map(({ row }) => row ?? -1)
      )
      pieces.push(
        data.flatMap((cells, index): CsvRow[] => {
          const at = line
          line += 1 + cells.reduce((sum, cell) => sum + newlines(cell), 0)
          const row = at === 1 ? withoutBom(cells) : cells
          if (row.length === 1 && row[0]?.trim() === '') return []
          return [{ line: at, cells: row, problem: problemOf(row, broken.has(index)) }]
        })
      )
      parser.pause()
      resume = () => parser.resume()
      wake?.()
    },
    complete() {
      ended = true
      wake?.()
    },
    error(error: Error) {
      failure = error
      wake?.()
    }
  })

  try {
    for (;;) {
      const piece = pieces.shift()
      if (piece !== undefined) {
        yield* piece
        const next = resume
        resume = undefined
        next?.()
        continue
      }
      if (failure !== undefined) throw failure
      if (ended) return
      await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    stream.destroy()
  }
}

function problemOf(cells: readonly string[], quotes: boolean): CsvRow['problem'] {
  if (quotes) return 'quotes'
  return cells.some((cell) => cell.includes('\uFFFD')) ? 'encoding' : undefined
}

function withoutBom([first = '', ...rest]: readonly string[]): readonly string[] {
  return [first.replace(/^\uFEFF/u, ''), ...rest]
}

function newlines(cell: string): number {
  return cell.split(/\r\n|\r|\n/u).length - 1
}
