import { useEffect, useEffectEvent, useState, type RefObject } from 'react'
import type { Camera } from '../../../contract/camera.ts'
import { pagesOf } from './arrangeCameras.ts'
import { findCameras } from './findCameras.ts'

/** What the room has chosen in the CCTV scene, and how it chooses. */
export interface CctvControls {
  /** The cameras of this page. */
  readonly shown: readonly Camera[]
  readonly found: number
  readonly page: number
  readonly pages: number
  readonly search: string
  readonly group: string | undefined
  readonly groups: readonly string[]
  /** Chosen by hand; a cue does not replace it. */
  readonly chosen: string | undefined
  /** The incident whose cue was sent away with Escape. */
  readonly dismissed: string | undefined
  /** To the next page, from the last one to the first. */
  readonly turnPage: () => void
  readonly setSearch: (text: string) => void
  readonly setGroup: (group: string | undefined) => void
  readonly choose: (id: string | undefined) => void
  readonly dismiss: (incident: string | undefined) => void
}

/** The elements the keys work on. */
export interface CctvElements {
  readonly searchBox: RefObject<HTMLInputElement | null>
  readonly grid: RefObject<HTMLDivElement | null>
}

/**
 * Keys: `/` to search (Enter there enlarges the first found), arrows from tile to tile, Enter to enlarge, Escape back, Page Up and Page
 * Down through the pages.
 */
export function useCctvControls(
  cameras: readonly Camera[],
  cuedIncident: string | undefined,
  { searchBox, grid }: CctvElements
): CctvControls {
  const [search, setSearchText] = useState('')
  const [group, setGroupName] = useState<string>()
  const [wantedPage, setPage] = useState(0)
  const [chosen, choose] = useState<string>()
  const [dismissed, dismiss] = useState<string>()

  const found = findCameras(cameras, search, group)
  const paged = pagesOf(found)
  const pages = paged.length
  const page = Math.min(wantedPage, pages - 1)

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target instanceof HTMLInputElement && event.key !== 'Escape') return
    if (event.key === '/') {
      event.preventDefault()
      searchBox.current?.focus()
    } else if (event.key === 'Escape') {
      if (search !== '') setSearchText('')
      else if (chosen !== undefined) choose(undefined)
      else dismiss(cuedIncident)
      searchBox.current?.blur()
    } else if (event.key === 'PageDown') setPage(Math.min(pages - 1, page + 1))
    else if (event.key === 'PageUp') setPage(Math.max(0, page - 1))
    else if (event.key in steps) moveFocus(grid.current, event)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])

  return {
    shown: paged[page] ?? [],
    found: found.length,
    page,
    pages,
    search,
    group,
    groups: [...new Set(cameras.flatMap((camera) => camera.groups))].sort(),
    chosen: cameras.some(({ id }) => id === chosen) ? chosen : undefined,
    dismissed,
    turnPage: () => setPage((page + 1) % pages),
    setSearch: (text) => {
      setSearchText(text)
      setPage(0)
    },
    setGroup: (name) => {
      setGroupName(name)
      setPage(0)
    },
    choose,
    dismiss
  }
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1]
}

/** To the nearest tile in the direction of the key; to the first when none has the focus. */
function moveFocus(grid: HTMLElement | null, event: KeyboardEvent): void {
  const tiles = [...(grid?.querySelectorAll<HTMLElement>('.camera-tile') ?? [])]
  const step = steps[event.key]
  const from = tiles.find((tile) => tile === document.activeElement)
  if (step === undefined || tiles.length === 0) return
  event.preventDefault()
  if (from === undefined) {
    tiles[0]?.focus()
    return
  }
  const [dx, dy] = step
  const middle = (tile: HTMLElement): readonly [number, number] => {
    const box = tile.getBoundingClientRect()
    return [box.x + box.width / 2, box.y + box.height / 2]
  }
  const [x, y] = middle(from)
  let best: HTMLElement | undefined
  let bestCost = Infinity
  for (const tile of tiles) {
    const [tileX, tileY] = middle(tile)
    const along = (tileX - x) * dx + (tileY - y) * dy
    const across = Math.abs((tileX - x) * dy) + Math.abs((tileY - y) * dx)
    if (along <= 1 || along + 3 * across >= bestCost) continue
    bestCost = along + 3 * across
    best = tile
  }
  best?.focus()
}
