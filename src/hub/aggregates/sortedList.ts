const chunkSize = 512

interface Chunk {
  readonly keys: number[]
  readonly ids: number[]
}

/**
 * Pairs (key, id) kept in order, the key first. Adding and removing cost about the square root of
 * the size, so that exact medians and "the first 500" stay cheap whatever the number of rows.
 */
export class SortedList {
  #chunks: Chunk[] = []
  #size = 0

  get size(): number {
    return this.#size
  }

  add(key: number, id: number): void {
    this.#size += 1
    const at = this.#chunkFor(key, id)
    const chunk = this.#chunks[at]
    if (chunk === undefined) {
      this.#chunks.push({ keys: [key], ids: [id] })
      return
    }
    const place = placeIn(chunk, key, id)
    chunk.keys.splice(place, 0, key)
    chunk.ids.splice(place, 0, id)
    if (chunk.keys.length > chunkSize) {
      const half = chunkSize / 2
      const upper = { keys: chunk.keys.splice(half), ids: chunk.ids.splice(half) }
      this.#chunks.splice(at + 1, 0, upper)
    }
  }

  /** false when the pair was not there. */
  delete(key: number, id: number): boolean {
    const at = this.#chunkFor(key, id)
    const chunk = this.#chunks[at]
    if (chunk === undefined) return false
    const place = placeIn(chunk, key, id)
    if (chunk.keys[place] !== key || chunk.ids[place] !== id) return false
    chunk.keys.splice(place, 1)
    chunk.ids.splice(place, 1)
    if (chunk.keys.length === 0) this.#chunks.splice(at, 1)
    this.#size -= 1
    return true
  }

  clear(): void {
    this.#chunks = []
    this.#size = 0
  }

  /** The key at a rank from 0, or undefined past the end. */
  keyAt(rank: number): number | undefined {
    let left = rank
    for (const { keys } of this.#chunks) {
      if (left < keys.length) return keys[left]
      left -= keys.length
    }
    return undefined
  }

  /** The greatest pair. */
  last(): { readonly key: number; readonly id: number } | undefined {
    const key = this.#chunks.at(-1)?.keys.at(-1)
    const id = this.#chunks.at(-1)?.ids.at(-1)
    return key === undefined || id === undefined ? undefined : { key, id }
  }

  /** The first ids in order, at most `count`. */
  firstIds(count: number): number[] {
    const ids: number[] = []
    for (const chunk of this.#chunks) {
      if (ids.length >= count) break
      ids.push(...chunk.ids.slice(0, count - ids.length))
    }
    return ids
  }

  /**
   * The value below which a share of the keys lies, between neighbours in proportion (type 7 of
   * Hyndman and Fan, as NumPy and spreadsheets do); undefined when empty.
   */
  quantile(share: number): number | undefined {
    const rank = share * (this.#size - 1)
    const low = this.keyAt(Math.floor(rank))
    const high = this.keyAt(Math.ceil(rank))
    if (low === undefined || high === undefined) return undefined
    return low + (high - low) * (rank - Math.floor(rank))
  }

  /** The chunk that holds the pair or should. */
  #chunkFor(key: number, id: number): number {
    let low = 0
    let high = this.#chunks.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      const chunk = this.#chunks[middle]
      const lastKey = chunk?.keys.at(-1) ?? Number.POSITIVE_INFINITY
      const lastId = chunk?.ids.at(-1) ?? Number.POSITIVE_INFINITY
      if (lastKey < key || (lastKey === key && lastId < id)) low = middle + 1
      else high = middle
    }
    return low
  }
}

function placeIn({ keys, ids }: Chunk, key: number, id: number): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >> 1
    const k = keys[middle] ?? 0
    if (k < key || (k === key && (ids[middle] ?? 0) < id)) low = middle + 1
    else high = middle
  }
  return low
}
