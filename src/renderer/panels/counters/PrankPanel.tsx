import type { ReactElement } from 'react'
import { numbersIn } from '../../../contract/shownCount.ts'
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
  const counts = calls && numbersIn(calls.today)
  const all = counts ? Object.values(counts).reduce((sum, count) => sum + count, 0) : 0
  if (counts === undefined || !calls?.everSeen || all === 0)
    return (
      <div className="counter">
        <PanelHead title={say.pranks} />
        <Unknown size="share" why={say[whyNone(calls, counts !== undefined)]} />
      </div>
    )
  const { prank, ghost } = counts
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

function whyNone(
  calls: PanelProps['state']['aggregates']['callCounts'],
  told: boolean
): 'waiting' | 'callsNotSent' | 'tooFew' | 'noCalls' {
  if (calls === undefined) return 'waiting'
  if (!calls.everSeen) return 'callsNotSent'
  return told ? 'noCalls' : 'tooFew'
}
