import type { IncomingMessage, ServerResponse } from 'node:http'
import type { z } from 'zod'
import type { Route } from './httpServer.ts'
import type { RequestGuard } from './requestGuard.ts'

/** One thing windows and programs can ask for, by exact path and only with the token. */
export interface ApiCall {
  readonly method: 'GET' | 'POST'
  /** Answers in full; what it throws as `ApiError` is told to the asker, anything else is a 500. */
  answer(request: IncomingMessage, response: ServerResponse): void | Promise<void>
}

/** Several where a path is both read and written. */
export type ApiCalls = Readonly<Record<string, ApiCall | readonly ApiCall[]>>

/** The asker's fault, told as `{"error": sentence}`. */
export class ApiError extends Error {
  readonly status: number

  constructor(status: number, sentence: string) {
    super(sentence)
    this.name = 'ApiError'
    this.status = status
  }
}

/** Everything under `/api/`; what is not in `calls` is 404 there. */
export function tokenApi(guard: RequestGuard, calls: ApiCalls): Route {
  return async (path, request, response) => {
    if (!path.startsWith('/api/')) return false
    const found = Object.hasOwn(calls, path) ? [calls[path] ?? []].flat() : []
    try {
      if (found.length === 0) throw new ApiError(404, 'Not found.')
      if (!guard.hasToken(bearerOf(request))) {
        response.setHeader('WWW-Authenticate', 'Bearer')
        throw new ApiError(401, 'Authorization: Bearer TOKEN is missing or wrong.')
      }
      const method = request.method === 'HEAD' ? 'GET' : request.method
      const call = found.find((one) => one.method === method)
      if (call === undefined) {
        const allowed = found.map((one) => one.method).join(', ')
        response.setHeader('Allow', allowed)
        throw new ApiError(405, `Only ${allowed}.`)
      }
      await call.answer(request, response)
    } catch (error) {
      if (!(error instanceof ApiError) || response.headersSent) throw error
      sendJson(response, error.status, { error: error.message })
    }
    return true
  }
}

/** The largest question; anything longer is no question. */
const longestQuestion = 64 * 1024

/** The JSON body as `schema` has it; throws `ApiError` with the place of what is wrong. */
export async function readQuestion<T>(
  request: IncomingMessage,
  schema: z.ZodType<T>,
  longest = longestQuestion
): Promise<T> {
  if (!/^application\/json\b/u.test(request.headers['content-type'] ?? ''))
    throw new ApiError(415, 'Content-Type must be application/json.')
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > longest) throw new ApiError(413, `More than ${longest} bytes.`)
    parts.push(part)
  }
  const parsed = schema.safeParse(jsonOf(Buffer.concat(parts).toString('utf8')))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new ApiError(400, `${issue?.path.join('.') || 'The question'}: ${issue?.message}.`)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ApiError(400, 'The body is not JSON.')
  }
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(value))
}

function bearerOf({ headers }: IncomingMessage): string | undefined {
  return /^Bearer ([\w.~+/=-]+)$/u.exec(headers.authorization ?? '')?.[1]
}
