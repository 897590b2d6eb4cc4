import type { City } from '../../contract/city.ts'
import type { Peaks } from '../../contract/peaks.ts'
import {
  daysIn,
  reviewChoicesPath,
  reviewPath,
  ReviewQuestion,
  unknownDistrict,
  type DayRange,
  type ReviewAnswer
} from '../../contract/review.ts'
import type { Moment } from '../../contract/time.ts'
import type { Aggregates } from '../aggregates/aggregates.ts'
import { ApiError, readQuestion, sendJson, type ApiCalls } from '../push/tokenApi.ts'
import { answerReview } from './answerReview.ts'
import { coverageOf } from './coverage.ts'
import { choicesOf } from './reviewChoices.ts'

export interface ReviewApiOptions {
  readonly city: City
  readonly aggregates: Pick<Aggregates, 'mirror' | 'tick'>
  readonly peaks: Peaks
  readonly now: () => Moment
}

/**
 * Answers at the moment it is asked, or as the clock stood at an earlier one, from what the store
 * holds now. Throws an ApiError where the question cannot be answered.
 */
export type Reviewer = (question: ReviewQuestion, at?: Moment) => ReviewAnswer

export function reviewer({ city, aggregates, now }: Omit<ReviewApiOptions, 'peaks'>): Reviewer {
  const { mirror } = aggregates
  return (question, at = Number.POSITIVE_INFINITY) => {
    const fault = faultIn(question, city, mirror.names)
    if (fault !== undefined) throw new ApiError(400, fault)
    const moment = Math.min(at, momentOfQuestion(aggregates, now))
    return answerReview({ city, mirror }, question, moment)
  }
}

function momentOfQuestion(aggregates: Pick<Aggregates, 'tick'>, now: () => Moment): Moment {
  const moment = now()
  // What time alone has made late since the last tick.
  aggregates.tick(moment)
  return moment
}

/** Questions about any period, answered at the moment they come. */
export function reviewApi({ city, aggregates, peaks, now }: ReviewApiOptions): ApiCalls {
  const { mirror } = aggregates
  const ask = reviewer({ city, aggregates, now })
  return {
    [reviewPath]: {
      method: 'POST',
      async answer(request, response) {
        sendJson(response, 200, ask(await readQuestion(request, ReviewQuestion)))
      }
    },
    [reviewChoicesPath]: {
      method: 'GET',
      answer(_request, response) {
        const coverage = coverageOf(mirror, momentOfQuestion(aggregates, now))
        sendJson(response, 200, choicesOf(peaks, coverage, mirror.calendar))
      }
    }
  }
}

/** Days from H to the nearest day of its period: more is a mistake. */
const farthestAnchor = 180

function daysOutside({ from, to }: DayRange, day: string): number {
  return Math.max(daysIn({ from: day, to: from }), daysIn({ from: to, to: day })) - 1
}

/** What a question of the right shape can still get wrong, as a sentence. */
export function faultIn(
  { period, anchor, compare, selection }: ReviewQuestion,
  city: City,
  names: Aggregates['mirror']['names']
): string | undefined {
  for (const [where, asked] of [
    ['anchor', { period, anchor }],
    ['compare.anchor', compare]
  ] as const)
    if (asked?.anchor !== undefined && daysOutside(asked.period, asked.anchor) > farthestAnchor)
      return `${where}: ${asked.anchor} is more than ${farthestAnchor} days from the period ${asked.period.from} to ${asked.period.to}.`
  const { days, categories = [], districts = [], agencies = [] } = selection
  if (days !== undefined && (days.from < period.from || days.to > period.to))
    return `selection.days: ${days.from} to ${days.to} does not lie in the period ${period.from} to ${period.to}.`
  const codes = [unknownDistrict, ...city.districts.map(({ code }) => code)]
  const unknown = [
    ...categories.filter((id) => !names.categories.all.includes(id)),
    ...districts.filter((code) => !codes.includes(code)),
    ...agencies.filter((id) => !names.agencies.all.includes(id))
  ]
  return unknown[0] === undefined ? undefined : `selection: this city has no ${unknown[0]}.`
}
