import type { ReactElement } from 'react'
import type { PanelProps } from '../../hub/wallState.ts'

/** The scene Puncak: how heavy a peak was, when, where, with what, and whether help was in time. */
export function ReviewPanel({ state }: PanelProps): ReactElement {
  return <div className="review">{state.city.name}</div>
}
