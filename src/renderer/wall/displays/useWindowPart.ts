import { useMemo, useSyncExternalStore } from 'react'
import type { DisplayLayout } from '../../../contract/displays.ts'
import { partOf, type Part } from './partOf.ts'

/** Id of the display that this window is, as its address says; undefined where it says none. */
export function displayAsked(search: string): string | undefined {
  return new URLSearchParams(search).get('display') ?? undefined
}

/** The part of the picture that this window shows, whatever size it has now. */
export function useWindowPart(layout: DisplayLayout | undefined): Part | undefined {
  const width = useSyncExternalStore(onResize, () => window.innerWidth)
  const height = useSyncExternalStore(onResize, () => window.innerHeight)
  return useMemo(
    () => partOf(layout, displayAsked(window.location.search), { width, height }),
    [layout, width, height]
  )
}

function onResize(listener: () => void): () => void {
  window.addEventListener('resize', listener)
  return () => window.removeEventListener('resize', listener)
}
