/** A source of randomness that gives the same numbers for the same seed parts, for ever. */
export interface Random {
  /** In [0, 1). */
  next(): number
}

/** Any number of parts; changing one changes everything. */
export function seededRandom(...parts: readonly (string | number)[]): Random {
  const hash = hasher(parts.join('\u0000'))
  let [a, b, c, d] = [hash(), hash(), hash(), hash()]
  // sfc32 (C. Doty-Humphrey, PractRand): 128 bits of state, passes BigCrush.
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 4_294_967_296
  }
  for (let i = 0; i < 15; i += 1) next()
  return { next }
}

/** xmur3: a stream of 32-bit hashes of a text. */
function hasher(text: string): () => number {
  let h = 1_779_033_703 ^ text.length
  for (let i = 0; i < text.length; i += 1) {
    h = Math.imul(h ^ text.charCodeAt(i), 3_432_918_353)
    h = (h << 13) | (h >>> 19)
  }
  return () => {
    h = Math.imul(h ^ (h >>> 16), 2_246_822_507)
    h = Math.imul(h ^ (h >>> 13), 3_266_489_909)
    h ^= h >>> 16
    return h | 0
  }
}

export function between(random: Random, low: number, high: number): number {
  return low + random.next() * (high - low)
}

/** Standard normal (Box–Muller). */
export function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.next()))
  return radius * Math.cos(2 * Math.PI * random.next())
}

/** Log-normal by its median. */
export function logNormal(random: Random, median: number, sigma: number): number {
  return median * Math.exp(sigma * normal(random))
}

export function poisson(random: Random, mean: number): number {
  // Halves of a Poisson are Poisson; small means keep exp(-mean) away from zero.
  if (mean > 30) return poisson(random, mean / 2) + poisson(random, mean / 2)
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = random.next(); product > limit; product *= random.next()) count += 1
  return count
}

/** Gamma with mean `shape` and scale 1 (Marsaglia and Tsang 2000). */
export function gamma(random: Random, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * (1 - random.next()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
      return d * v
    }
  }
}

/** A count whose variance is `dispersion` times its mean: negative binomial, Poisson at 1. */
export function overdispersed(random: Random, mean: number, dispersion: number): number {
  if (mean <= 0) return 0
  if (dispersion <= 1) return poisson(random, mean)
  const scale = dispersion - 1
  return poisson(random, gamma(random, mean / scale) * scale)
}

/** One of the keys, each as often as its weight says. */
export function pick<Key>(
  random: Random,
  weights: readonly (readonly [Key, number])[]
): Key | undefined {
  let left = random.next() * weights.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [key, weight] of weights) {
    left -= weight
    if (left < 0) return key
  }
  return weights.at(-1)?.[0]
}
