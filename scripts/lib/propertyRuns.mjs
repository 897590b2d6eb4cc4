import { vi } from 'vitest'

/** What property tests begin with in `npm test`: a run that fails can be repeated, and none fails by chance. */
const seed = 112

/** How many times as many runs `npm run fuzz` wants, from a random seed. */
const times = Number(process.env['SIAGA_FUZZ'] ?? 0)

// Only evaluated where a test imports fast-check.
vi.mock('fast-check', async (importOriginal) => {
  const real = await importOriginal()
  if (times === 0) {
    real.configureGlobal({ seed })
    return real
  }
  const assert = (property, options) =>
    real.assert(property, { ...options, numRuns: times * (options?.numRuns ?? 100) })
  return { ...real, assert, default: { ...real.default, assert } }
})
