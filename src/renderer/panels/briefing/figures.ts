import type { Briefing, BriefingResponse } from '../../../contract/briefing.ts'
import type { WallCity } from '../../../contract/city.ts'
import { numbersIn } from '../../../contract/shownCount.ts'
import type { Format } from '../../look/format.ts'
import { minutesText } from './headlineText.ts'
import { monthNames } from './monthNames.ts'
import type { BriefingWords } from './words.ts'

/** One of the three figures as it is written, on the wall and on paper. */
export interface Figure {
  readonly name: 'month' | 'response' | 'within'
  readonly title: string
  /** Values with their small units; empty where it is not known, and `below` says why. */
  readonly value: readonly { readonly value: string; readonly unit: string }[]
  /** What it is held against, a line each; what is `strong` stands out. */
  readonly below: readonly (readonly { readonly text: string; readonly strong?: true }[])[]
}

/** Fewer times than this are said beside their median: they are more chance than city. */
const fewTimes = 10
/** Below this many a percentage would shout what one more report could turn round. */
const fewDecided = 4

export function figuresOf(
  briefing: Briefing,
  city: Pick<WallCity, 'responseTargets'>,
  format: Format,
  say: BriefingWords
): readonly Figure[] {
  const { last } = monthNames(briefing, format)
  return [
    monthFigure(briefing, format, say),
    responseFigure(briefing, city, last, format, say),
    withinFigure(briefing, last, format, say)
  ]
}

function monthFigure(briefing: Briefing, format: Format, say: BriefingWords): Figure {
  const { month, last, forecast, since } = briefing
  const names = monthNames(briefing, format)
  return {
    name: 'month',
    title: say.month,
    value: since === undefined ? [] : [{ value: format.count(month.count), unit: '' }],
    below: [
      forecast === undefined
        ? [{ text: say.noForecast }]
        : [{ text: say.monthEnd(names.now) }, { text: format.count(forecast.value), strong: true }],
      [
        {
          text:
            last === undefined
              ? say.lastUnknown(names.last)
              : `${say.whole(names.last)} ${format.count(last.count)}`
        }
      ]
    ]
  }
}

function responseFigure(
  { response, last, target: id }: Briefing,
  city: Pick<WallCity, 'responseTargets'>,
  lastName: string,
  format: Format,
  say: BriefingWords
): Figure {
  const { medianMs, n } = response.today
  const minutes = city.responseTargets.find((each) => each.id === id)?.minutes
  const small = typeof n === 'number' && n < fewTimes
  const before = last?.response.medianMs
  return {
    name: 'response',
    title: say.response,
    value: medianMs === undefined ? [] : format.duration(medianMs),
    below: [
      medianMs === undefined
        ? [{ text: n === 0 ? say.noTime : say.notTold }]
        : [
            { text: small ? say.medianOf(format.count(n)) : say.median },
            ...(minutes === undefined
              ? []
              : [{ text: say.minutes(minutesText(minutes, format)), strong: true as const }])
          ],
      before === undefined ? [] : [{ text: `${lastName} ${durationText(before, format)}` }]
    ]
  }
}

function withinFigure(
  { response: { today }, last }: Briefing,
  lastName: string,
  format: Format,
  say: BriefingWords
): Figure {
  const decided = decidedOf(today)
  const before = last && decidedOf(last.response)
  const { running = 0 } = today
  const runs = running === 0 ? undefined : say.running(format.count(running))
  const percent = (part: Decided): string => format.percent(part.met / part.of)
  return {
    name: 'within',
    title: say.within,
    value:
      decided === undefined || decided.of === 0
        ? []
        : decided.of < fewDecided
          ? [{ value: `${format.count(decided.met)}/${format.count(decided.of)}`, unit: '' }]
          : [{ value: percent(decided), unit: '%' }],
    below: [
      decided === undefined
        ? [{ text: say.notTold }]
        : decided.of === 0
          ? [{ text: runs ?? say.noneDecided }]
          : [
              { text: format.count(decided.met), strong: true },
              { text: say.of(format.count(decided.of)) + (runs === undefined ? '' : `, ${runs}`) }
            ],
      before === undefined || before.of < fewDecided
        ? []
        : [{ text: `${lastName} ${percent(before)}%` }]
    ]
  }
}

interface Decided {
  readonly met: number
  readonly of: number
}

/** Reports that met the target or did not; undefined where guests are not told. */
function decidedOf({ met, breached }: BriefingResponse): Decided | undefined {
  const told = numbersIn({ met, breached })
  return told && { met: told.met, of: told.met + told.breached }
}

export function durationText(ms: number, format: Format): string {
  return format
    .duration(ms)
    .map(({ value, unit }) => value + unit)
    .join(' ')
}
