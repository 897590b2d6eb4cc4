// The renderer with hot reload, run by `npm run dev` on Node 24: rendererServer.mjs HUB_URL PORT
import { createServer } from 'vite'
import config from '../../electron.vite.config.ts'

const [hub, port] = process.argv.slice(2)

/** What the hub answers itself; the rest is source code, some of it in a folder called wall. */
const ofTheHub = { '^/(api|map)/': {}, '^/healthz$': {}, '^/(wall|cameras)(\\?|$)': { ws: true } }

const server = await createServer({
  ...config.renderer,
  configFile: false,
  clearScreen: false,
  server: {
    host: '127.0.0.1',
    port: Number(port),
    strictPort: true,
    proxy: Object.fromEntries(
      Object.entries(ofTheHub).map(([path, options]) => [
        path,
        // The hub takes only its own Host and Origin, and that is good: here both are rewritten.
        { ...options, target: hub, changeOrigin: true, rewriteWsOrigin: true }
      ])
    )
  }
})
await server.listen()
process.stdout.write(`${JSON.stringify({ ready: true, url: `http://127.0.0.1:${port}/` })}\n`)
