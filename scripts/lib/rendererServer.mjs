// The renderer with hot reload, run by `npm run dev` on Node 24: rendererServer.mjs HUB_URL PORT
import { createServer } from 'vite'
import config from '../../electron.vite.config.ts'

const [hub, port] = process.argv.slice(2)

/** What the hub answers itself; the rest is source code. */
const ofTheHub = ['/wall', '/map', '/api', '/cameras', '/healthz']

const server = await createServer({
  ...config.renderer,
  configFile: false,
  clearScreen: false,
  server: {
    host: '127.0.0.1',
    port: Number(port),
    strictPort: true,
    proxy: Object.fromEntries(
      ofTheHub.map((path) => [
        path,
        // The hub takes only its own Host and Origin, and that is good: here both are rewritten.
        { target: hub, changeOrigin: true, ws: path === '/wall', rewriteWsOrigin: true }
      ])
    )
  }
})
await server.listen()
process.stdout.write(`${JSON.stringify({ ready: true, url: `http://127.0.0.1:${port}/` })}\n`)
