import type { Control, ControlAction } from '../../../contract/control.ts'

/** Where a key was pressed. */
export interface KeyPlace {
  /** Something is being typed or chosen from a list. */
  readonly inField: boolean
  /** Something else is open: it has Escape and the arrows. */
  readonly inDialog: boolean
}

/**
 * What a key does to what is being directed; undefined: the key is for others. Steps are walked by
 * the keys of a clicker and by arrows, and no key ends them. Escape closes a takeover when nothing
 * else is open, and then takes a focus away.
 */
export function directingKey(
  key: string,
  { steps, takeover, focus }: Pick<Control, 'steps' | 'takeover' | 'focus'>,
  { inField, inDialog }: KeyPlace
): ControlAction | undefined {
  if (inField) return undefined
  if (key === 'Escape' && inDialog) return undefined
  if (key === 'Escape' && takeover !== undefined) return { type: 'dismissTakeover' }
  if (key === 'Escape' && focus !== undefined) return { type: 'unfocus' }
  if (steps === undefined) return undefined
  if (key === 'PageDown' || (key === 'ArrowRight' && !inDialog)) return { type: 'nextStep' }
  if (key === 'PageUp' || (key === 'ArrowLeft' && !inDialog)) return { type: 'previousStep' }
  return undefined
}
