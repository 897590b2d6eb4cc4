import { useEffect, useRef, type ReactElement } from 'react'
import type { GridScene } from '../../contract/scene.ts'
import { useMoment } from '../hub/useWall.ts'
import type { ReadyWall } from '../hub/wallState.ts'
import type { ShownText } from '../look/legibility/legibility.ts'
import { shownTexts } from '../look/legibility/shownTexts.ts'
import { SceneView } from '../wall/SceneView.tsx'

/** The draft as the wall would show it, with the figures of now; its texts are told every second. */
export function Preview({
  scene,
  state,
  onTexts
}: {
  readonly scene: GridScene
  readonly state: ReadyWall
  readonly onTexts: (texts: readonly ShownText[]) => void
}): ReactElement {
  const { now, perfNow, age } = useMoment()
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (root.current !== null) onTexts(shownTexts(root.current))
  }, [scene, perfNow, onTexts])
  return (
    <div className="wall editor-preview" data-freshness={age.freshness} ref={root}>
      <SceneView scene={scene} state={state} now={now} freshness={age.freshness} covered={false} />
    </div>
  )
}
