import { useEffect, useEffectEvent } from 'react'
import type { Step } from './draft.ts'

export interface EditorKeys {
  readonly onMove: (step: Step) => void
  readonly onResize: (step: Step) => void
  readonly onRemove: () => void
  readonly onUndo: () => void
  readonly onRedo: () => void
  readonly onEscape: () => void
}

const arrows: Readonly<Record<string, Step>> = {
  ArrowLeft: { right: -1, down: 0 },
  ArrowRight: { right: 1, down: 0 },
  ArrowUp: { right: 0, down: -1 },
  ArrowDown: { right: 0, down: 1 }
}

/**
 * The keys of the editor. It hears them before anybody else and passes none on, or the wall beneath
 * would change scene at every digit; but the curtain is for everybody.
 */
export function useEditorKeys(keys: EditorKeys): void {
  const hear = useEffectEvent((event: KeyboardEvent): void => {
    if (document.querySelector('.curtain') !== null) return
    const { key, target } = event
    const inField = target instanceof HTMLInputElement
    if (key.toLowerCase() === 'g' && !inField && !event.ctrlKey && !event.metaKey) return
    event.stopPropagation()
    if (key === 'Escape') {
      if (inField) target.blur()
      else keys.onEscape()
      return
    }
    if (inField || event.altKey) return
    if (event.ctrlKey || event.metaKey) {
      const letter = key.toLowerCase()
      if (letter !== 'z' && letter !== 'y') return
      event.preventDefault()
      if (letter === 'y' || event.shiftKey) keys.onRedo()
      else keys.onUndo()
      return
    }
    const step = arrows[key]
    if (step === undefined && key !== 'Delete' && key !== 'Backspace') return
    event.preventDefault()
    if (step === undefined) keys.onRemove()
    else if (event.shiftKey) keys.onResize(step)
    else keys.onMove(step)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => hear(event)
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [])
}
