import { useEffect, useState } from 'react'
import type { Basemap } from '../../../contract/basemap.ts'
import type { WallCity } from '../../../contract/city.ts'
import { bareShapes, shapesOf, type MapShapes } from './mapShapes.ts'
import { readDistricts } from './readDistricts.ts'

/** What lies under the incidents. `tiles` is the address of a dropped-in vector base map. */
export interface BaseMap {
  readonly shapes: MapShapes
  readonly tiles: string | undefined
}

// Made by `npm run basemap` and part of the build, so it needs no parsing at this door.
const basemaps = import.meta.glob<Basemap>('../../../../resources/basemaps/*.json', {
  import: 'default'
})

/** The city's map: an operator's own borders and tiles where there are some, else the schematic. */
export function useBaseMap(city: WallCity): BaseMap | undefined {
  const [base, setBase] = useState<{ readonly city: string; readonly map: BaseMap }>()
  useEffect(() => {
    const stop = new AbortController()
    void loadBaseMap(city, stop.signal).then((map) => {
      if (!stop.signal.aborted) setBase({ city: city.id, map })
    })
    return () => stop.abort()
    // The districts of a city change only with the city.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [city.id])
  return base?.city === city.id ? base.map : undefined
}

async function loadBaseMap(city: WallCity, signal: AbortSignal): Promise<BaseMap> {
  const [schematic, official, tiles] = await Promise.all([
    loadSchematic(city),
    loadDistricts(city, signal),
    findTiles(signal)
  ])
  const shapes = official ? { ...official, water: schematic.water } : schematic
  return { shapes: tiles === undefined ? shapes : { ...shapes, roads: [], rivers: [] }, tiles }
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

async function loadDistricts(city: WallCity, signal: AbortSignal): Promise<MapShapes | undefined> {
  try {
    const answer = await fetch('/map/districts.geojson', { signal })
    if (!answer.ok) return undefined
    return readDistricts(await answer.json(), new Set(city.districts.map(({ code }) => code)))
  } catch {
    return undefined
  }
}

/** A .pmtiles file begins with its name; a server that answers with a page instead is not one. */
async function findTiles(signal: AbortSignal): Promise<string | undefined> {
  const path = '/map/basemap.pmtiles'
  try {
    const answer = await fetch(path, { signal, headers: { Range: 'bytes=0-6' } })
    if (answer.status !== 206) return undefined
    const start = new TextDecoder().decode(await answer.arrayBuffer())
    return start === 'PMTiles' ? `pmtiles://${location.origin}${path}` : undefined
  } catch {
    return undefined
  }
}
