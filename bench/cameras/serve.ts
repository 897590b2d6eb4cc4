import { createServer, type Server } from 'node:http'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { cameraSocketPath } from '../../src/contract/camera.ts'
import {
  startCameras,
  type CamerasOptions,
  type RunningCameras
} from '../../src/hub/cameras/startCameras.ts'
import { pageFile } from './pageFile.ts'

/** Builds the pages of the bench into a new folder and returns the folder. */
export async function buildPage(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'siaga-bench-page-'))
  await build({
    root: import.meta.dirname,
    logLevel: 'error',
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      minify: true,
      rollupOptions: {
        input: ['index.html', 'hls.html'].map((name) => join(import.meta.dirname, name))
      }
    }
  })
  return outDir
}

export interface Served {
  readonly url: string
  readonly cameras: RunningCameras
  readonly stop: () => Promise<void>
}

/** The page and the camera socket on one loopback port, as the hub has them. */
export async function serve(
  page: string,
  options: Omit<CamerasOptions, 'allows'>
): Promise<Served> {
  const cameras = startCameras({ ...options, allows: () => true })
  const server: Server = createServer((request, response) => {
    pageFile(page, new URL(request.url ?? '/', 'http://hub').pathname, response)
  })
  server.on('upgrade', (request, socket, head) => {
    if (request.url === cameraSocketPath) cameras.route(request, socket, head)
    else socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/`,
    cameras,
    stop: async () => {
      cameras.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}
