/** Width of a bucket is 2^12 ms: about four seconds, up to nearly five hours. */
const bucketShift = 12
const buckets = 4096

export interface Quantiles {
  /** Times of the group. */
  readonly n: number
  readonly values: readonly number[]
}

/** The bucket in which a rank of a group lies, and its rank in there. */
interface Place {
  readonly bucket: number
  readonly rank: number
}

/**
 * Times of several groups. Whoever adds one writes it and its group at `size` of the lists, sets
 * `size` one further, and counts it in `counts` at its `bucketOf`: a call for each would cost more
 * than all of that.
 */
export class GroupedTimes {
  ms = new Int32Array(1024)
  group = new Uint16Array(1024)
  size = 0
  counts = new Uint32Array(0)
  #groups = 0

  /** Forgets all times; from now on there are so many groups. */
  begin(groups: number): void {
    this.size = 0
    this.#groups = groups
    this.counts = new Uint32Array(groups * buckets)
  }

  /** Makes room for so many more times. */
  reserve(more: number): void {
    if (this.size + more <= this.ms.length) return
    const [ms, group] = [this.ms, this.group]
    const capacity = Math.max(this.size + more, 2 * ms.length)
    this.ms = new Int32Array(capacity)
    this.ms.set(ms)
    this.group = new Uint16Array(capacity)
    this.group.set(group)
  }

  /**
   * Exact quantiles of every group, between neighbours in proportion, without sorting all: the
   * bucket of each wanted rank is found by counting, and only what lies in it is sorted.
   * @param shares 0 … 1, for each group the same
   * @returns by group; a group without times has NaN for each share
   */
  quantiles(shares: readonly number[]): Quantiles[] {
    const { counts } = this
    const wanted = new Map<number, number[]>()
    const plans = Array.from({ length: this.#groups }, (_, group) => {
      const n = sumOf(counts, group)
      const ranks = shares.map((share) => {
        const rank = share * (n - 1)
        const low = placeOf(counts, group, Math.floor(rank))
        const high = placeOf(counts, group, Math.ceil(rank))
        if (n > 0) for (const { bucket } of [low, high]) wanted.set(bucket, [])
        return { low, high, part: rank - Math.floor(rank) }
      })
      return { n, ranks }
    })
    this.#gather(wanted)
    const timeAt = ({ bucket, rank }: Place): number => wanted.get(bucket)?.[rank] ?? Number.NaN
    return plans.map(({ n, ranks }) => ({
      n,
      values: ranks.map(({ low, high, part }) =>
        n === 0 ? Number.NaN : timeAt(low) + (timeAt(high) - timeAt(low)) * part
      )
    }))
  }

  /** Fills the wanted buckets with their times, sorted. */
  #gather(wanted: ReadonlyMap<number, number[]>): void {
    const lists = [...wanted.values()]
    /** 0 = not wanted, else the place of its list from 1. */
    const listOf = new Uint16Array(this.counts.length)
    for (const [place, bucket] of [...wanted.keys()].entries()) listOf[bucket] = place + 1
    const { ms, group, size } = this
    for (let index = 0; index < size; index += 1) {
      const place = listOf[bucketOf(group[index] ?? 0, ms[index] ?? 0)] ?? 0
      if (place > 0) lists[place - 1]?.push(ms[index] ?? 0)
    }
    for (const times of lists) times.sort((a, b) => a - b)
  }
}

/** The last bucket of a group holds all that is longer. */
export function bucketOf(group: number, ms: number): number {
  const bucket = ms >> bucketShift
  return group * buckets + (bucket < buckets ? bucket : buckets - 1)
}

function sumOf(counts: Uint32Array, group: number): number {
  let sum = 0
  for (let at = group * buckets; at < (group + 1) * buckets; at += 1) sum += counts[at] ?? 0
  return sum
}

function placeOf(counts: Uint32Array, group: number, rank: number): Place {
  let before = 0
  let bucket = group * buckets
  for (; bucket < (group + 1) * buckets - 1; bucket += 1) {
    const count = counts[bucket] ?? 0
    if (before + count > rank) break
    before += count
  }
  return { bucket, rank: rank - before }
}
