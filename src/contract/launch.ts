import { z } from 'zod'

/** The one line a hub prints on stdout once windows may connect. */
export const HubReady = z.strictObject({
  ready: z.literal(true),
  url: z.string(),
  token: z.string().min(32),
  /** Where publishers reach the broker the hub listens to; never with a password in it. */
  mqtt: z.string()
})
export type HubReady = z.infer<typeof HubReady>

/** The address of a wall window: the token travels in the fragment, which is never sent or logged. */
export function wallUrl({ url, token }: Pick<HubReady, 'url' | 'token'>, display = ''): string {
  const query = display === '' ? '' : `?display=${encodeURIComponent(display)}`
  return `${url}${query}#token=${token}`
}
