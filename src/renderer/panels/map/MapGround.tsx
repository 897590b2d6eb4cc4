import {
  lazy,
  memo,
  Suspense,
  useCallback,
  useState,
  type ComponentType,
  type ReactElement
} from 'react'
import { useWords } from '../../look/words.ts'
import type { GlMapProps, GroundProps } from './GlMap.tsx'
import { mapWords } from './mapWords.ts'
import { SvgMap } from './SvgMap.tsx'

const GlMap = lazy(async () => ({ default: (await loadGlMap()).GlMap }))

/** Asks until it comes: a hub that ends while the page loads is back soon. The SVG map stands meanwhile. */
async function loadGlMap(): Promise<{ readonly GlMap: ComponentType<GlMapProps> }> {
  for (;;)
    try {
      return await import('./GlMap.tsx')
    } catch {
      await new Promise((resolve) => setTimeout(resolve, retryMs))
    }
}

const retryMs = 3_000

/** After so many lost contexts the graphics are not to be trusted on this machine. */
const patience = 3

type Graphics =
  | { readonly state: 'starting' | 'drawn' | 'restoring'; readonly losses: number }
  | { readonly state: 'none'; readonly losses: number }

/**
 * Base map and heat. The SVG map stands until WebGL has drawn, while it is restored, and for good
 * where there is none, so the wall never shows a hole. A lost context takes the whole map with
 * it: a new key makes a new one.
 */
export const MapGround = memo(function MapGround(
  props: GroundProps & { readonly onTilesFail: () => void }
): ReactElement {
  const say = useWords(mapWords)
  const [graphics, setGraphics] = useState<Graphics>({ state: 'starting', losses: 0 })
  const onReady = useCallback(() => setGraphics(({ losses }) => ({ state: 'drawn', losses })), [])
  const onFail = useCallback(
    (why: 'lost' | 'unsupported') =>
      setGraphics(({ losses }) =>
        why === 'unsupported' || losses + 1 >= patience
          ? { state: 'none', losses: losses + 1 }
          : { state: 'restoring', losses: losses + 1 }
      ),
    []
  )
  const note =
    graphics.state === 'restoring'
      ? say.restored
      : graphics.state === 'none'
        ? say.withoutGraphics
        : undefined
  return (
    <div className="map-ground" data-graphics={graphics.state}>
      {graphics.state !== 'none' && (
        <Suspense fallback={undefined}>
          <GlMap key={graphics.losses} {...props} onFail={onFail} onReady={onReady} />
        </Suspense>
      )}
      {graphics.state !== 'drawn' && (
        <SvgMap
          shapes={props.shapes}
          projection={props.projection}
          heat={props.heat}
          unit={props.unit}
        />
      )}
      {note !== undefined && <p className="map-fault">{note}</p>}
    </div>
  )
})
