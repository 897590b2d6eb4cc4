import { open } from 'node:fs/promises'
import { csvPieces, dialectOf, type CsvRow } from './csvPieces.ts'

export interface CsvOptions {
  /** Guessed when undefined. */
  readonly delimiter: string | undefined
}

/**
 * The rows of a CSV file of any size, a piece at a time: reading waits for whoever takes them.
 * Empty lines are passed over. UTF-8, with or without BOM. Throws the file system's error when the
 * file cannot be read.
 */
export async function* csvRows(path: string, { delimiter }: CsvOptions): AsyncGenerator<CsvRow> {
  const file = await open(path)
  try {
    const dialect = await dialectOf(file, delimiter)
    for await (const { rows } of csvPieces(file, dialect)) yield* rows
  } finally {
    await file.close()
  }
}
