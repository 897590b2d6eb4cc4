import type { z } from 'zod'
import {
  ReviewAnswer,
  ReviewChoices,
  reviewChoicesPath,
  reviewPath,
  type ReviewQuestion
} from '../../contract/review.ts'

/** Why the hub gave no answer that can be drawn. */
export type ReviewFault =
  | { readonly kind: 'unreachable' }
  /** The hub's own sentence, where it gave one. */
  | { readonly kind: 'refused'; readonly status: number; readonly sentence?: string }
  /** An answer of another version; where it went wrong. */
  | { readonly kind: 'unreadable'; readonly where: string }

export type Told<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: ReviewFault }

/** The two questions of the scene Puncak. Nothing here throws; an aborted call is `unreachable`. */
export interface ReviewApi {
  choices(signal: AbortSignal): Promise<Told<ReviewChoices>>
  answer(question: ReviewQuestion, signal: AbortSignal): Promise<Told<ReviewAnswer>>
}

export type Fetch = (path: string, init: RequestInit) => Promise<Response>

export function makeReviewApi(token: string, fetchFrom: Fetch): ReviewApi {
  const headers = { Authorization: `Bearer ${token}` }
  return {
    choices: (signal) =>
      ask(ReviewChoices, () => fetchFrom(reviewChoicesPath, { headers, signal })),
    answer: (question, signal) =>
      ask(ReviewAnswer, () =>
        fetchFrom(reviewPath, {
          method: 'POST',
          headers: { ...headers, 'Content-Type': 'application/json' },
          body: JSON.stringify(question),
          signal
        })
      )
  }
}

/** What an answer of the hub says, or why there is none that can be read; never throws. */
export async function ask<T>(
  schema: z.ZodType<T>,
  send: () => Promise<Response>
): Promise<Told<T>> {
  let response: Response
  let body: unknown
  try {
    response = await send()
    body = await response.json().catch(() => undefined)
  } catch {
    return { ok: false, fault: { kind: 'unreachable' } }
  }
  if (!response.ok) {
    const sentence = sentenceIn(body)
    return {
      ok: false,
      fault: {
        kind: 'refused',
        status: response.status,
        ...(sentence !== undefined && { sentence })
      }
    }
  }
  const parsed = schema.safeParse(body)
  if (parsed.success) return { ok: true, value: parsed.data }
  const where = parsed.error.issues[0]?.path.join('.') ?? ''
  return { ok: false, fault: { kind: 'unreadable', where } }
}

function sentenceIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined
  return typeof body.error === 'string' ? body.error : undefined
}
