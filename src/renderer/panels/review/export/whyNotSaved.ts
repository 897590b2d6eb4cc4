import type { ExportWords } from './exportWords.ts'
import { HubRefusal } from './figuresHub.ts'

/** Why a file was not saved, as the end of a sentence. */
export function whyNotSaved(error: unknown, { why }: ExportWords): string {
  if (!(error instanceof HubRefusal)) return why.drawing
  switch (error.status) {
    case 0:
      return why.noAnswer
    case 403:
      return why.mode
    case 404:
      return why.unknown
    case 500:
      return why.damaged
    case 503:
      return why.notRecorded
    case 507:
      return why.full
    default:
      return why.refused(String(error.status))
  }
}
