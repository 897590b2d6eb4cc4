import { useEffect, useRef, useState, type ReactElement } from 'react'
import type { CameraQuality } from '../../../contract/camera.ts'
import { useCameras } from '../../hub/cameras/useCameras.ts'
import type { Screen } from './cameraPlayer.ts'
import { cameraPlayer } from './openCameras.ts'

interface CameraPictureProps {
  readonly camera: string
  readonly quality: CameraQuality
  /** The cued or enlarged one: full rate longest. */
  readonly priority: boolean
}

/**
 * The moving picture of a camera, on an element borrowed for as long as the tile stands. It is
 * decoded only while it is on the screen, and shown only once it is this camera's picture.
 */
export function CameraPicture({ camera, quality, priority }: CameraPictureProps): ReactElement {
  const place = useRef<HTMLDivElement>(null)
  const [screen, setScreen] = useState<Screen>()
  const [visible, setVisible] = useState(false)
  const { showing } = useCameras()

  useEffect(() => {
    const player = cameraPlayer()
    const box = place.current
    if (player === undefined || box === null) return undefined
    const borrowed = player.borrow()
    box.append(borrowed.element)
    // Taking an element out of the page pauses it; a refusal to play only concerns sound.
    if (borrowed.element instanceof HTMLVideoElement) borrowed.element.play().catch(() => undefined)
    setScreen(borrowed)
    const observer = new IntersectionObserver((entries) =>
      setVisible(entries.at(-1)?.isIntersecting === true)
    )
    observer.observe(box)
    return () => {
      observer.disconnect()
      player.giveBack(borrowed)
      setScreen(undefined)
    }
  }, [])

  useEffect(() => {
    if (screen !== undefined)
      cameraPlayer()?.show(screen, visible ? { camera, quality, priority } : undefined)
  }, [screen, visible, camera, quality, priority])

  const shown = screen !== undefined && showing.get(screen.slot)?.camera === camera
  return <div className="camera-video" data-showing={shown} ref={place} />
}
