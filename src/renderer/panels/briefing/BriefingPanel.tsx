import { useEffect, useEffectEvent, useRef, useState, type ReactElement } from 'react'
import type { Briefing } from '../../../contract/briefing.ts'
import type { ReviewFault } from '../../hub/reviewApi.ts'
import { useBriefing } from '../../hub/useBriefing.ts'
import type { PanelProps } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import './briefing.css'
import { CumulativeChart, DailyChart } from './Charts.tsx'
import { DistrictMap } from './DistrictMap.tsx'
import { Events } from './Events.tsx'
import { faultText } from './faultText.ts'
import { FrozenLine } from './FrozenLine.tsx'
import { HandoverCard } from './handover/HandoverCard.tsx'
import { isHandoverPretended } from './handover/useHandover.ts'
import { headlineText } from './headlineText.ts'
import { Numbers } from './Numbers.tsx'
import { Foot } from './Foot.tsx'
import { briefingWords } from './words.ts'
import { isTyping } from '../../look/isTyping.ts'

/** The scene Briefing: the month in one sentence, three figures, two charts, a map, three incidents. */
export function BriefingPanel(props: PanelProps): ReactElement {
  const [isHandingOver, setHandingOver] = useState(isHandoverPretended)
  const covered = isHandingOver && props.state.control.mode.mode !== 'guests'
  useKey('h', () => setHandingOver((open) => !open))
  useKey('escape', () => setHandingOver(false))
  return (
    <>
      <div className="briefing-stage" inert={covered}>
        <Figures {...props} />
      </div>
      {covered && <HandoverCard {...props} />}
    </>
  )
}

function Figures({ state, now, freshness }: PanelProps): ReactElement {
  const { control, aggregates } = state
  const code = control.briefing?.code
  const { seen, toggle } = useBriefing({ code, mode: control.mode.mode }, aggregates)
  useKey('f', toggle)
  const { shown, fault, refused } = seen
  // What cannot be had frozen is not replaced by the present.
  const isHeldBack = code !== undefined && fault !== undefined && shown?.code !== code
  if (shown === undefined || isHeldBack)
    return (
      <NoBriefing code={code} fault={fault} onRelease={code === undefined ? undefined : toggle} />
    )
  return (
    <Shown
      {...{ state, freshness, now, fault, refused, toggle }}
      briefing={shown.briefing}
      code={shown.code}
    />
  )
}

interface ShownProps {
  readonly state: PanelProps['state']
  readonly freshness: PanelProps['freshness']
  readonly now: number
  readonly briefing: Briefing
  readonly code: string | undefined
  readonly fault: ReviewFault | undefined
  readonly refused: ReviewFault | undefined
  readonly toggle: () => void
}

function Shown(props: ShownProps): ReactElement {
  const { state, briefing, code, now, fault } = props
  const { city } = state
  const say = useWords(briefingWords)
  const format = useFormat()
  const root = useRef<HTMLDivElement>(null)
  const frozen = code !== undefined
  // A clock that goes on beside old figures would look live.
  const still = frozen || fault !== undefined
  const headline = headlineText(briefing, city, format, say)
  return (
    <div
      className="briefing"
      ref={root}
      data-frozen={code}
      data-answer={fault === undefined ? 'current' : 'old'}
      data-headline={headline.length > 132 ? 'longest' : headline.length > 112 ? 'long' : undefined}
    >
      <div className="briefing-left">
        {frozen && <FrozenLine {...props} code={code} />}
        <h1>{headline}</h1>
        <Numbers briefing={briefing} city={city} />
        <div className="briefing-charts">
          <CumulativeChart briefing={briefing} city={city} />
          <DailyChart briefing={briefing} city={city} />
        </div>
      </div>
      <div className="briefing-right">
        <DistrictMap briefing={briefing} city={city} />
        <Events
          briefing={briefing}
          city={city}
          frozen={frozen}
          laterMs={still ? 0 : Math.max(0, now - briefing.asOf)}
        />
      </div>
      <Foot {...props} root={root} />
    </div>
  )
}

function NoBriefing({
  code,
  fault,
  onRelease
}: {
  readonly code: string | undefined
  readonly fault: ReviewFault | undefined
  readonly onRelease: (() => void) | undefined
}): ReactElement {
  const say = useWords(briefingWords)
  return (
    <div className="briefing-nothing" data-fault={fault?.kind}>
      <h1>{code !== undefined && fault ? say.noFrozen(code) : say.waiting}</h1>
      {fault && <p role="alert">{faultText(fault, say)}</p>}
      {fault && onRelease && (
        <button type="button" onClick={onRelease}>
          {say.release} ({say.key})
        </button>
      )}
    </div>
  )
}

/** A key of this scene, where nothing is being typed. */
function useKey(key: string, onKey: () => void): void {
  const latest = useEffectEvent(onKey)
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      if (isTyping(event) && key !== 'escape') return
      if (event.key.toLowerCase() === key) latest()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [key])
}
