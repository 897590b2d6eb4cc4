import type { ReactElement } from 'react'
import type { PanelProps } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { Value } from '../counters/Value.tsx'
import './openCounts.css'
import { isDense } from './isDense.ts'
import { isSome, openState } from './openState.ts'
import { openCountWords } from './words.ts'

/** How many incidents are open, late and arrived: the largest thing in the right rail. */
export function OpenCountsPanel({ state, freshness }: PanelProps): ReactElement {
  const say = useWords(openCountWords)
  const format = useFormat()
  const open = openState(state.aggregates.openCounts, state.health, freshness, state.notSent)

  switch (open.kind) {
    case 'unknown':
      return (
        <div className="open-counts">
          <span className="num open-counts-dash" aria-hidden="true">
            –
          </span>
          <p className="open-counts-why">
            {say.unknown}
            <span>{say[open.why]}</span>
          </p>
        </div>
      )
    case 'first':
      return <h2 className="open-counts-sentence open-counts-first">{say.ready}</h2>
    case 'none':
      return <h2 className="open-counts-sentence">{say.none}</h2>
    case 'quiet':
      return (
        <div className="open-counts open-counts-quiet">
          <Part className="num" text={format.count(open.counts.open)} label={say.allInTarget} />
        </div>
      )
    case 'counts': {
      const { open: all, late, arrived, exercises } = open.counts
      const figures = [all, late, arrived].map((n) => (n === undefined ? '–' : format.count(n)))
      const dense = isDense(figures, [say.open, say.late, say.arrived])
      const notes = [
        isSome(exercises) ? say.exercises(format.count(exercises)) : undefined,
        state.notSent > 0 ? say.notSent(format.count(state.notSent)) : undefined
      ].filter((note) => note !== undefined)
      return (
        <>
          <div className={dense ? 'open-counts open-counts-dense' : 'open-counts'}>
            <Part className="num" text={figures[0] ?? ''} label={say.open} />
            <Part
              className={isSome(late) ? 'inverse open-counts-late' : 'open-counts-small'}
              text={figures[1] ?? ''}
              label={say.late}
            />
            <Part className="open-counts-small" text={figures[2] ?? ''} label={say.arrived} />
          </div>
          {notes.length > 0 && <p className="open-counts-note">{notes.join(', ')}</p>}
        </>
      )
    }
  }
}

function Part({
  className,
  text,
  label
}: {
  readonly className: string
  readonly text: string
  readonly label: string
}): ReactElement {
  return (
    <span className="open-counts-part">
      <span className={className}>
        <Value text={text} />
      </span>
      <span className="open-counts-label">{label}</span>
    </span>
  )
}
