import type { ReactElement } from 'react'
import { PanelKind } from '../../contract/scene.ts'
import { useFormat } from '../look/format.ts'
import {
  seenTexts,
  tooSmall,
  type SeenFrom,
  type ShownText
} from '../look/legibility/legibility.ts'
import { useWords } from '../look/words.ts'
import { panelTitles } from '../wall/panelTitles.ts'
import { editorWords } from './editorWords.ts'
import { Press } from './Press.tsx'

/** What the farthest seat cannot read of the draft, the smallest first. */
export function Legibility({
  texts,
  from,
  onCheck
}: {
  /** Undefined while nobody has asked. */
  readonly texts: readonly ShownText[] | undefined
  readonly from: SeenFrom
  readonly onCheck: () => void
}): ReactElement {
  const say = useWords(editorWords)
  const titles = useWords(panelTitles)
  const format = useFormat()
  const seen = texts && seenTexts(texts, from)
  const small = seen && tooSmall(seen)
  const titleOf = (panel: string): string => {
    const kind = PanelKind.safeParse(panel)
    return kind.success ? titles[kind.data] : panel
  }
  return (
    <section className="editor-part editor-legibility">
      <h2>{say.legibility}</h2>
      <p className="editor-note">
        {say.from(format.decimal(from.farM), format.decimal(from.widthMm / 1000))}
      </p>
      {seen === undefined || small === undefined ? (
        <Press onPress={onCheck}>{say.check}</Press>
      ) : (
        <>
          <p data-count={small.length}>
            {small.length === 0
              ? say.allLegible
              : say.checked(format.count(small.length), format.count(seen.length))}
          </p>
          <ol>
            {small.map(({ panel, rem, minutes, texts: all }) => (
              <li key={`${panel} ${rem}`} data-of={panel}>
                <b>{format.decimal(minutes)}′</b>
                <span>
                  {titleOf(panel)}: {all.join(' · ')}
                </span>
              </li>
            ))}
          </ol>
          <p className="editor-note">{say.notMeasured}</p>
        </>
      )}
    </section>
  )
}
