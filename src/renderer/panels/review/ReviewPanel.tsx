import { useEffect, useMemo, useRef, type ReactElement } from 'react'
import type { ReviewChoices, Selection } from '../../../contract/review.ts'
import { firstView, writeView, type ReviewView } from '../../hub/reviewAddress.ts'
import { isAwaiting, type ReviewFigures } from '../../hub/reviewStore.ts'
import { useReview } from '../../hub/useReview.ts'
import type { PanelProps } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { useRoom, type Room } from '../useRoom.ts'
import { roughWidth } from './box.ts'
import { Chips } from './Chips.tsx'
import { dayOf, earlierPeaks, peakOf } from './choices.ts'
import { Choosers, CopyLink, usePeakName } from './Choosers.tsx'
import { DaysChart } from './DaysChart.tsx'
import { useDayText } from './dayText.ts'
import { DetailPart } from './DetailPart.tsx'
import { DistrictsChart } from './DistrictsChart.tsx'
import { ExportMenu, type ExportChart } from './export/ExportMenu.tsx'
import { Figures } from './Figures.tsx'
import { headlineOf } from './headline.ts'
import { headlineText } from './headlineText.ts'
import { HoursChart } from './HoursChart.tsx'
import { ReplayPanel } from './replay/ReplayPanel.tsx'
import './review.css'
import { NoAnswer } from './NoAnswer.tsx'
import { ReviewSceneProvider, useReviewNames, type ReviewScene } from './ReviewScene.ts'
import { isNarrowed } from './select.ts'
import { useClearKeys } from './useClearKeys.ts'
import { reviewWords } from './words.ts'

/** The scene Puncak: how heavy a peak was, when, where, with what, and whether help was in time. */
export function ReviewPanel({ scene, state, now, freshness }: PanelProps): ReactElement {
  const { aggregates, city, runId } = state
  const today = dayOf(now, city.timeZone)
  const { seen, addressUnreadable, choose } = useReview(aggregates, `${runId} ${today}`)
  const { view, question, figures, choices } = seen
  useAddress(view)
  const select = useMemo(
    () => (selection: Selection) =>
      question && choose({ ...view, question: { ...question, selection } }),
    [question, view, choose]
  )
  useClearKeys(question !== undefined && isNarrowed(question.selection), () => select({}))
  if (question === undefined || figures === undefined || choices === undefined)
    return <NoAnswer seen={seen} city={city.id} />
  return (
    <Shown
      sceneId={scene.id}
      {...{ state, figures, choices, view, freshness, addressUnreadable, choose, select }}
      asked={question}
      status={seen.fault ? 'old' : isAwaiting(seen) ? 'awaiting' : 'current'}
      fault={seen.fault}
    />
  )
}

interface ShownProps {
  readonly sceneId: string
  readonly state: PanelProps['state']
  readonly figures: ReviewFigures
  readonly choices: ReviewChoices
  readonly view: ReviewView
  readonly asked: ReviewFigures['question']
  readonly status: 'current' | 'awaiting' | 'old'
  readonly fault: ReturnType<typeof useReview>['seen']['fault']
  readonly addressUnreadable: boolean
  readonly choose: (view: ReviewView) => void
  readonly select: (selection: Selection) => void
}

