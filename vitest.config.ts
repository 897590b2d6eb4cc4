import { defineConfig } from 'vitest/config'

/** Set by `npm run fuzz`. */
const fuzzing = process.env['SIAGA_FUZZ'] !== undefined

/** No files and no processes there: they share workers, which saves starting one for each. */
const pure = ['src/contract/**/*.test.ts', 'src/renderer/**/*.test.ts']

const common = {
  environment: 'node',
  setupFiles: ['scripts/lib/propertyRuns.mjs'],
  testTimeout: fuzzing ? 3_600_000 : 30_000,
  hookTimeout: 60_000
}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: 'pure',
          include: pure,
          isolate: false
        }
      },
      {
        test: {
          ...common,
          name: 'whole',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.{ts,mjs}', 'bench/**/*.test.ts'],
          exclude: [...pure, '**/node_modules/**'],
          globalSetup: ['scripts/lib/cleanTemp.mjs']
        }
      }
    ]
  }
})
