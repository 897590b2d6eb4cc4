/**
 * The few distributions that comparing counts needs, as numbers. Relative errors: 1e-12 for the
 * beta, 1e-9 for the normal quantile, 1e-7 for the normal tail; tests compare them with tables.
 */

const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7
]

/** ln Γ(x) for x > 0 (Lanczos, g = 7). */
export function logGamma(x: number): number {
  let series = 0.9999999999998099
  lanczos.forEach((coefficient, index) => {
    series += coefficient / (x + index)
  })
  const t = x + 6.5
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series)
}

/**
 * The regularised incomplete beta function I_x(a, b) for a, b > 0.
 * @param power x^a · (1 − x)^b ÷ B(a, b), which callers have at hand
 */
export function incompleteBeta(
  x: number,
  a: number,
  b: number,
  power = betaPower(x, a, b)
): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  return x < (a + 1) / (a + b + 2)
    ? (power * betaFraction(x, a, b)) / a
    : 1 - (power * betaFraction(1 - x, b, a)) / b
}

/** x^a · (1 − x)^b ÷ B(a, b). */
export function betaPower(x: number, a: number, b: number): number {
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b)
  return Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta)
}

/** The continued fraction of the incomplete beta function (Lentz). */
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300
  const safe = (value: number): number => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / safe(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m < 1000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / safe(1 + even * d)
    c = safe(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / safe(1 + odd * d)
    c = safe(1 + odd / c)
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-13) break
  }
  return fraction
}

/** P(Z > z) of the standard normal distribution. */
export function normalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + x / 2)
  const series = [
    0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418,
    0.37409196, 1.00002368, -1.26551223
  ].reduce((sum, coefficient) => sum * t + coefficient, 0)
  const tail = (t * Math.exp(series - x * x)) / 2
  return z >= 0 ? tail : 1 - tail
}

/** The z with P(Z > z) = tail, for 0 < tail < 1 (Acklam). */
export function normalQuantile(tail: number): number {
  if (tail > 0.5) return -normalQuantile(1 - tail)
  if (tail < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(tail))
    return (
      -(
        ((((-7.784894002430293e-3 * q - 0.3223964580411365) * q - 2.400758277161838) * q -
          2.549732539343734) *
          q +
          4.374664141464968) *
          q +
        2.938163982698783
      ) /
      ((((7.784695709041462e-3 * q + 0.3224671290700398) * q + 2.445134137142996) * q +
        3.754408661907416) *
        q +
        1)
    )
  }
  const q = 0.5 - tail
  const r = q * q
  return (
    ((((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r +
      138.357751867269) *
      r -
      30.66479806614716) *
      r +
      2.506628277459239) *
      q) /
    (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r +
      66.80131188771972) *
      r -
      13.28068155288572) *
      r +
      1)
  )
}

/** The t with P(T > t) = tail for so many degrees of freedom, at least 8 (Cornish and Fisher). */
export function studentQuantile(tail: number, degrees: number): number {
  return studentOf(normalQuantile(tail), degrees)
}

/** The same from the z that has that tail, for many degrees of freedom at one tail. */
export function studentOf(z: number, degrees: number): number {
  const square = z * z
  const first = (square + 1) / 4
  const second = ((5 * square + 16) * square + 3) / 96
  const third = (((3 * square + 19) * square + 17) * square - 15) / 384
  return z * (1 + (first + (second + third / degrees) / degrees) / degrees)
}
