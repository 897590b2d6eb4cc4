import { useEffect } from 'react'
import { second } from '../../contract/time.ts'

/** Hides the pointer when it has not moved for three seconds. */
export function useIdlePointer(): void {
  useEffect(() => {
    const { dataset } = document.documentElement
    let timer: ReturnType<typeof setTimeout> | undefined
    const rest = (): void => {
      dataset['pointer'] = 'idle'
    }
    const move = (): void => {
      delete dataset['pointer']
      clearTimeout(timer)
      timer = setTimeout(rest, 3 * second)
    }
    move()
    window.addEventListener('pointermove', move)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pointermove', move)
    }
  }, [])
}
