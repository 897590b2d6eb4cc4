import type { ReactElement } from 'react'
import type { Briefing } from '../../../contract/briefing.ts'
import type { WallCity } from '../../../contract/city.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { figuresOf, type Figure } from './figures.ts'
import { briefingWords } from './words.ts'

/** The three figures of the briefing, each with what it is held against. */
export function Numbers({
  briefing,
  city
}: {
  readonly briefing: Briefing
  readonly city: WallCity
}): ReactElement {
  const say = useWords(briefingWords)
  const format = useFormat()
  return (
    <div className="briefing-numbers">
      {figuresOf(briefing, city, format, say).map((figure) => (
        <NumberPart key={figure.name} {...figure} />
      ))}
    </div>
  )
}

function NumberPart({ name, title, value, below }: Figure): ReactElement {
  return (
    <section className="briefing-number" aria-label={title} data-figure={name}>
      <h2>{title}</h2>
      <div className="num">
        {value.length === 0 && <i className="briefing-dash" aria-hidden="true" />}
        {value.map((part, index) => (
          <span key={index}>
            {part.value}
            {part.unit !== '' && <small>{part.unit}</small>}
          </span>
        ))}
      </div>
      {below.map((line, index) => (
        <p key={index}>
          {line.map(({ text, strong }, at) => (
            <span key={at}>
              {at > 0 && ' '}
              {strong ? <b>{text}</b> : text}
            </span>
          ))}
        </p>
      ))}
    </section>
  )
}
