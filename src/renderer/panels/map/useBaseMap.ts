import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Basemap } from '../../../contract/basemap.ts'
import type { WallCity } from '../../../contract/city.ts'
import { checkTiles, tilesHeaderBytes } from './checkTiles.ts'
import type { MapFault } from './mapFaults.ts'
import { bareShapes, shapesOf, type MapShapes } from './mapShapes.ts'
import { readDistricts, type DistrictsRead } from './readDistricts.ts'

/** What lies under the incidents. `tiles` is the address of a dropped-in vector base map. */
export interface BaseMap {
  readonly shapes: MapShapes
  readonly tiles: string | undefined
  /** Files that were dropped in and are not used. */
  readonly faults: readonly MapFault[]
}

// Made by `npm run basemap` and part of the build, so it needs no parsing at this door.
const basemaps = import.meta.glob<Basemap>('../../../../resources/basemaps/*.json', {
  import: 'default'
})

/**
 * The city's map: an operator's own borders and tiles where there are some, else the schematic.
 * `tilesFailed` is for whoever draws: tiles that turn out unreadable are given up.
 */
export function useBaseMap(city: WallCity): {
  readonly base: BaseMap | undefined
  readonly tilesFailed: () => void
} {
  const [loaded, setLoaded] = useState<{ readonly city: string; readonly parts: Parts }>()
  const [tilesFailed, setTilesFailed] = useState(false)
  useEffect(() => {
    const stop = new AbortController()
    void loadParts(city, stop.signal).then((parts) => {
      if (!stop.signal.aborted) setLoaded({ city: city.id, parts })
    })
    return () => stop.abort()
    // The districts of a city change only with the city.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [city.id])
  const parts = loaded?.city === city.id ? loaded.parts : undefined
  const base = useMemo(() => parts && putTogether(parts, tilesFailed), [parts, tilesFailed])
  return { base, tilesFailed: useCallback(() => setTilesFailed(true), []) }
}

interface Parts {
  readonly schematic: MapShapes
  readonly districts: DistrictsRead | undefined
  /** Address, or what is wrong. */
  readonly tiles: string | MapFault | undefined
}

async function loadParts(city: WallCity, signal: AbortSignal): Promise<Parts> {
  const [schematic, districts, tiles] = await Promise.all([
    loadSchematic(city),
    loadDistricts(city, signal),
    findTiles(city, signal)
  ])
  return { schematic, districts, tiles }
}

function putTogether({ schematic, districts, tiles: found }: Parts, tilesFailed: boolean): BaseMap {
  const address = typeof found === 'string' ? found : undefined
  const tiles = tilesFailed ? undefined : address
  const shapes = districts?.ok ? { ...districts.shapes, water: schematic.water } : schematic
  const faults: MapFault[] = []
  if (districts?.ok === false) faults.push({ file: 'districts.geojson', why: districts.why })
  if (typeof found === 'object') faults.push(found)
  if (tilesFailed && address !== undefined)
    faults.push({ file: 'basemap.pmtiles', why: 'unreadable' })
  return {
    shapes: tiles === undefined ? shapes : { ...shapes, roads: [], rivers: [] },
    tiles,
    faults
  }
}

async function loadSchematic(city: WallCity): Promise<MapShapes> {
  const load = basemaps[`../../../../resources/basemaps/${city.id}.json`]
  if (!load) return bareShapes(city.bounds)
  try {
    return shapesOf(await load())
  } catch {
    return bareShapes(city.bounds)
  }
}

async function loadDistricts(
  city: WallCity,
  signal: AbortSignal
): Promise<DistrictsRead | undefined> {
  try {
    const answer = await fetch('/map/districts.geojson', { signal })
    if (answer.status !== 200) return undefined
    const text = await answer.text()
    const codes = new Set(city.districts.map(({ code }) => code))
    return readDistricts(parseJson(text), codes, city.bounds)
  } catch {
    return undefined
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function findTiles(
  { bounds }: WallCity,
  signal: AbortSignal
): Promise<string | MapFault | undefined> {
  const path = '/map/basemap.pmtiles'
  const file = 'basemap.pmtiles' as const
  try {
    const headers = { Range: `bytes=0-${tilesHeaderBytes - 1}` }
    const answer = await fetch(path, { signal, headers })
    // 416: an empty file has no first byte.
    if (answer.status === 416) return { file, why: 'notPmtiles' }
    if (answer.status !== 206) return undefined
    const size = Number(answer.headers.get('Content-Range')?.split('/')[1])
    const why = checkTiles(await answer.arrayBuffer(), size, bounds)
    return why === undefined ? `pmtiles://${location.origin}${path}` : { file, why }
  } catch {
    return undefined
  }
}
