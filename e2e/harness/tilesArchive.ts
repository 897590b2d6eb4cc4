import { zxyToTileId } from 'pmtiles'

/** A vector tile: a lake that fills it, and a road across, in Protomaps' layers. */
function makeTile(): Uint8Array {
  const lake = feature(3, [0, 0, 4096, 0, 4096, 4096, 0, 4096])
  const road = feature(2, [0, 2048, 4096, 2048])
  return bytes(field(3, layer('water', 'lake', lake)), field(3, layer('roads', 'highway', road)))
}

/**
 * A PMTiles archive (version 3, nothing compressed) with one tile at every given place of a zoom.
 * https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md
 */
export function makeTilesArchive(
  zoom: number,
  places: readonly (readonly [x: number, y: number])[],
  [west, south, east, north]: readonly [number, number, number, number]
): Uint8Array {
  const tile = makeTile()
  const ids = places.map(([x, y]) => zxyToTileId(zoom, x, y)).sort((a, b) => a - b)
  const directory = bytes(
    varint(ids.length),
    ...ids.map((id, i) => varint(id - (ids[i - 1] ?? 0))),
    ...ids.map(() => varint(1)),
    ...ids.map(() => varint(tile.length)),
    // All entries are the same tile, at offset 0.
    ...ids.map(() => varint(1))
  )
  const metadata = new TextEncoder().encode('{}')
  const header = new DataView(new ArrayBuffer(127))
  new Uint8Array(header.buffer).set(new TextEncoder().encode('PMTiles'))
  header.setUint8(7, 3)
  const sections = [directory.length, metadata.length, 0, tile.length]
  let offset = header.byteLength
  for (const [i, length] of sections.entries()) {
    header.setBigUint64(8 + 16 * i, BigInt(offset), true)
    header.setBigUint64(16 + 16 * i, BigInt(length), true)
    offset += length
  }
  for (const [i, count] of [ids.length, ids.length, 1].entries())
    header.setBigUint64(72 + 8 * i, BigInt(count), true)
  const [clustered, none, vector] = [1, 1, 1]
  for (const [i, value] of [clustered, none, none, vector, zoom, zoom].entries())
    header.setUint8(96 + i, value)
  for (const [i, degrees] of [west, south, east, north].entries())
    header.setInt32(102 + 4 * i, Math.round(degrees * 1e7), true)
  return bytes(new Uint8Array(header.buffer), directory, metadata, tile)
}

/** One feature of a kind, its geometry as absolute coordinates. */
function feature(type: 2 | 3, coordinates: readonly number[]): Uint8Array {
  const zigzag = (value: number): number => (value << 1) ^ (value >> 31)
  const steps: number[] = []
  for (let i = 0; i < coordinates.length; i += 2) {
    steps.push(zigzag((coordinates[i] ?? 0) - (coordinates[i - 2] ?? 0)))
    steps.push(zigzag((coordinates[i + 1] ?? 0) - (coordinates[i - 1] ?? 0)))
  }
  const [moveTo, lineTo, closePath] = [1, 2, 7]
  const lines = coordinates.length / 2 - 1
  const geometry = [
    moveTo | (1 << 3),
    ...steps.slice(0, 2),
    lineTo | (lines << 3),
    ...steps.slice(2),
    ...(type === 3 ? [closePath | (1 << 3)] : [])
  ]
  return bytes(
    field(2, bytes(varint(0), varint(0))),
    numberField(3, type),
    field(4, bytes(...geometry.map(varint)))
  )
}

function layer(name: string, kind: string, one: Uint8Array): Uint8Array {
  const text = (value: string): Uint8Array => new TextEncoder().encode(value)
  return bytes(
    numberField(15, 2),
    field(1, text(name)),
    field(2, one),
    field(3, text('kind')),
    field(4, field(1, text(kind))),
    numberField(5, 4096)
  )
}

/** Fields of protocol buffers. */
function field(number: number, content: Uint8Array): Uint8Array {
  return bytes(varint((number << 3) | 2), varint(content.length), content)
}

function numberField(number: number, value: number): Uint8Array {
  return bytes(varint(number << 3), varint(value))
}

function varint(value: number): Uint8Array {
  const out: number[] = []
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) out.push((rest % 128) | 128)
  return Uint8Array.from([...out, rest])
}

function bytes(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}
