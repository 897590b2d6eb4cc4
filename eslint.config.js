import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'
import { layering } from './scripts/eslintLayering.js'

/**
 * The layers. A file belongs to the longest folder that holds it; it may import from its own
 * folder, from `folders`, and from `packages` (`node:` means Node's own modules). Tests may import
 * anything. See docs/architecture.md.
 */
const layers = {
  'src/contract': { folders: [], packages: ['zod'] },

  'src/hub': {
    folders: ['src/contract', 'src/hub'],
    packages: ['node:', 'zod', 'mqtt', 'aedes', 'ws', 'papaparse']
  },
  'src/hub/store': { folders: ['src/contract', 'src/hub/log.ts'], packages: ['node:', 'zod'] },
  'src/hub/ingest': {
    folders: ['src/contract', 'src/hub/store', 'src/hub/log.ts', 'src/hub/clock.ts'],
    packages: ['node:', 'zod', 'mqtt', 'aedes', 'papaparse']
  },
  'src/hub/statistics': { folders: [], packages: [] },
  'src/hub/aggregates': {
    folders: [
      'src/contract',
      'src/hub/store',
      'src/hub/statistics',
      'src/hub/clock.ts',
      'src/hub/log.ts'
    ],
    packages: ['node:', 'h3-js']
  },
  'src/hub/review': {
    folders: [
      'src/contract',
      'src/hub/store',
      'src/hub/aggregates',
      'src/hub/statistics',
      'src/hub/push/tokenApi.ts'
    ],
    packages: ['node:']
  },
  'src/hub/push': {
    folders: [
      'src/contract',
      'src/hub/aggregates',
      'src/hub/control',
      'src/hub/clock.ts',
      'src/hub/log.ts'
    ],
    packages: ['node:', 'zod', 'ws']
  },
  'src/hub/arrangement': {
    folders: [
      'src/contract',
      'src/hub/clock.ts',
      'src/hub/log.ts',
      'src/hub/wholeFile.ts',
      'src/hub/push/tokenApi.ts'
    ],
    packages: ['node:', 'zod', 'jsonc-parser']
  },
  'src/hub/audit': { folders: ['src/contract', 'src/hub/log.ts'], packages: ['node:', 'zod'] },
  'src/hub/control': {
    folders: ['src/contract', 'src/hub/audit', 'src/hub/log.ts'],
    packages: []
  },
  'src/hub/cameras': {
    folders: ['src/contract', 'src/hub/clock.ts', 'src/hub/log.ts'],
    packages: ['node:', 'zod', 'ws']
  },
  'src/hub/import': {
    folders: [
      'src/contract',
      'src/hub/store',
      'src/hub/ingest',
      'src/hub/log.ts',
      'src/hub/clock.ts'
    ],
    packages: ['node:', 'zod', 'hucre']
  },
  'src/hub/export': {
    folders: [
      'src/contract',
      'src/hub/aggregates/cityCalendar.ts',
      'src/hub/aggregates/wallIncident.ts',
      'src/hub/push/tokenApi.ts',
      'src/hub/store/incidentReader.ts'
    ],
    packages: ['node:', 'zod', 'hyparquet-writer']
  },
  'src/hub/remote': {
    folders: [
      'src/contract',
      'src/hub/control',
      'src/hub/push',
      'src/hub/clock.ts',
      'src/hub/log.ts',
      'src/hub/wholeFile.ts'
    ],
    packages: ['node:', 'zod', 'ws', 'selfsigned']
  },
  // For tests alone.
  'src/hub/remote/testRemote.ts': {
    folders: ['src/contract', 'src/hub', 'src/testing'],
    packages: ['node:']
  },
  'src/hub/simulator': {
    folders: [
      'src/contract',
      'src/hub/clock.ts',
      'src/hub/log.ts',
      'src/hub/wholeFile.ts',
      'src/hub/ingest/brokerAccess.ts',
      'src/hub/ingest/feed.ts'
    ],
    packages: ['node:', 'mqtt']
  },

  'src/displays': { folders: ['src/contract'], packages: ['node:', 'zod'] },
  'src/kiosk': { folders: ['src/contract', 'src/displays'], packages: ['node:', 'zod'] },
  'src/main': {
    folders: ['src/contract', 'src/displays'],
    packages: ['electron', 'node:', 'zod']
  },
  'src/preload': { folders: ['src/contract'], packages: ['electron'] },

  'src/renderer': { folders: ['src/contract', 'src/renderer'], packages: ['react', 'react-dom'] },
  'src/renderer/look': { folders: ['src/contract'], packages: ['react'] },
  'src/renderer/hub': { folders: ['src/contract'], packages: ['react', 'zod'] },
  'src/renderer/panels': {
    folders: ['src/contract', 'src/renderer/hub', 'src/renderer/look'],
    packages: ['react', 'recharts']
  },
  'src/renderer/panels/map': {
    folders: ['src/contract', 'src/renderer/hub', 'src/renderer/look'],
    packages: ['react', '@deck.gl', 'maplibre-gl', 'h3-js', 'pmtiles']
  },
  'src/renderer/panels/cameras': {
    folders: [
      'src/contract',
      'src/renderer/hub',
      'src/renderer/look',
      'src/renderer/panels/incidents/crews.ts',
      'src/renderer/panels/incidents/words.ts',
      'src/renderer/panels/map/useBaseMap.ts',
      'src/renderer/panels/map/projection.ts'
    ],
    packages: ['react', 'zod']
  },
  // The scene Puncak: the parts it is put together from have layers of their own.
  'src/renderer/panels/review': {
    folders: [
      'src/contract',
      'src/renderer/hub',
      'src/renderer/look',
      'src/renderer/panels/review/export',
      'src/renderer/panels/review/replay',
      'src/renderer/panels/useRoom.ts'
    ],
    packages: ['react']
  },
  'src/renderer/panels/review/export': {
    folders: [
      'src/contract',
      'src/renderer/hub/token.ts',
      'src/renderer/look',
      'src/renderer/panels/review/agencyChart.ts',
      'src/renderer/panels/review/changeText.ts',
      'src/renderer/panels/review/dayText.ts',
      'src/renderer/panels/review/words.ts'
    ],
    packages: ['react', 'zod', 'jspdf']
  },
  'src/renderer/panels/review/replay': {
    folders: [
      'src/contract',
      'src/renderer/hub',
      'src/renderer/look',
      'src/renderer/panels/useRoom.ts',
      'src/renderer/panels/map/density.ts',
      'src/renderer/panels/map/map.css',
      'src/renderer/panels/map/mapShapes.ts',
      'src/renderer/panels/map/palette.ts',
      'src/renderer/panels/map/projection.ts',
      'src/renderer/panels/map/SvgMap.tsx',
      'src/renderer/panels/map/useBaseMap.ts',
      'src/renderer/panels/map/useMapRoom.ts'
    ],
    packages: ['react']
  },
  'src/renderer/panels/briefing': {
    folders: [
      'src/contract',
      'src/renderer/hub',
      'src/renderer/look',
      'src/renderer/panels/useRoom.ts',
      'src/renderer/panels/incidents',
      'src/renderer/panels/map',
      'src/renderer/panels/review/export'
    ],
    packages: ['react']
  },
  'src/renderer/panels/takeover': {
    folders: [
      'src/contract',
      'src/renderer/hub',
      'src/renderer/look',
      'src/renderer/panels/useRoom.ts',
      'src/renderer/panels/cameras',
      'src/renderer/panels/incidents',
      'src/renderer/panels/map'
    ],
    packages: ['react']
  },
  'src/renderer/wall': {
    folders: ['src/contract', 'src/renderer/panels', 'src/renderer/hub', 'src/renderer/look'],
    packages: ['react', 'uqr']
  },
  // The page of phones: no panels, so that it stays small.
  'src/renderer/remote': {
    folders: [
      'src/contract',
      'src/renderer/hub/jitless.ts',
      'src/renderer/hub/moments.ts',
      'src/renderer/look',
      'src/renderer/wall/control/words.ts'
    ],
    packages: ['react', 'react-dom', 'zod']
  },
  // Opened at a desk, and fetched only then.
  'src/renderer/editor': {
    folders: [
      'src/contract',
      'src/renderer/hub',
      'src/renderer/look',
      'src/renderer/panels/map/heatSettings.ts',
      'src/renderer/wall/panelSizes.ts',
      'src/renderer/wall/panelTitles.ts',
      'src/renderer/wall/SceneView.tsx',
      'src/renderer/wall/topicsOf.ts',
      'src/renderer/wall/useKeys.ts',
      'src/renderer/wall/words.ts'
    ],
    packages: ['react', 'react-grid-layout']
  },
  'src/renderer/gallery': {
    folders: ['src/contract', 'src/renderer', 'src/testing'],
    packages: ['react', 'react-dom', 'h3-js']
  },
  'src/testing': { folders: ['src/contract'], packages: ['node:', 'zod', 'ws'] }
}

export default tseslint.config(
  { ignores: ['node_modules/', 'out/', 'dist/', 'gallery/', 'data/', 'test-results/', '.cache/'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strict],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
      'no-console': 'error'
    }
  },
  {
    files: ['src/renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/**/*.test.{ts,tsx}'],
    plugins: { siaga: { rules: { layering: layering(layers) } } },
    rules: { 'siaga/layering': 'error' }
  },
  {
    files: ['scripts/**', 'bench/**', '*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        AbortSignal: 'readonly',
        performance: 'readonly',
        Buffer: 'readonly',
        WebSocket: 'readonly'
      }
    },
    rules: { 'no-console': 'off' }
  }
)
