import type { Bounds } from '../../../contract/geo.ts'
import type { MapFault } from './mapFaults.ts'

export const tilesHeaderBytes = 127

type TilesFault = Extract<MapFault, { file: 'basemap.pmtiles' }>['why']

/**
 * What is wrong with a PMTiles archive (version 3), by its first 127 bytes and its size; undefined
 * when nothing is. MapLibre would only draw nothing.
 */
export function checkTiles(
  header: ArrayBuffer,
  fileBytes: number,
  city: Bounds
): TilesFault | undefined {
  const view = new DataView(header)
  if (view.byteLength < tilesHeaderBytes) return 'notPmtiles'
  const name = new TextDecoder().decode(header.slice(0, 7))
  if (name !== 'PMTiles' || view.getUint8(7) !== 3) return 'notPmtiles'
  // Root directory, metadata, leaf directories, tiles: each an offset and a length.
  for (const at of [8, 24, 40, 56])
    if (number(view, at) + number(view, at + 8) > fileBytes) return 'truncated'
  if (view.getUint8(99) !== vectorTiles) return 'notVector'
  const [west = 0, south = 0, east = 0, north = 0] = [102, 106, 110, 114].map(
    (at) => view.getInt32(at, true) / 1e7
  )
  const apart = west > city[2] || east < city[0] || south > city[3] || north < city[1]
  return apart ? 'elsewhere' : undefined
}

const vectorTiles = 1

function number(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true))
}
