import type { ReactElement } from 'react'
import type { WallAggregates } from '../../../contract/aggregates.ts'
import { numbersIn } from '../../../contract/shownCount.ts'
import type { PanelProps } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { PanelHead } from '../../look/PanelHead.tsx'
import { useWords } from '../../look/words.ts'
import './counters.css'
import { Share } from './Share.tsx'
import { Unknown } from './Unknown.tsx'
import { counterWords } from './words.ts'

/** Share of today's decided incidents that kept their targets; what still runs is said beside. */
export function WithinTargetPanel({ state }: PanelProps): ReactElement {
  const say = useWords(counterWords)
  const format = useFormat()
  const told = state.aggregates.responseTimes?.within
  const within = told && tellable(told)
  const open: string[] = []
  if (within && within.running > 0) open.push(say.running(format.count(within.running)))
  const decided = within ? within.met + within.breached : 0
  const withoutTimes =
    within && within.unknown > 0 ? say.withoutTimes(format.count(within.unknown)) : undefined
  return (
    <div className="counter">
      <PanelHead title={say.inTarget} />
      {within === undefined || decided === 0 ? (
        <Unknown
          size="share"
          why={
            within
              ? [open[0] ?? say.noneDecided, withoutTimes].filter(Boolean).join('\n')
              : say[told ? 'tooFew' : 'waiting']
          }
        />
      ) : (
        <>
          <Share part={within.met} whole={decided} />
          <p className="sub counter-note">
            {[say.metOf(format.count(within.met), format.count(decided)), ...open, withoutTimes]
              .filter((part) => part !== undefined)
              .join(', ')}
          </p>
        </>
      )}
    </div>
  )
}

type Within = WallAggregates['responseTimes']['within']

/** Guests are told no share of a few: every count is there, or none is drawn. */
function tellable({
  met,
  breached,
  running,
  unknown
}: Within): ReturnType<typeof numbersIn<keyof Within>> {
  return numbersIn({ met, breached, running, unknown })
}