function Shown(props: ShownProps): ReactElement {
  const { sceneId, state, figures, choices, view, asked, status, choose, select } = props
  const { city } = state
  const { answer } = figures
  const say = useWords(reviewWords)
  const peakName = usePeakName()
  const text = useDayText()
  const root = useRef<HTMLDivElement>(null)
  const [sayRef, sayRoom] = useRoom<HTMLDivElement>()

  const peak = peakOf(choices, figures.question.anchor)
  const { compare } = figures.question
  const comparePeak = compare && peakOf(choices, compare.anchor)
  const compareName = compare && (comparePeak ? peakName(comparePeak) : text.period(compare.period))
  const comparable = answer.total.comparePerDay !== undefined
  const against =
    comparable && (view.against === 'compare' || answer.total.normalPerDay === undefined)
      ? 'compare'
      : 'normal'
  const baseName = against === 'compare' ? (compareName ?? '') : say.usualDay
  const scene = useMemo(
    (): ReviewScene => ({ city, question: asked, answer, against, baseName, select }),
    [city, asked, answer, against, baseName, select]
  )
  const narrowed = isNarrowed(asked.selection)
  const headline = useHeadline(scene, peak?.peak, compareName, figures.question)
  const charts = (): readonly ExportChart[] =>
    [...(root.current?.querySelectorAll<HTMLElement>('[data-chart]') ?? [])].map((element) => ({
      id: element.dataset['chart'] ?? '',
      title: element.getAttribute('aria-label') ?? '',
      element
    }))

  return (
    <ReviewSceneProvider value={scene}>
      <div
        className="review"
        data-answer={status}
        data-asked={asked === figures.question}
        ref={root}
      >
        <header className="review-head">
          <div className="review-say" ref={sayRef}>
            <h1 data-size={headlineSize(headline, sayRoom)} title={headline}>
              {headline}
            </h1>
            <div className="review-under">
              {narrowed && (
                <Chips
                  city={city}
                  selection={asked.selection}
                  anchor={asked.anchor}
                  select={select}
                />
              )}
              <Figures {...props} narrowed={narrowed} compareName={compareName} />
            </div>
          </div>
          <div className="review-tools">
            <Choosers
              choices={choices}
              question={asked}
              timeZone={city.timeZone}
              ask={(question) => choose({ ...view, question })}
            />
            <CopyLink scene={sceneId} question={asked} view={view} />
            <ExportMenu
              {...{ city, peak, comparePeak, charts, answer }}
              question={figures.question}
            />
          </div>
        </header>
        <div className="review-upper">
          <DaysChart
            peak={peak}
            compareName={compareName}
            comparable={peak === undefined || earlierPeaks(choices, peak).length > 0}
          />
          <section className="review-map review-part" data-chart="peta">
            <ReplayPanel city={city} question={asked} answer={answer} />
          </section>
        </div>
        <div className="review-lower">
          <HoursChart />
          <DetailPart
            detail={view.detail}
            compareName={comparable ? compareName : undefined}
            onDetail={(detail) => choose({ ...view, detail })}
            onAgainst={(next) => choose({ ...view, against: next })}
          />
          <DistrictsChart />
        </div>
      </div>
    </ReviewSceneProvider>
  )
}

/** The largest of three sizes in which the sentence has room; 1 rem is 100 design units. */
function headlineSize(text: string, room: Room | undefined): 'large' | 'middle' | 'small' {
  const { width, scale } = room ?? { width: Infinity, scale: 1 }
  const fits = (size: number): boolean => roughWidth(text, size * scale) <= width * 100
  return fits(56) ? 'large' : fits(44) ? 'middle' : 'small'
}

function useHeadline(
  { city, answer, against }: ReviewScene,
  peak: string | undefined,
  compareName: string | undefined,
  question: ReviewFigures['question']
): string {
  const say = useWords(reviewWords)
  const format = useFormat()
  const names = useReviewNames(city)
  const narrowed = isNarrowed(question.selection)
  return headlineText(
    headlineOf(answer, { against, narrowed }),
    {
      category: names.category,
      base: (which) => (which === 'normal' ? say.headline.usual : (compareName ?? '')),
      mudik: peak === 'idulfitri'
    },
    format,
    say
  )
}

/**
 * Keeps the address of the page at what is shown, so that a reload shows it again. The scene is not
 * part of it: a window that follows the wall would leave it at the next reload.
 */
function useAddress(view: ReviewView): void {
  useEffect(() => {
    const query = new URLSearchParams(window.location.search)
    writeView(query, view)
    replaceSearch(query)
  }, [view])
  useEffect(
    () => () => {
      const query = new URLSearchParams(window.location.search)
      writeView(query, firstView)
      replaceSearch(query)
    },
    []
  )
}

function replaceSearch(query: URLSearchParams): void {
  const { pathname, hash } = window.location
  const text = query.toString()
  window.history.replaceState(undefined, '', pathname + (text === '' ? '' : `?${text}`) + hash)
}
