import {
  fileNameHeader,
  ImportJob,
  importPaths,
  ImportProposal,
  Uploaded,
  type ImportFiles,
  type ImportStart
} from '../../contract/importJob.ts'

/** The hub's own sentence where it gave one. Nothing here throws. */
export type Told<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly sentence: string | undefined }

interface Schema<T> {
  safeParse(
    value: unknown
  ): { readonly success: true; readonly data: T } | { readonly success: false }
}

/** What a window asks its hub to import a file. */
export interface ImportDropClient {
  job(): Promise<Told<ImportJob>>
  upload(file: File, onShare: (share: number) => void, signal: AbortSignal): Promise<Told<Uploaded>>
  propose(files: ImportFiles): Promise<Told<ImportProposal>>
  start(job: ImportStart): Promise<Told<ImportJob>>
  end(): Promise<Told<ImportJob>>
}

export function makeImportDropClient(token: string): ImportDropClient {
  const headers = { Authorization: `Bearer ${token}` }
  const post = <T>(path: string, schema: Schema<T>, body: unknown): Promise<Told<T>> =>
    ask(path, schema, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify(body)
    })
  return {
    job: () => ask(importPaths.job, ImportJob, { headers }),
    propose: (files) => post(importPaths.propose, ImportProposal, files),
    start: (job) => post(importPaths.start, ImportJob, job),
    end: () => post(importPaths.end, ImportJob, {}),
    upload: (file, onShare, signal) => upload(token, file, onShare, signal)
  }
}

async function ask<T>(path: string, schema: Schema<T>, init: RequestInit): Promise<Told<T>> {
  try {
    const response = await fetch(path, init)
    return read(schema, response.status, await response.text())
  } catch {
    return { ok: false, sentence: undefined }
  }
}

function read<T>(schema: Schema<T>, status: number, text: string): Told<T> {
  const body = parsed(text)
  if (status === 200) {
    const value = schema.safeParse(body)
    if (value.success) return { ok: true, value: value.data }
  }
  const isSentence = typeof body === 'object' && body !== null && 'error' in body
  const sentence = isSentence && typeof body.error === 'string' ? body.error : undefined
  return { ok: false, sentence }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `fetch` cannot tell how far an upload is; this older way can. */
function upload(
  token: string,
  file: File,
  onShare: (share: number) => void,
  signal: AbortSignal
): Promise<Told<Uploaded>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', importPaths.upload)
    request.setRequestHeader('Authorization', `Bearer ${token}`)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader(fileNameHeader, encodeURIComponent(file.name))
    request.upload.onprogress = ({ loaded, total }) => onShare(total === 0 ? 1 : loaded / total)
    request.onload = () => resolve(read(Uploaded, request.status, request.responseText))
    request.onerror = () => resolve({ ok: false, sentence: undefined })
    request.onabort = () => resolve({ ok: false, sentence: undefined })
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}
