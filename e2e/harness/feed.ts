import type { Broker } from './broker.ts'

/** The body of an incident as a source of Semarang's 112 sends it; `undefined` leaves a key out. */
export type Body = Readonly<Record<string, unknown>>

export const prefix = 'siaga/v1/semarang/'

/** A fire in the middle of the city, reported now. */
export function fire(id: string, body: Body = {}): Body & { readonly id: string } {
  return {
    revision: 1,
    source: 'cad-112',
    category: 'kebakaran',
    priority: 1,
    receivedAt: new Date().toISOString(),
    position: [110.4203, -6.9903],
    assignments: [{ agency: 'damkar', status: 'dispatched' }],
    ...body,
    id
  }
}

export function publishIncident(
  broker: Broker,
  incident: Body & { readonly id: string }
): Promise<void> {
  return broker.publish(`${prefix}incident/${incident.id}`, JSON.stringify(incident))
}
