import { useEffect, useState } from 'react'
import type { ControlAction } from '../../../contract/control.ts'
import type { WallState } from '../../hub/wallState.ts'
import { closeCameras, reopenCameras } from '../../panels/cameras/openCameras.ts'

export interface CurtainOfWindow {
  readonly drawn: boolean
  readonly toggle: () => void
}

/**
 * The curtain of the whole wall. Drawn, it stays drawn when the hub is lost; and where there is no
 * hub to ask, the key draws it for this window alone.
 */
export function useCurtain(
  { control, connection }: Pick<WallState, 'control' | 'connection'>,
  onAct: (action: ControlAction) => void
): CurtainOfWindow {
  const [ownDrawn, setOwnDrawn] = useState(false)
  const wallDrawn = control?.curtain.drawn === true
  const drawn = wallDrawn || ownDrawn

  useEffect(() => {
    if (!drawn) return undefined
    closeCameras()
    return reopenCameras
  }, [drawn])

  const toggle = (): void => {
    if (connection.state !== 'open') {
      setOwnDrawn(!ownDrawn)
      return
    }
    setOwnDrawn(false)
    if (wallDrawn) onAct({ type: 'openCurtain' })
    else if (!ownDrawn) onAct({ type: 'drawCurtain' })
  }
  return { drawn, toggle }
}
