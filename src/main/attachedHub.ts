import { HubReady } from '../contract/launch.ts'

/**
 * The hub of `npm run dev`, which runs beside the shell so that each can be restarted alone:
 * `SIAGA_ATTACH` holds its ready line. Only an address of this machine is taken.
 */
export function attachedHub(
  env: Readonly<Record<string, string | undefined>>
): HubReady | undefined {
  const line = env['SIAGA_ATTACH']
  if (line === undefined) return undefined
  const ready = HubReady.parse(JSON.parse(line))
  const { protocol, hostname } = new URL(ready.url)
  if (protocol !== 'http:' || hostname !== '127.0.0.1')
    throw new Error('SIAGA_ATTACH must name a hub at http://127.0.0.1.')
  return ready
}
