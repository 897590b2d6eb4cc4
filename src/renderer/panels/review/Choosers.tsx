import { useState, type ReactElement } from 'react'
import type { Certainty } from '../../../contract/peaks.ts'
import type {
  DayRange,
  ReviewChoices,
  ReviewPeak,
  ReviewQuestion
} from '../../../contract/review.ts'
import { useLanguage, useWords } from '../../look/words.ts'
import { linkQuery, type ReviewView } from '../../hub/reviewAddress.ts'
import { comparedWith, earlierPeaks, normalMonths, peakOf, questionAbout } from './choices.ts'
import { useDayText } from './dayText.ts'
import { reviewWords } from './words.ts'

/** Which period is reviewed, beside which, and what counts as usual. */
export function Choosers({
  choices,
  question,
  timeZone,
  ask
}: {
  readonly choices: ReviewChoices
  readonly question: ReviewQuestion
  readonly timeZone: string
  readonly ask: (question: ReviewQuestion) => void
}): ReactElement {
  const say = useWords(reviewWords)
  const text = useDayText()
  const peakName = usePeakName()
  const peak = peakOf(choices, question.anchor)
  const shown = peak && keyOf(peak.shown) === keyOf(question.period) ? peak : undefined
  const earlier = peak ? earlierPeaks(choices, peak) : []
  const months = normalMonths(choices, question, timeZone)
  const { compare } = question
  const foreign = compare !== undefined && !earlier.some(({ anchor }) => anchor === compare.anchor)
  return (
    <div className="review-choosers">
      <Chooser
        label={say.event}
        value={shown?.anchor ?? ''}
        options={[
          ...(shown ? [] : [['', text.period(question.period)] as const]),
          ...choices.peaks.map((each) => [each.anchor, peakName(each)] as const)
        ]}
        onChoose={(anchor) => {
          const next = peakOf(choices, anchor)
          if (next) ask(questionAbout(next, choices, question))
        }}
      />
      <Chooser
        label={say.compared}
        value={compare?.anchor ?? (foreign ? 'other' : '')}
        options={[
          ['', say.none],
          ...(foreign ? [[compare.anchor ?? 'other', text.period(compare.period)] as const] : []),
          ...earlier.map((each) => [each.anchor, peakName(each)] as const)
        ]}
        onChoose={(anchor) => {
          if (anchor !== 'other') ask(comparedWith(question, anchor === '' ? undefined : anchor))
        }}
      />
      <Chooser
        label={say.base}
        value={question.normal ? keyOf(question.normal) : ''}
        options={[
          ['', say.none],
          ...months.map((month) => [keyOf(month), text.period(month)] as const)
        ]}
        onChoose={(key) => {
          const rest = { ...question }
          delete rest.normal
          const normal = months.find((month) => keyOf(month) === key)
          ask({ ...rest, ...(normal && { normal }) })
        }}
      />
    </div>
  )
}

function keyOf({ from, to }: DayRange): string {
  return `${from}..${to}`
}

function Chooser({
  label,
  value,
  options,
  onChoose
}: {
  readonly label: string
  readonly value: string
  readonly options: readonly (readonly [key: string, name: string])[]
  readonly onChoose: (key: string) => void
}): ReactElement {
  return (
    <label className="review-chooser">
      {label}
      <select value={value} onChange={({ target }) => onChoose(target.value)}>
        {options.map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

/** `Idulfitri 2025`, and how sure a date is that nobody has decreed. */
export function usePeakName(): (
  peak: Pick<ReviewPeak, 'name' | 'nameEn' | 'anchor' | 'certainty'>
) => string {
  const say = useWords(reviewWords)
  const language = useLanguage()
  const sure: Readonly<Record<Certainty, string>> = {
    decreed: '',
    expected: ` (${say.expected})`,
    estimated: ` (${say.estimated})`
  }
  return ({ name, nameEn, anchor, certainty }) =>
    `${(language === 'en' ? nameEn : undefined) ?? name} ${anchor.slice(0, 4)}${sure[certainty]}`
}

/** The address of this very view, for a colleague; the token is never part of it. */
export function CopyLink({
  scene,
  question,
  view
}: {
  readonly scene: string
  readonly question: ReviewQuestion
  readonly view: ReviewView
}): ReactElement {
  const say = useWords(reviewWords)
  const [done, setDone] = useState<'copied' | 'notCopied'>()
  const copy = async (): Promise<void> => {
    const { origin, pathname } = window.location
    try {
      await navigator.clipboard.writeText(
        `${origin}${pathname}?${linkQuery(scene, { ...view, question })}`
      )
      setDone('copied')
    } catch {
      setDone('notCopied')
    }
  }
  return (
    <button
      type="button"
      className="review-tool"
      onClick={() => void copy()}
      onBlur={() => setDone(undefined)}
    >
      {say[done ?? 'copyLink']}
    </button>
  )
}
