import { Fragment, type ReactElement, type ReactNode } from 'react'
import type { Briefing, BriefingResponse } from '../../../contract/briefing.ts'
import type { WallCity } from '../../../contract/city.ts'
import { numbersIn } from '../../../contract/shownCount.ts'
import { useFormat, type Format } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { minutesText } from './headlineText.ts'
import { monthNames } from './monthNames.ts'
import { briefingWords } from './words.ts'

/** Fewer than this are said beside the median: they are more chance than city. */
const fewTimes = 10
/** Below this many a percentage would shout what one more report could turn round. */
const fewDecided = 4

/** The three figures of the briefing, each with what it is held against. */
export function Numbers({
  briefing,
  city
}: {
  readonly briefing: Briefing
  readonly city: WallCity
}): ReactElement {
  return (
    <div className="briefing-numbers">
      <MonthNumber briefing={briefing} />
      <ResponseNumber briefing={briefing} city={city} />
      <WithinNumber briefing={briefing} />
    </div>
  )
}

function Figure({
  title,
  name,
  children,
  below
}: {
  readonly title: string
  /** For whoever reads the page by program. */
  readonly name: string
  readonly children: ReactNode
  readonly below: readonly ReactNode[]
}): ReactElement {
  return (
    <section className="briefing-number" aria-label={title} data-figure={name}>
      <h2>{title}</h2>
      <div className="num">{children}</div>
      {below.map((line, index) => (
        <p key={index}>{line}</p>
      ))}
    </section>
  )
}

function MonthNumber({ briefing }: { readonly briefing: Briefing }): ReactElement {
  const say = useWords(briefingWords)
  const format = useFormat()
  const { month, last, forecast } = briefing
  const names = monthNames(briefing, format)
  return (
    <Figure
      title={say.month}
      name="month"
      below={[
        forecast === undefined ? (
          say.noForecast
        ) : (
          <>
            {say.monthEnd(names.now)} <b>{format.count(forecast.value)}</b>
          </>
        ),
        last === undefined
          ? say.lastUnknown(names.last)
          : `${say.whole(names.last)} ${format.count(last.count)}`
      ]}
    >
      {briefing.since === undefined ? (
        <i className="briefing-dash" aria-hidden="true" />
      ) : (
        format.count(month.count)
      )}
    </Figure>
  )
}

function ResponseNumber({
  briefing,
  city
}: {
  readonly briefing: Briefing
  readonly city: WallCity
}): ReactElement {
  const say = useWords(briefingWords)
  const format = useFormat()
  const { response, last, target: id } = briefing
  const { medianMs, n } = response.today
  const target = city.responseTargets.find((each) => each.id === id)
  const small = typeof n === 'number' && n > 0 && n < fewTimes
  return (
    <Figure
      title={say.response}
      name="response"
      below={[
        medianMs === undefined ? (
          n === 0 ? (
            say.noTime
          ) : (
            say.notTold
          )
        ) : (
          <>
            {small ? say.medianOf(format.count(n)) : say.median}{' '}
            <b>{target && say.minutes(minutesText(target.minutes, format))}</b>
          </>
        ),
        lastText(briefing, format, last?.response.medianMs, (ms) => durationText(ms, format))
      ]}
    >
      {medianMs !== undefined &&
        format.duration(medianMs).map(({ value, unit }) => (
          <Fragment key={unit}>
            {value}
            <small>{unit}</small>
          </Fragment>
        ))}
      {medianMs === undefined && <i className="briefing-dash" aria-hidden="true" />}
    </Figure>
  )
}

function WithinNumber({ briefing }: { readonly briefing: Briefing }): ReactElement {
  const say = useWords(briefingWords)
  const format = useFormat()
  const { today } = briefing.response
  const decided = decidedOf(today)
  const { running } = today
  const runs =
    running === undefined || running === 0 ? undefined : say.running(format.count(running))
  const small = decided !== undefined && decided.of < fewDecided
  return (
    <Figure
      title={say.within}
      name="within"
      below={[
        decided === undefined ? (
          say.notTold
        ) : decided.of === 0 ? (
          (runs ?? say.noneDecided)
        ) : (
          <>
            <b>{format.count(decided.met)}</b> {say.of(format.count(decided.of))}
            {runs && `, ${runs}`}
          </>
        ),
        lastText(
          briefing,
          format,
          briefing.last && shareOf(decidedOf(briefing.last.response)),
          (share) => `${format.percent(share)}%`
        )
      ]}
    >
      {decided !== undefined && decided.of > 0 ? (
        small ? (
          `${format.count(decided.met)}/${format.count(decided.of)}`
        ) : (
          <>
            {format.percent(decided.met / decided.of)}
            <small>%</small>
          </>
        )
      ) : (
        <i className="briefing-dash" aria-hidden="true" />
      )}
    </Figure>
  )
}

/** Reports that met the target or did not; undefined where guests are not told. */
export function decidedOf({
  met,
  breached
}: BriefingResponse): { readonly met: number; readonly of: number } | undefined {
  const told = numbersIn({ met, breached })
  return told && { met: told.met, of: told.met + told.breached }
}

function shareOf(decided: ReturnType<typeof decidedOf>): number | undefined {
  return decided === undefined || decided.of < fewDecided ? undefined : decided.met / decided.of
}

function lastText(
  briefing: Briefing,
  format: Format,
  value: number | undefined,
  write: (value: number) => string
): string | undefined {
  return value === undefined ? undefined : `${monthNames(briefing, format).last} ${write(value)}`
}

export function durationText(ms: number, format: Format): string {
  return format
    .duration(ms)
    .map(({ value, unit }) => value + unit)
    .join(' ')
}
