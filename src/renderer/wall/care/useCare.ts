import { useLayoutEffect } from 'react'
import type { WallMoment } from '../../hub/moments.ts'
import type { WallState } from '../../hub/wallState.ts'
import './care.css'
import { nightLevel } from './nightLevel.ts'
import { shiftAt, stepPixels, type Shift } from './pixelShift.ts'

const still: Shift = { x: 0, y: 0 }

/** Moves the picture and darkens its static parts, by variables on the root element: see care.css. */
export function useCare({ wall, city, clock, displays }: WallState, moment: WallMoment): void {
  const { x, y } = wall?.pixelShift === true ? shiftAt(moment.clock, clock?.speed) : still
  const night = city === undefined ? 0 : nightLevel(wall?.nightHours, moment.clock, city.timeZone)

  useLayoutEffect(() => {
    const page = document.documentElement
    const place = (): void => {
      const rem = Number.parseFloat(getComputedStyle(page).fontSize)
      const step = stepPixels(rem, devicePixelRatio) / devicePixelRatio
      page.style.setProperty('--shift-x', `${x * step}px`)
      page.style.setProperty('--shift-y', `${y * step}px`)
    }
    place()
    window.addEventListener('resize', place)
    return () => window.removeEventListener('resize', place)
    // A rem is of the whole picture: with the displays it becomes another one.
  }, [x, y, displays])

  useLayoutEffect(() => {
    const page = document.documentElement
    if (night === 0) delete page.dataset['night']
    else page.dataset['night'] = night.toFixed(2)
    page.style.setProperty('--night', night.toFixed(2))
  }, [night])
}
