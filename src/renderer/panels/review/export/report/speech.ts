import type { WallCity } from '../../../../../contract/city.ts'
import type { Figures } from '../../../../../contract/export.ts'
import {
  unknownDistrict,
  type RateChange,
  type ReviewPeak,
  type Selection,
  type ShareChange
} from '../../../../../contract/review.ts'
import { makeFormat, type Format } from '../../../../look/format.ts'
import type { Language } from '../../../../look/words.ts'
import { fewestTimes } from '../../agencyChart.ts'
import { changeText, signed, signedPercent } from '../../changeText.ts'
import { dayText, type DayText } from '../../dayText.ts'
import { reviewWords, type ReviewWords } from '../../words.ts'
import { reportWords, type ReportWords } from './reportWords.ts'

export interface ReportSubject {
  readonly figures: Figures
  readonly city: WallCity
  readonly language: Language
  readonly peak?: ReviewPeak | undefined
}

/** How a report says things: the words, figures and days of the scene itself. */
export interface Speech extends ReportSubject {
  readonly say: ReportWords
  readonly scene: ReviewWords
  readonly format: Format
  readonly days: DayText
  readonly title: string
  readonly category: (id: string) => string
  readonly district: (code: string) => string
  readonly agency: (id: string) => string
  readonly moment: (at: number) => string
  readonly duration: (ms: number | undefined) => string
  readonly share: (of: { readonly met: number; readonly breached: number }) => string
}

export function speechOf(subject: ReportSubject): Speech {
  const { city, language, figures, peak } = subject
  const format = makeFormat({ locale: city.locale, timeZone: city.timeZone, language })
  const say: ReportWords = reportWords[language]
  const days = dayText(language)
  const { period, anchor } = figures.question
  const peakName = language === 'en' ? (peak?.nameEn ?? peak?.name) : peak?.name
  return {
    ...subject,
    say,
    scene: reviewWords[language],
    format,
    days,
    title:
      peakName === undefined
        ? days.period(period)
        : `${peakName} ${(anchor ?? period.to).slice(0, 4)}`,
    category: (id) => {
      const found = city.categories.find((each) => each.id === id)
      return (language === 'en' ? found?.nameEn : found?.name) ?? id
    },
    district: (code) =>
      code === unknownDistrict
        ? say.unknownDistrict
        : (city.districts.find((each) => each.code === code)?.name ?? code),
    agency: (id) => city.agencies.find((each) => each.id === id)?.shortName ?? id,
    moment: (at) => `${format.date(at)} ${format.timeOfDay(at)} ${city.timeZoneName}`,
    duration: (ms) =>
      ms === undefined
        ? say.none
        : format
            .duration(ms)
            .map(({ value, unit }) => `${value} ${unit}`)
            .join(' '),
    share: ({ met, breached }) =>
      met + breached < fewestTimes ? say.none : `${format.percent(met / (met + breached))}%`
  }
}

/** A verdict in words, and its interval where there is one: `+40%` and `+22% … +61%`. */
export interface VerdictText {
  readonly verdict: string
  readonly interval: string
  readonly notable: boolean
}

export function verdictOf(change: RateChange | undefined, speech: Speech): VerdictText {
  const { format, scene, say } = speech
  const { low, high } = change ?? {}
  return {
    verdict: changeText(change, format, scene) || say.none,
    interval:
      low === undefined || high === undefined
        ? ''
        : say.range(signedPercent(low, format), signedPercent(high, format)),
    notable: change?.verdict === 'more' || change?.verdict === 'fewer'
  }
}

export function shareVerdictOf(change: ShareChange | undefined, speech: Speech): VerdictText {
  const { format, scene, say } = speech
  const points = (value: number): string => signed(Math.round(value), format)
  const { verdict, low, high } = change ?? {}
  const notable = verdict === 'more' || verdict === 'fewer'
  const words =
    verdict === undefined
      ? say.none
      : verdict === 'within'
        ? scene.within
        : verdict === 'tooFew'
          ? scene.tooFew
          : say.points(points(change?.points ?? 0))
  return {
    verdict: words,
    interval: low === undefined || high === undefined ? '' : say.range(points(low), points(high)),
    notable
  }
}

/** Everything that was chosen, or that nothing was. */
export function selectionText(selection: Selection, speech: Speech): string {
  const { category, district, agency, days, say } = speech
  const parts = [
    selection.categories?.map(category).join(', '),
    selection.districts?.map(district).join(', '),
    selection.agencies?.map(agency).join(', '),
    selection.days && days.range(selection.days),
    selection.weekdays?.map(days.weekdayLong).join(', '),
    selection.hours?.map((hour) => `${String(hour).padStart(2, '0')}.00`).join(', ')
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? say.everything : parts.join(' · ')
}
