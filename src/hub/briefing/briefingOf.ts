import type {
  Briefing,
  BriefingDay,
  BriefingMonth,
  BriefingResponse
} from '../../contract/briefing.ts'
import type { City } from '../../contract/city.ts'
import { unknownDistrict, type DayRange, type ReviewAnswer } from '../../contract/review.ts'
import { minute, type Moment } from '../../contract/time.ts'
import type { Aggregates } from '../aggregates/aggregates.ts'
import { calendarDay } from '../review/localDays.ts'
import type { Reviewer } from '../review/reviewApi.ts'
import { changeOfTime } from '../statistics/responseChanges.ts'
import { gravestOf } from './gravest.ts'
import { monthsPass, standingOf, timeRange, type MonthsPass } from './monthsPass.ts'

export interface BriefingSource {
  readonly city: City
  readonly aggregates: Pick<Aggregates, 'mirror' | 'value' | 'wallIncidents' | 'tick'>
  /** What counts of periods come from, so that both scenes say the same. */
  readonly ask: Reviewer
}

/** Everything the scene Briefing shows at a moment, before any mode takes something away. */
export function briefingOf({ city, aggregates, ask }: BriefingSource, now: Moment): Briefing {
  aggregates.tick(now)
  const { calendar } = aggregates.mirror
  const today = calendar.dayOf(now)
  const first = calendar.monthFirst(today)
  const before = calendar.monthFirst(today, -1)
  const next = calendar.monthFirst(today, 1)
  const lastPeriod = { from: calendarDay(before), to: calendarDay(first - 1) }
  const todayOnly = { from: calendarDay(today), to: calendarDay(today) }

  const volume = aggregates.value('volume')
  const month = ask(
    {
      period: { from: calendarDay(first), to: calendarDay(next - 1) },
      normal: lastPeriod,
      selection: {}
    },
    now
  )
  const answerOf = (period: DayRange): ReviewAnswer => ask({ period, selection: {} }, now)
  const last = volume.month.last === undefined ? undefined : answerOf(lastPeriod)
  const pass = monthsPass(aggregates.mirror, { first: before, last: today, heatFrom: first })
  const timesOf = (from: number, end: number) => timeRange(pass.timesBetween(from, end))
  const thisTimes = timesOf(first, next)
  const targetMs =
    minute * (city.responseTargets.find(({ id }) => id === month.target)?.minutes ?? Number.NaN)
  const simulated = month.simulated || last?.simulated === true
  const { forecast } = volume.month
  const { change } = month.total

  return {
    asOf: month.asOf,
    simulated,
    ...(month.since !== undefined && { since: month.since }),
    total: volume.total,
    today: todayOnly.from,
    month: monthOf(month, pass),
    ...(last !== undefined && { last: monthOf(last, pass) }),
    ...(forecast !== undefined && { forecast }),
    ...(last !== undefined && change !== undefined && { change }),
    target: month.target,
    response: {
      today: responseOf(answerOf(todayOnly)),
      todayStanding: standingOf(timesOf(today, today + 1), targetMs),
      monthStanding: standingOf(thisTimes, targetMs),
      change: (last && changeOfTime(thisTimes, timesOf(before, first))?.verdict) ?? 'tooFew'
    },
    districts: month.districts
      .filter(({ district, count }) => district !== unknownDistrict || count > 0)
      .map(({ district, count }) => ({ district, count })),
    cells: pass.cells(),
    open: aggregates.value('openCounts').open,
    events: gravestOf(aggregates.wallIncidents().incidents, city, now)
  }
}

function monthOf(answer: ReviewAnswer, { medianOn }: MonthsPass): BriefingMonth {
  const days = answer.days.map(({ day, count }): BriefingDay => ({
    day,
    ...(count !== undefined && { count }),
    ...medianOn(day)
  }))
  return {
    days,
    count: answer.total.count,
    response: responseOf(answer)
  }
}

function responseOf({ response }: ReviewAnswer): BriefingResponse {
  const { n, medianMs, met, breached, running, unknown } = response
  return { n, ...(medianMs !== undefined && { medianMs }), met, breached, running, unknown }
}
