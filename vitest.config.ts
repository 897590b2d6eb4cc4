import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.{ts,mjs}', 'bench/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['scripts/lib/cleanTemp.mjs'],
    testTimeout: 30_000,
    hookTimeout: 60_000
  }
})
