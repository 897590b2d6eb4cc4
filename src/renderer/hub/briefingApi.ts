import { z } from 'zod'
import {
  Briefing,
  briefingPath,
  freezeBriefingPath,
  FrozenBriefing,
  frozenBriefingPath,
  releaseBriefingPath
} from '../../contract/briefing.ts'
import { ask, type Fetch, type Told } from './reviewApi.ts'

/** What the scene Briefing asks the hub for. Nothing here throws; an aborted call is `unreachable`. */
export interface BriefingApi {
  live(signal: AbortSignal): Promise<Told<Briefing>>
  frozen(code: string, signal: AbortSignal): Promise<Told<FrozenBriefing>>
  /** The figures of now, or earlier ones under a code, on every window, until they are released. */
  freeze(code?: string): Promise<Told<unknown>>
  release(): Promise<Told<unknown>>
}

export function makeBriefingApi(token: string, fetchFrom: Fetch): BriefingApi {
  const headers = { Authorization: `Bearer ${token}` }
  const post = (path: string, body: object = {}) =>
    ask(z.unknown(), () =>
      fetchFrom(path, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify(body)
      })
    )
  return {
    live: (signal) => ask(Briefing, () => fetchFrom(briefingPath, { headers, signal })),
    frozen: (code, signal) =>
      ask(FrozenBriefing, () =>
        fetchFrom(`${frozenBriefingPath}?code=${encodeURIComponent(code)}`, { headers, signal })
      ),
    freeze: (code) => post(freezeBriefingPath, code === undefined ? {} : { code }),
    release: () => post(releaseBriefingPath)
  }
}
