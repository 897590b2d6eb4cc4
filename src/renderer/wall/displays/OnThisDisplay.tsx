import {
  useEffect,
  useRef,
  useState,
  type HTMLAttributes,
  type ReactElement,
  type RefObject
} from 'react'
import { usePart } from './Picture.tsx'

/** As far as the picture moves to spare the screens: what touches an edge must not come and go. */
const edgeRem = 0.1

/**
 * Whether any of a box lies on this display; what lies on others alone is not drawn here, no map and
 * no camera. The size of the box must not follow from what it holds.
 */
export function useOnThisDisplay(box: RefObject<HTMLElement | null>): boolean {
  const part = usePart()
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    if (box.current === null || part === undefined) return undefined
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    const observer = new IntersectionObserver(
      (entries) => setSeen(entries.at(-1)?.isIntersecting === true),
      { root: box.current.closest('.display'), rootMargin: `-${Math.ceil(edgeRem * rem)}px` }
    )
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [box, part])
  return part === undefined || seen
}

/** Such a box. */
export function OnThisDisplay({
  children,
  ...attributes
}: HTMLAttributes<HTMLDivElement>): ReactElement {
  const box = useRef<HTMLDivElement>(null)
  const shown = useOnThisDisplay(box)
  return (
    <div ref={box} {...attributes}>
      {shown && children}
    </div>
  )
}
