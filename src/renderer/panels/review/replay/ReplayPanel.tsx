import {
  useEffect,
  useEffectEvent,
  useMemo,
  useReducer,
  useRef,
  useSyncExternalStore,
  type ReactElement
} from 'react'
import type { WallCity } from '../../../../contract/city.ts'
import { hLabel } from '../../../../contract/peaks.ts'
import type { Replay } from '../../../../contract/replay.ts'
import type { ReviewAnswer, ReviewQuestion } from '../../../../contract/review.ts'
import { day, hour, startOfDay, type Moment } from '../../../../contract/time.ts'
import { useFormat } from '../../../look/format.ts'
import { PanelHead } from '../../../look/PanelHead.tsx'
import { useLanguage, useWords } from '../../../look/words.ts'
import { openedReplay, reduceReplay, replaySpeeds, stepHours } from './reduceReplay.ts'
import { keyEvent } from './replayKeys.ts'
import { useReplay } from './replayHub.ts'
import { marksAtMost } from './replayMarks.ts'
import {
  countWindow,
  fullestWindow,
  hourlyCounts,
  replayWindowMs,
  rowsBetween,
  sumOfHours
} from './replayWindow.ts'
import { ReplayMap } from './ReplayMap.tsx'
import { Scrubber } from './Scrubber.tsx'
import { replayWords } from './words.ts'
import './replay.css'

export interface ReplayPanelProps {
  readonly city: WallCity
  readonly question: ReviewQuestion
  /** What is usual on one day, when there is more to show, and whether any day is covered. */
  readonly answer?: Pick<ReviewAnswer, 'newest' | 'normalDay' | 'total'> | undefined
  /** Told where the time-lapse stands: at once when it stands, else once an hour of its time. */
  readonly onMoment?: ((at: Moment) => void) | undefined
  /** Where it stands first; else where the period, or the chosen day, was fullest. */
  readonly openAt?: Moment | undefined
}

/** Plays a period again on the map. Nothing moves until somebody presses play. */
export function ReplayPanel(props: ReplayPanelProps): ReactElement {
  const { question, answer } = props
  const say = useWords(replayWords)
  const { replay, fault, isAwaiting } = useReplay(question, answer?.newest)
  const hours = replayWindowMs / hour
  const note = say.note(String(hours))
  return (
    <section className="replay" aria-label={say.title} data-awaiting={isAwaiting || undefined}>
      <PanelHead
        title={say.title}
        note={fault !== undefined && replay ? `${note} · ${say.old}` : note}
      />
      {replay ? (
        isEmpty(replay) ? (
          <p className="replay-note">{say[isCovered(replay, answer) ? 'empty' : 'notCovered']}</p>
        ) : (
          <Player {...props} replay={replay} />
        )
      ) : (
        <p className="replay-note" data-fault={fault} role={fault && 'alert'}>
          {say[fault ?? 'loading']}
        </p>
      )}
    </section>
  )
}

function isEmpty({ receivedAt, withoutPoint }: Replay): boolean {
  return receivedAt.length === 0 && withoutPoint.every((count) => count === 0)
}

/** Of days to come, before the store or in a hole of it, nothing is known: that is no zero. */
function isCovered({ since, asOf, from, to }: Replay, answer: ReplayPanelProps['answer']): boolean {
  if (answer !== undefined && answer.total.perDay === undefined) return false
  return since !== undefined && since < to && asOf >= from
}

