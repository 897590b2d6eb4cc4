import { HubRefusal } from './figuresHub.ts'

/** A file that the hub serves with the page. */
export async function ownFile(path: string): Promise<Response> {
  const response = await fetch(path).catch(() => {
    throw new HubRefusal(0, 'no answer')
  })
  if (!response.ok) throw new HubRefusal(response.status, path)
  return response
}
