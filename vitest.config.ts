import { defineConfig } from 'vitest/config'

/** Set by `npm run fuzz`. */
const fuzzing = process.env['SIAGA_FUZZ'] !== undefined

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.{ts,mjs}', 'bench/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['scripts/lib/cleanTemp.mjs'],
    setupFiles: ['scripts/lib/propertyRuns.mjs'],
    testTimeout: fuzzing ? 3_600_000 : 30_000,
    hookTimeout: 60_000
  }
})
