import {
  exportedPath,
  Figures,
  figuresFilePaths,
  figuresPath,
  incidentsHeader,
  type Exported
} from '../../../../contract/export.ts'
import type { ReviewQuestion } from '../../../../contract/review.ts'
import { takeToken } from '../../../hub/token.ts'

/** Why the hub did not give what was asked. `status` 0: it did not answer. */
export class HubRefusal extends Error {
  override readonly name = 'HubRefusal'
  readonly status: number

  constructor(status: number, sentence: string) {
    super(sentence)
    this.status = status
  }
}

/** Counts for the moment of the screen and keeps; the code is in what comes back. */
export async function keepFigures(question: ReviewQuestion, asOf: number): Promise<Figures> {
  const response = await ask(figuresPath, { question, asOf })
  const parsed = Figures.safeParse(await response.json())
  if (!parsed.success) throw new HubRefusal(response.status, 'unreadable')
  return parsed.data
}

export interface HubFile {
  readonly blob: Blob
  /** As the hub says it; undefined for files that hold none. */
  readonly incidents: number | undefined
}

/** A whole file: what breaks off on its way rejects. */
export async function fetchFile(
  kind: keyof typeof figuresFilePaths,
  code: string
): Promise<HubFile> {
  const response = await ask(`${figuresFilePaths[kind]}?code=${code}`)
  const incidents = response.headers.get(incidentsHeader)
  try {
    return {
      blob: await response.blob(),
      incidents: incidents === null ? undefined : Number(incidents)
    }
  } catch {
    throw new HubRefusal(0, 'cut')
  }
}

/** Has the hub put on record what was made here. Rejects where it does not: then nothing is saved. */
export async function noteExport(exported: Exported): Promise<void> {
  await ask(exportedPath, exported)
}

async function ask(path: string, body?: unknown): Promise<Response> {
  const token = takeToken({ location, history, storage: sessionStorage })
  let response: Response
  try {
    response = await fetch(path, {
      headers: {
        Authorization: `Bearer ${token ?? ''}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' })
      },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })
    })
  } catch {
    throw new HubRefusal(0, 'no answer')
  }
  if (!response.ok) throw new HubRefusal(response.status, await response.text())
  return response
}
