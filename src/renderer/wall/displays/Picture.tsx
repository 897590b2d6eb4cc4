import {
  createContext,
  useContext,
  useLayoutEffect,
  type ReactElement,
  type ReactNode
} from 'react'
import './displays.css'
import type { Part } from './partOf.ts'

const PartContext = createContext<Part | undefined>(undefined)

/** Undefined in a window that shows the whole picture. */
export function usePart(): Part | undefined {
  return useContext(PartContext)
}

/** The whole picture of the wall, of which this window shows its part and nothing else. */
export function Picture({
  part,
  children
}: {
  readonly part: Part | undefined
  readonly children: ReactNode
}): ReactElement {
  usePictureOnPage(part)
  const clip = part && {
    left: part.left,
    top: part.top,
    width: part.width,
    height: part.height
  }
  const place = part && {
    left: -part.x,
    top: -part.y,
    width: part.picture.width,
    height: part.picture.height
  }
  return (
    <PartContext value={part}>
      <div className="display" data-display={part?.display.id} style={clip}>
        <div className="picture" data-part={part?.display.id} style={place}>
          {children}
        </div>
      </div>
    </PartContext>
  )
}

/** On the root element, because rem hangs on it. */
function usePictureOnPage(part: Part | undefined): void {
  const width = part?.picture.width
  const height = part?.picture.height
  useLayoutEffect(() => {
    const { style } = document.documentElement
    if (width === undefined || height === undefined) return undefined
    style.setProperty('--wall-w', `${width}px`)
    style.setProperty('--wall-h', `${height}px`)
    return () => {
      style.removeProperty('--wall-w')
      style.removeProperty('--wall-h')
    }
  }, [width, height])
}

/**
 * What is not of the picture but of this display alone, and as large as on a wall of one: dialogs,
 * which open where the key was pressed, and faults, which every display tells.
 */
export function OwnDisplay({
  children,
  covers = false
}: {
  readonly children: ReactNode
  /** Nothing of the picture is seen beside it. */
  readonly covers?: boolean
}): ReactElement {
  const part = usePart()
  if (part === undefined) return <>{children}</>
  const { x, y, width, height, own } = part
  return (
    <div className="own-display" data-covers={covers} style={{ left: x, top: y, width, height }}>
      <div style={{ zoom: own }}>{children}</div>
    </div>
  )
}