function Player({
  city,
  question,
  answer,
  replay,
  openAt,
  onMoment
}: ReplayPanelProps & { readonly replay: Replay }): ReactElement {
  const say = useWords(replayWords)
  const format = useFormat()
  const panel = useRef<HTMLDivElement>(null)
  const hours = useMemo(() => hourlyCounts(replay), [replay])
  const chosen = question.selection.days
  const place = useMemo(
    () => openAt ?? fullestWindow(replay, hours, chosen && momentsOf(chosen, question, replay)),
    // The same days stay chosen however often the figures come anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [openAt, chosen?.from, chosen?.to, replay.from, replay.to]
  )
  const [state, dispatch] = useReducer(reduceReplay, openedReplay(replay.from, replay.to, place))
  const { at, playing } = state

  useEffect(
    () => dispatch({ type: 'opened', from: replay.from, to: replay.to, at: place }),
    [replay.from, replay.to, place]
  )
  const still = usePrefersStill()
  useEffect(() => dispatch({ type: 'still', still }), [still])
  useFrames(playing, (ms) => dispatch({ type: 'passed', ms }))
  useWindowKeys(panel, (key) => {
    const event = keyEvent(key, state)
    if (event) dispatch(event)
    return event !== undefined
  })

  // Words and figures change once a second at most, the map as often as it moves.
  const pace = playing ? (replaySpeeds[state.speed] ?? 1) * hour : 1
  const readAt = Math.max(
    replay.from + hour,
    replay.from + Math.floor((at - replay.from) / pace) * pace
  )
  const tell = useEffectEvent(() => onMoment?.(readAt))
  useEffect(() => tell(), [readAt])

  // What ends at midnight belongs to the day before it.
  const shown = useMemo(() => dayOf(readAt - 1, city.timeZone), [readAt, city.timeZone])
  const anchor = question.anchor === undefined ? undefined : daysFrom(question, question.anchor)
  const offset =
    anchor === undefined ? undefined : Math.round((shown.from - replay.from) / day) - anchor
  const dateText = useDayText(city.timeZone)
  const window = countWindow(replay, readAt)
  const rows = rowsBetween(replay, readAt - replayWindowMs, readAt)
  // Of the hours before the period nothing was asked.
  const begins = Math.max(replay.from, readAt - replayWindowMs)
  const ends = readAt === shown.to ? '24.00' : format.timeOfDay(readAt)
  const span = `${format.timeOfDay(begins)}–${ends}`
  const speed = state.still ? stepHours(state) : (replaySpeeds[state.speed] ?? 1)
  const pressLabel = state.still ? say.step : playing ? say.pause : say.play
  return (
    <div className="replay-player" ref={panel}>
      <div className="replay-side">
        <div className="num" data-long={offset === undefined || undefined}>
          {offset === undefined ? format.dayMonth(shown.from) : hLabel(offset)}
        </div>
        <p className="replay-date">
          <b>{dateText(shown.from)}</b>
          <br />
          {span}
        </p>
        <p>
          <b>{format.count(window.all)}</b>{' '}
          {say.inWindow(String(Math.ceil((readAt - begins) / hour)))}
          {window.withoutPoint > 0 && (
            <span className="replay-less">
              {say.withoutPoint(format.count(window.withoutPoint))}
            </span>
          )}
          {rows.end - rows.first > marksAtMost && (
            <span className="replay-less">{say.marksShown(format.count(marksAtMost))}</span>
          )}
        </p>
        <p>
          <DayCount replay={replay} hours={hours} shown={shown} />
          {answer?.normalDay && (
            <>
              <br />
              {say.usual(format.count(Math.round(answer.normalDay.mean)))}
            </>
          )}
        </p>
        <button
          type="button"
          className="replay-play"
          aria-label={pressLabel}
          title={say.keys}
          aria-pressed={playing}
          onClick={() => dispatch({ type: 'toggle' })}
        >
          <svg viewBox="0 0 72 72" aria-hidden="true">
            <rect className="replay-box" x={2} y={2} width={68} height={68} />
            <path d={playing ? 'M22 18H32V54H22ZM40 18H50V54H40Z' : 'M26 18L54 36L26 54Z'} />
          </svg>
          <span>
            {speedText(speed, state.still, say)}
            {state.loop && <span className="replay-less">{say.loop}</span>}
          </span>
        </button>
      </div>
      <ReplayMap city={city} replay={replay} at={at} />
      <Scrubber
        {...{ replay, hours, at, shown, anchor }}
        firstDay={question.period.from}
        valueText={`${dateText(shown.from)}, ${span}`}
        dayText={(moment) => format.dayMonth(moment)}
        onSeek={(to) => dispatch({ type: 'seek', at: to })}
      />
    </div>
  )
}

