import type { ReactElement } from 'react'
import type { ReadyWall } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { usePart } from './Picture.tsx'
import { displayAsked } from './useWindowPart.ts'
import { displayWords } from './words.ts'

/** While somebody asks which display is which: its name, where it hangs and how it was found. */
export function Identify({ state }: { readonly state: ReadyWall }): ReactElement | null {
  const part = usePart()
  const say = useWords(displayWords)
  const { count } = useFormat()
  if (state.control.identify === undefined) return null
  const bound = state.health?.displays?.bound.find(({ display }) => display === part?.display.id)
  const asked = displayAsked(window.location.search)
  if (part === undefined)
    return (
      <section className="identify" role="status">
        <h1 className="identify-whole">{say.wholePicture}</h1>
        <p>
          {state.displays === undefined
            ? say.noLayout
            : asked === undefined
              ? say.noDisplayNamed
              : say.notOfLayout(asked)}
        </p>
        <p>{say.pixels(String(window.innerWidth), String(window.innerHeight))}</p>
      </section>
    )
  const { id, row, column } = part.display
  const { width, height } = part.mm
  return (
    <section className="identify" role="status" data-identify={id}>
      <h1>{id}</h1>
      <p>
        <b>{say.position(count(row), count(column))}</b>
        {`, ${say.size(count(Math.round(width)), count(Math.round(height)))}`}
      </p>
      <p>
        {bound && <b>{`${bound.output}, `}</b>}
        {bound === undefined ? say.byHand : say.by[bound.by]}
      </p>
      <p>{say.pixels(String(window.innerWidth), String(window.innerHeight))}</p>
    </section>
  )
}
