import type { IncomingMessage } from 'node:http'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { City } from '../contract/city.ts'
import { fileNameHeader, ImportFiles, importPaths, ImportStart } from '../contract/importJob.ts'
import type { DropFolder } from './import/dropFolder.ts'
import { ImportError } from './import/importError.ts'
import type { ImportDrop } from './import/importDrop.ts'
import { Mapping } from './ingest/mapping.ts'
import { ApiError, readQuestion, sendJson, type ApiCalls } from './push/tokenApi.ts'
import { jsonNames } from './resources.ts'

/** What a desk window asks to import a file. What cannot be done is told as a sentence. */
export function importDropApi(drop: ImportDrop, folder: DropFolder): ApiCalls {
  return {
    [importPaths.job]: {
      method: 'GET',
      answer: (_request, response) => sendJson(response, 200, drop.job())
    },
    [importPaths.upload]: {
      method: 'POST',
      answer: async (request, response) => {
        const { name, bytes } = fileOf(request)
        const taken = await told(() => folder.take({ name, bytes, content: request }))
        sendJson(response, 200, taken)
      }
    },
    [importPaths.propose]: {
      method: 'POST',
      answer: async (request, response) => {
        const { files } = await readQuestion(request, ImportFiles)
        sendJson(response, 200, await told(() => drop.propose(files)))
      }
    },
    [importPaths.start]: {
      method: 'POST',
      answer: async (request, response) => {
        const wanted = await readQuestion(request, ImportStart)
        sendJson(response, 200, await told(async () => drop.start(wanted)))
      }
    },
    [importPaths.end]: {
      method: 'POST',
      answer: async (request, response) => {
        await readQuestion(request, z.strictObject({}))
        sendJson(response, 200, await drop.end())
      }
    }
  }
}

function fileOf({ headers }: IncomingMessage): { readonly name: string; readonly bytes: number } {
  const bytes = Number(headers['content-length'] ?? Number.NaN)
  if (!Number.isSafeInteger(bytes)) throw new ApiError(411, 'Content-Length is missing.')
  try {
    return { name: decodeURIComponent(String(headers[fileNameHeader] ?? '')), bytes }
  } catch {
    throw new ApiError(400, `${fileNameHeader} is not percent-encoded.`)
  }
}

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof ImportError ? new ApiError(422, error.message) : error
  }
}

/** The shipped mappings that fit any city, or this one. */
export function mappingsFor({ id }: City, resources: string): readonly Mapping[] {
  const folder = join(resources, 'mappings')
  return jsonNames(folder)
    .map((name) => Mapping.parse(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))))
    .filter(({ city }) => city === undefined || city === id)
}