function DayCount({
  replay,
  hours,
  shown
}: {
  readonly replay: Replay
  readonly hours: Uint32Array
  readonly shown: { readonly from: Moment; readonly to: Moment }
}): ReactElement {
  const say = useWords(replayWords)
  const format = useFormat()
  // Of a day before the store began, or not yet begun, nothing is known: that is no zero.
  const isKnown = replay.since !== undefined && replay.since < shown.to && replay.asOf >= shown.from
  if (!isKnown) return <>{`– ${say.notStored}`}</>
  return (
    <>
      <b>{format.count(sumOfHours(hours, replay, shown.from, shown.to))}</b>{' '}
      {replay.asOf < shown.to ? say.soFar : say.thatDay}
    </>
  )
}

function speedText(speed: number, still: boolean, say: (typeof replayWords)['id' | 'en']): string {
  if (speed === 24) return still ? say.dayPerStep : say.dayPerSecond
  return still ? say.hoursPerStep(String(speed)) : say.hoursPerSecond(String(speed))
}

/** Midnights that begin and end the local day of a moment. */
function dayOf(at: Moment, timeZone: string): { readonly from: Moment; readonly to: Moment } {
  return { from: startOfDay(at, timeZone), to: startOfDay(at, timeZone, 1) }
}

/** Days from the first one of the period; calendar days have no zone. */
function daysFrom({ period }: ReviewQuestion, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(period.from)) / day)
}

function momentsOf(
  days: { readonly from: string; readonly to: string },
  question: ReviewQuestion,
  replay: Replay
): { readonly from: Moment; readonly to: Moment } {
  return {
    from: replay.from + daysFrom(question, days.from) * day,
    to: Math.min(replay.to, replay.from + (daysFrom(question, days.to) + 1) * day)
  }
}

function useDayText(timeZone: string): (at: Moment) => string {
  const tongue = useLanguage() === 'id' ? 'id-ID' : 'en-GB'
  return useMemo(() => {
    const text = new Intl.DateTimeFormat(tongue, {
      ...{ timeZone, weekday: 'long', day: 'numeric', month: 'long' }
    })
    return (at) => text.format(at).replace(',', '')
  }, [tongue, timeZone])
}

/** Pictures a second while it plays: more costs twice and shows the same. */
const frameMs = 1000 / 12
/** After the page was hidden it goes on where it was. */
const longestFrameMs = 250

/** Calls with the milliseconds passed, while playing and only then. */
function useFrames(playing: boolean, onFrame: (ms: number) => void): void {
  const tell = useEffectEvent(onFrame)
  useEffect(() => {
    if (!playing) return
    let last = performance.now()
    const frame = (now: number): void => {
      handle = requestAnimationFrame(frame)
      if (now - last < frameMs) return
      tell(Math.min(longestFrameMs, now - last))
      last = now
    }
    let handle = requestAnimationFrame(frame)
    return () => cancelAnimationFrame(handle)
  }, [playing])
}

/**
 * Keys pressed in the panel, or while nothing on the page has the focus. Letters are the wall's
 * unless the panel has the focus.
 */
function useWindowKeys(
  panel: { readonly current: HTMLElement | null },
  onKey: (key: string) => boolean
): void {
  const tell = useEffectEvent(onKey)
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const { target, key } = event
      const inside = target instanceof Node && panel.current?.contains(target) === true
      if (!inside && (target !== document.body || /^[a-z]$/iu.test(key))) return
      if (!tell(key)) return
      // Else a pressed button would play twice, the page would scroll, and the wall would hear it.
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [panel])
}

const stillQuery = '(prefers-reduced-motion: reduce)'

function usePrefersStill(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia(stillQuery)
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => window.matchMedia(stillQuery).matches
  )
}
