import type { Control } from '../../contract/control.ts'

/** Id of the incident that somebody wants the whole wall to look at. */
export function focusedIncident({ focus }: Pick<Control, 'focus'>): string | undefined {
  return focus?.on.kind === 'incident' ? focus.on.id : undefined
}

/** Id of the camera that somebody wants to be large. */
export function focusedCamera({ focus }: Pick<Control, 'focus'>): string | undefined {
  return focus?.on.kind === 'camera' ? focus.on.id : undefined
}
