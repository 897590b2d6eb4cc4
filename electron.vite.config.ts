import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { resolve } from 'node:path'

const here = (path: string): string => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rollupOptions: {
        input: {
          index: here('src/main/index.ts'),
          hub: here('src/hub/index.ts'),
          storeWriter: here('src/hub/store/storeWriter.ts'),
          importThread: here('src/hub/import/importThread.ts')
        }
      }
    }
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: { index: here('src/preload/index.ts') },
        // A sandboxed preload can only be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: here('src/renderer'),
    publicDir: here('resources/public'),
    plugins: [react()],
    build: {
      outDir: here('out/renderer'),
      emptyOutDir: true,
      minify: true,
      chunkSizeWarningLimit: 4096,
      rollupOptions: {
        input: {
          index: here('src/renderer/index.html'),
          remote: here('src/renderer/remote.html'),
          gallery: here('src/renderer/gallery.html')
        },
        // jsPDF asks for them only for HTML and SVG, which it is never given.
        external: ['html2canvas', 'canvg', 'dompurify']
      }
    }
  }
})
