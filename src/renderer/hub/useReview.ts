import { useEffect, useSyncExternalStore } from 'react'
import { realTicker } from './moments.ts'
import { readView, type ReviewView } from './reviewAddress.ts'
import { makeReviewApi } from './reviewApi.ts'
import { makeReviewStore, nothingSeen, type ReviewSeen, type ReviewStore } from './reviewStore.ts'

/*
 * One for the whole window: who leaves the scene and comes back finds what was chosen.
 */
let store: ReviewStore = pretendedStore(nothingSeen)
let addressUnreadable = false

/** Lets this window ask its hub, once, when the window starts. */
export function openReview({ token }: { readonly token: string | undefined }): void {
  const { view, unreadable } = readView(new URLSearchParams(window.location.search))
  addressUnreadable = unreadable
  const api = makeReviewApi(token ?? '', (path, init) => fetch(path, init))
  store = makeReviewStore(api, realTicker, view)
}

/** For the gallery: what a hub would have answered. */
export function pretendReview(seen: ReviewSeen): void {
  store = pretendedStore(seen)
}

function pretendedStore(initial: ReviewSeen): ReviewStore {
  let seen = initial
  const listeners = new Set<() => void>()
  return {
    state: () => seen,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    choose: (view) => {
      seen = { ...seen, view }
      for (const listener of listeners) listener()
    },
    touch: () => undefined,
    renew: () => undefined,
    start: () => () => undefined
  }
}

export interface Review {
  readonly seen: ReviewSeen
  /** The address named a question that cannot be asked, so the first one is shown. */
  readonly addressUnreadable: boolean
  readonly choose: (view: ReviewView) => void
}

/**
 * The review, kept up to date while it is on screen. `figures` changes whenever an incident does;
 * `day` names the local day and the run of the hub.
 */
export function useReview(figures: unknown, day: string): Review {
  const seen = useSyncExternalStore(store.subscribe, store.state)
  useEffect(() => store.start(), [])
  useEffect(() => store.touch(), [figures])
  useEffect(() => store.renew(), [day])
  return {
    seen,
    addressUnreadable: addressUnreadable || seen.addressRefused === true,
    choose: store.choose
  }
}
