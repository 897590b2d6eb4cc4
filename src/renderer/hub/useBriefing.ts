import { useEffect, useLayoutEffect, useSyncExternalStore } from 'react'
import type { Mode } from '../../contract/control.ts'
import { makeBriefingApi, type BriefingApi } from './briefingApi.ts'
import {
  makeBriefingStore,
  noBriefing,
  type BriefingSeen,
  type BriefingStore
} from './briefingStore.ts'
import { realTicker } from './moments.ts'
import type { Told } from './reviewApi.ts'

let store: BriefingStore = pretendedStore(noBriefing)
let api: Pick<BriefingApi, 'freeze'> = {
  freeze: () => Promise.resolve({ ok: false, fault: { kind: 'unreachable' } })
}

/** Lets this window ask its hub, once, when the window starts. */
export function openBriefing({ token }: { readonly token: string | undefined }): void {
  const opened = makeBriefingApi(token ?? '', (path, init) => fetch(path, init))
  api = opened
  store = makeBriefingStore(opened, realTicker)
}

/** Shows the figures under a code on every window of the wall. */
export function showFrozen(code: string): Promise<Told<unknown>> {
  return api.freeze(code)
}

/** For the gallery: what a hub would have answered. */
export function pretendBriefing(seen: BriefingSeen): void {
  store = pretendedStore(seen)
}

function pretendedStore(seen: BriefingSeen): BriefingStore {
  return {
    state: () => seen,
    subscribe: () => () => undefined,
    wish: () => undefined,
    touch: () => undefined,
    toggle: () => undefined,
    start: () => () => undefined
  }
}

/** The briefing, kept up to date while it is on screen. `figures` changes whenever an incident does. */
export function useBriefing(
  { code, mode }: { readonly code: string | undefined; readonly mode: Mode },
  figures: unknown
): { readonly seen: BriefingSeen; readonly toggle: () => void } {
  const seen = useSyncExternalStore(store.subscribe, store.state)
  useLayoutEffect(() => store.wish({ code, mode }), [code, mode])
  useEffect(() => store.start(), [])
  useEffect(() => store.touch(), [figures])
  return { seen, toggle: store.toggle }
}
