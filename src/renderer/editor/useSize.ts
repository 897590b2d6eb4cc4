import { useLayoutEffect, useState, type RefCallback } from 'react'

export interface Size {
  readonly width: number
  readonly height: number
}

/** The inner size of an element in pixels, whenever it changes. */
export function useSize<E extends HTMLElement>(): [RefCallback<E>, Size | undefined] {
  const [element, setElement] = useState<E | null>(null)
  const [size, setSize] = useState<Size>()
  useLayoutEffect(() => {
    if (element === null) return undefined
    const measure = (): void =>
      setSize({ width: element.clientWidth, height: element.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return [setElement, size]
}
