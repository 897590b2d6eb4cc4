import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { City } from '../../contract/city.ts'
import { definitionsOf } from '../../contract/definitions.ts'
import {
  Exported,
  exportedPath,
  figuresFileName,
  figuresFilePaths,
  figuresPath,
  FiguresRequest,
  incidentsHeader,
  keptFiguresPath,
  type ExportKind,
  type Figures,
  type KeptFigures as Kept
} from '../../contract/export.ts'
import type { ReviewAnswer, ReviewQuestion } from '../../contract/review.ts'
import type { Moment } from '../../contract/time.ts'
import { ApiError, readQuestion, sendJson, type ApiCall, type ApiCalls } from '../push/tokenApi.ts'
import { openIncidentReader } from '../store/incidentReader.ts'
import { compareFigures } from './compareFigures.ts'
import { csvFile } from './csvFile.ts'
import { filteredIncidents, type ShowIncident } from './filteredIncidents.ts'
import { keptFigures } from './keptFigures.ts'
import { parquetFile } from './parquetFile.ts'
import { told } from './toldFigures.ts'

/** One file that leaves the hub or is made by a window. Nothing about who or about whom. */
export interface ExportNote {
  readonly kind: ExportKind
  /** Absent from a picture of a panel that no question was asked for. */
  readonly code?: string
  /** Of a file with one row for each. */
  readonly incidents?: number
}

/** The one place where every export is told. */
export interface ExportRecord {
  /** Before anything of it leaves. false: it could not be put on record, so it must not leave. */
  begin(note: ExportNote): boolean
  /** A file that the hub sends: whether all of it was sent. */
  end(note: ExportNote & { readonly complete: boolean }): void
}

export interface FiguresApiOptions {
  readonly city: City
  readonly dataFolder: string
  /** Now, or as the clock stood at an earlier moment. */
  readonly answer: (question: ReviewQuestion, at?: Moment) => ReviewAnswer
  /** As the mode of now has it. */
  readonly show: () => ShowIncident
  readonly record: ExportRecord
}

/** Figures under a code, and the files of an export. */
export function figuresApi({
  city,
  dataFolder,
  answer: answerQuestion,
  show,
  record
}: FiguresApiOptions): ApiCalls {
  const kept = keptFigures(dataFolder)
  const asked = (request: IncomingMessage): Figures => told(() => kept.read(codeIn(request)))

  /**
   * The rates of a day that is not over change with every breath. So while nothing was received
   * since, it is counted as the clock stood then.
   */
  const answerAt = (question: ReviewQuestion, asOf: Moment | undefined): ReviewAnswer => {
    const then = answerQuestion(question, asOf)
    return then.newest !== undefined && then.newest > then.asOf ? answerQuestion(question) : then
  }

  function begin(note: ExportNote): void {
    if (!record.begin(note))
      throw new ApiError(503, 'The export could not be put on record, so nothing leaves.')
  }

  async function sendFile(
    response: ServerResponse,
    note: ExportNote,
    headers: OutgoingHttpHeaders,
    parts: AsyncIterable<string | Uint8Array> | Iterable<string>
  ): Promise<void> {
    begin(note)
    let complete = false
    try {
      response.writeHead(200, headers)
      await pipeline(Readable.from(parts), response)
      complete = true
    } catch (error) {
      // A window that closes in the middle is no fault of the hub.
      if (!isBrokenOff(error)) throw error
    } finally {
      record.end({ ...note, complete })
    }
  }

  const incidents = (
    kind: 'csv' | 'parquet',
    contentType: string,
    file: typeof csvFile | typeof parquetFile
  ): ApiCall => ({
    method: 'GET',
    async answer(request, response) {
      const figures = asked(request)
      if (figures.city !== city.id)
        throw new ApiError(409, `The figures ${figures.code} are of another city.`)
      const shown = show()
      const reader = openIncidentReader(dataFolder)
      try {
        const filtered = filteredIncidents(reader, city, figures.question)
        const count = await filtered.count()
        const headers = {
          'Content-Type': contentType,
          'Content-Disposition': attachment(figuresFileName(figures, `.${kind}`)),
          [incidentsHeader]: String(count)
        }
        if (request.method === 'HEAD') return void response.writeHead(200, headers).end()
        const note = { kind, code: figures.code, incidents: count }
        await sendFile(response, note, headers, file(filtered.pages(shown), city.timeZone))
      } finally {
        reader.close()
      }
    }
  })

  return {
    [figuresPath]: {
      method: 'POST',
      async answer(request, response) {
        const { question, asOf } = await readQuestion(request, FiguresRequest)
        const counted = answerAt(question, asOf)
        sendJson(
          response,
          200,
          told(() => kept.keep(city.id, question, counted))
        )
      }
    },
    [keptFiguresPath]: {
      method: 'GET',
      answer(request, response) {
        const figures = asked(request)
        const now = answerAt(figures.question, figures.asOf)
        sendJson(response, 200, {
          figures,
          today: compareFigures(figures.answer, now)
        } satisfies Kept)
      }
    },
    [figuresFilePaths.json]: {
      method: 'GET',
      async answer(request, response) {
        const figures = asked(request)
        const headers = {
          'Content-Type': 'application/json; charset=utf-8',
          'Content-Disposition': attachment(figuresFileName(figures, '.json'))
        }
        if (request.method === 'HEAD') return void response.writeHead(200, headers).end()
        const text = JSON.stringify(figuresFile(figures, city))
        await sendFile(response, { kind: 'json', code: figures.code }, headers, [text])
      }
    },
    [figuresFilePaths.csv]: incidents('csv', 'text/csv; charset=utf-8', csvFile),
    [figuresFilePaths.parquet]: incidents('parquet', 'application/vnd.apache.parquet', parquetFile),
    [exportedPath]: {
      method: 'POST',
      async answer(request, response) {
        const { kind, code } = await readQuestion(request, Exported)
        begin({ kind, ...(code !== undefined && { code }) })
        response.writeHead(204).end()
      }
    }
  }
}

/** What stands in the JSON file: the figures, and what they mean. */
export function figuresFile(figures: Figures, city: City) {
  const target = city.responseTargets.find(({ id }) => id === figures.answer.target)
  return {
    ...figures,
    timeZone: city.timeZone,
    definitions: {
      id: definitionsOf({ city, target, question: figures.question, language: 'id' }),
      en: definitionsOf({ city, target, question: figures.question, language: 'en' })
    }
  }
}

function codeIn(request: IncomingMessage): string {
  return new URL(request.url ?? '/', 'http://hub').searchParams.get('code') ?? ''
}

function isBrokenOff(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
}

function attachment(name: string): string {
  return `attachment; filename="${name}"`
}
