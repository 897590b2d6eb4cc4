import { normalQuantile } from './distributions.ts'

/** The standard normal quantile that ends an 80 % interval. */
export const z90 = 1.2815515655446004

/** Above this mean the counts are so many that a corrected normal curve is as good as the sum. */
const sumUpTo = 300

/**
 * Quantiles of counts with this mean and variance: a negative binomial, or a Poisson where the
 * variance is no larger than the mean. The smallest count that holds the share.
 */
export function countQuantile(share: number, mean: number, variance: number): number {
  if (mean <= 0) return 0
  const spread = Math.max(variance, mean)
  return mean > sumUpTo
    ? approximate(share, mean, spread)
    : summed(share, mean, spread > mean * (1 + 1e-9) ? spread : mean)
}

/** Adds up probabilities from 0 until the share is reached. */
function summed(share: number, mean: number, variance: number): number {
  const poisson = variance === mean
  const size = poisson ? 0 : (mean * mean) / (variance - mean)
  let probability = poisson ? Math.exp(-mean) : Math.exp(size * Math.log(size / (size + mean)))
  let sum = probability
  let count = 0
  const last = mean + 20 * Math.sqrt(variance) + 20
  while (sum < share && count < last) {
    probability *= poisson
      ? mean / (count + 1)
      : ((size + count) / (count + 1)) * (mean / (size + mean))
    count += 1
    sum += probability
  }
  return count
}

/** Cornish and Fisher's normal quantile, corrected for the skewness of the negative binomial. */
function approximate(share: number, mean: number, variance: number): number {
  const z = normalQuantile(1 - share)
  const deviation = Math.sqrt(variance)
  const skewness = (2 * variance - mean) / (mean * deviation)
  return Math.max(0, Math.round(mean + deviation * (z + ((z * z - 1) * skewness) / 6)))
}

/** The range with a tenth of the probability below it and a tenth above, or another tail. */
export function usualRange(
  mean: number,
  variance: number,
  tail = 0.1
): { low: number; high: number } {
  return {
    low: countQuantile(tail, mean, variance),
    high: countQuantile(1 - tail, mean, variance)
  }
}
