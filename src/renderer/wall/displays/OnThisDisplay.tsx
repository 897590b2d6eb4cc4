import {
  useEffect,
  useRef,
  useState,
  type HTMLAttributes,
  type ReactElement,
  type RefObject
} from 'react'
import { usePart } from './Picture.tsx'

/**
 * Whether any of a box lies on this display; what lies on others alone is not drawn here, no map and
 * no camera. The size of the box must not follow from what it holds.
 */
export function useOnThisDisplay(box: RefObject<HTMLElement | null>): boolean {
  const whole = usePart() === undefined
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    if (box.current === null || whole) return undefined
    const observer = new IntersectionObserver((entries) =>
      setSeen(entries.at(-1)?.isIntersecting === true)
    )
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [box, whole])
  return whole || seen
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
