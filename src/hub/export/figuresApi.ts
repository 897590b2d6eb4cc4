import type { IncomingMessage } from 'node:http'
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
import { filteredIncidents } from './filteredIncidents.ts'
import { FiguresError, keptFigures } from './keptFigures.ts'
import { parquetFile } from './parquetFile.ts'

/** One file that left the hub or was made by a window. Nothing about who or about whom. */
export interface ExportNote {
  readonly kind: ExportKind
  /** Absent from a picture of a panel that no question was asked for. */
  readonly code: string | undefined
  readonly incidents?: number
  /** false: it broke off on its way. */
  readonly complete: boolean
}

export interface FiguresApiOptions {
  readonly city: City
  readonly dataFolder: string
  /** Now, or as the clock stood at an earlier moment. */
  readonly answer: (question: ReviewQuestion, at?: Moment) => ReviewAnswer
  /** The one place where every export is told. */
  readonly onExport: (note: ExportNote) => void
}

/** Figures under a code, and the files of an export. */
export function figuresApi({
  city,
  dataFolder,
  answer: answerQuestion,
  onExport
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
      const reader = openIncidentReader(dataFolder)
      let count: number | undefined
      let complete = false
      try {
        const filtered = filteredIncidents(reader, city, figures.question)
        count = await filtered.count()
        response.writeHead(200, {
          'Content-Type': contentType,
          'Content-Disposition': attachment(figuresFileName(figures, `.${kind}`)),
          [incidentsHeader]: String(count)
        })
        if (request.method === 'HEAD') return void response.end()
        await pipeline(Readable.from(file(filtered.pages(), city.timeZone)), response)
        complete = true
      } catch (error) {
        // A window that closes in the middle is no fault of the hub.
        if (!response.destroyed) throw error
      } finally {
        reader.close()
        if (count !== undefined && request.method !== 'HEAD')
          onExport({ kind, code: figures.code, incidents: count, complete })
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
      answer(request, response) {
        const figures = asked(request)
        const name = figuresFileName(figures, '.json')
        response.setHeader('Content-Disposition', attachment(name))
        sendJson(response, 200, figuresFile(figures, city))
        onExport({ kind: 'json', code: figures.code, complete: true })
      }
    },
    [figuresFilePaths.csv]: incidents('csv', 'text/csv; charset=utf-8', csvFile),
    [figuresFilePaths.parquet]: incidents('parquet', 'application/vnd.apache.parquet', parquetFile),
    [exportedPath]: {
      method: 'POST',
      async answer(request, response) {
        const { kind, code } = await readQuestion(request, Exported)
        onExport({ kind, code, complete: true })
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

function attachment(name: string): string {
  return `attachment; filename="${name}"`
}

const statuses: Readonly<Record<FiguresError['reason'], number>> = {
  notACode: 400,
  unknown: 404,
  damaged: 500,
  notKept: 507
}

function told<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof FiguresError) throw new ApiError(statuses[error.reason], error.message)
    throw error
  }
}
