import type { ReactElement } from 'react'
import type { PanelProps } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { PanelHead } from '../../look/PanelHead.tsx'
import { useWords } from '../../look/words.ts'
import './counters.css'
import { Share } from './Share.tsx'
import { Unknown } from './Unknown.tsx'
import { counterWords } from './words.ts'

/** Share of prank and silent calls in all of today's calls. Calls are not incidents. */
export function PrankPanel({ state }: PanelProps): ReactElement {
  const say = useWords(counterWords)
  const format = useFormat()
  const calls = state.aggregates.callCounts
  const all = calls ? Object.values(calls.today).reduce((sum, count) => sum + count, 0) : 0
  if (calls === undefined || !calls.everSeen || all === 0)
    return (
      <div className="counter">
        <PanelHead title={say.pranks} />
        <Unknown
          size="share"
          why={calls === undefined ? say.waiting : calls.everSeen ? say.noCalls : say.callsNotSent}
        />
      </div>
    )
  const { prank, ghost } = calls.today
  return (
    <div className="counter">
      <PanelHead title={say.pranks} />
      <Share part={prank + ghost} whole={all} />
      <p className="sub counter-note">
        {ghost > 0
          ? say.withGhosts(format.count(prank + ghost), format.count(all), format.count(ghost))
          : say.ofCalls(format.count(prank), format.count(all))}
      </p>
    </div>
  )
}
