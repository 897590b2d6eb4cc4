import { useEffect, useEffectEvent } from 'react'
import type { Control, ControlAction } from '../../../contract/control.ts'
import { directingKey } from './directingKey.ts'
import { isTyping } from '../../look/isTyping.ts'

/**
 * Keys that come before those of the panels: a clicker walks a prepared briefing whatever the scene
 * does with the same keys, and Escape takes away what lies on top.
 */
export function useDirectingKeys(
  control: Control | undefined,
  onAct: (action: ControlAction) => void
): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
    if (control === undefined || control.curtain.drawn) return
    const action = directingKey(event.key, control, {
      inField: isTyping(event),
      inDialog: document.querySelector('[role="dialog"], [role="menu"]') !== null
    })
    if (action === undefined) return
    event.preventDefault()
    event.stopImmediatePropagation()
    onAct(action)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event)
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [])
}
