import { ApiError } from '../push/tokenApi.ts'
import { FiguresError } from './keptFigures.ts'

const statuses: Readonly<Record<FiguresError['reason'], number>> = {
  notACode: 400,
  unknown: 404,
  damaged: 500,
  notKept: 507
}

/** What `read` gives; why kept figures cannot be had is told to the asker. */
export function told<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof FiguresError) throw new ApiError(statuses[error.reason], error.message)
    throw error
  }
}
