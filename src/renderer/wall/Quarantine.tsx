import type { ReactElement } from 'react'
import type { Rejected, RejectionReason } from '../../contract/health.ts'
import type { ReadyWall } from '../hub/wallState.ts'
import { useFormat } from '../look/format.ts'
import { PanelHead } from '../look/PanelHead.tsx'
import { useWords } from '../look/words.ts'
import './quarantine.css'
import { quarantineWords } from './quarantineWords.ts'
import { reasonWords } from './reasonWords.ts'

/** What was turned away and why; over the scene while someone looks into it. */
export function Quarantine({
  state,
  rows
}: {
  readonly state: ReadyWall
  /** How many of the latest have room. */
  readonly rows: number
}): ReactElement {
  const say = useWords(quarantineWords)
  const format = useFormat()
  const rejected = state.health?.rejected
  const today = state.aggregates.volume?.today.count
  const short = rejected?.incidentsToday ?? 0
  const latest = rejected?.latest ?? []
  return (
    <main className="quarantine">
      <div className="quarantine-side">
        <section className="panel-ruled">
          <PanelHead title={say.title} note={say.sinceStart} />
          <div className="num quarantine-count" data-any={(rejected?.messages ?? 0) !== 0}>
            {rejected ? format.count(rejected.messages) : '–'}
          </div>
          <p className="quarantine-lead">
            {rejected && say.messages(format.count(rejected.fields))}{' '}
            {short !== 0 ? say.short(format.count(short)) : say.notShort}
          </p>
        </section>
        {today !== undefined && (
          <section className="panel-ruled">
            <PanelHead title={say.today} />
            <div className="quarantine-today">
              <span className="num">{format.count(today)}</span>
              {typeof short === 'number' && short > 0 && typeof today === 'number' && (
                <p>{say.upTo(format.count(today + short))}</p>
              )}
            </div>
          </section>
        )}
        <Reasons latest={latest} />
      </div>
      <div className="quarantine-main">
        <section className="panel-ruled">
          <PanelHead title={say.held} note={say.noValues} />
          {latest.length === 0 ? (
            <p className="quarantine-lead">{say.none}</p>
          ) : (
            <Held latest={latest.slice(0, rows)} />
          )}
        </section>
        <section className="panel-ruled">
          <PanelHead title={say.remedy} />
          <p className="quarantine-lead">{say.remedyWhat}</p>
        </section>
      </div>
    </main>
  )
}

function Reasons({ latest }: { readonly latest: readonly Rejected[] }): ReactElement | null {
  const say = useWords(quarantineWords)
  const reasons = useWords(reasonWords)
  const format = useFormat()
  const counts = countReasons(latest)
  const most = counts[0]?.count
  if (most === undefined) return null
  return (
    <section className="panel-ruled">
      <PanelHead title={say.reasons} note={say.ofLatest(format.count(latest.length))} />
      <ul>
        {counts.map(({ reason, count }) => (
          <li className="quarantine-reason" key={reason}>
            <span>{reasons[reason]}</span>
            <i style={{ width: `${((count / most) * 3).toFixed(2)}rem` }} />
            <b>{format.count(count)}</b>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Held({ latest }: { readonly latest: readonly Rejected[] }): ReactElement {
  const say = useWords(quarantineWords)
  const reasons = useWords(reasonWords)
  const format = useFormat()
  return (
    <table className="quarantine-held">
      <thead>
        <tr>
          <th>{say.at}</th>
          <th>{say.topic}</th>
          <th>{say.reason}</th>
          <th>{say.field}</th>
          <th>{say.fate}</th>
          <th>{say.bytes}</th>
        </tr>
      </thead>
      <tbody>
        {latest.map(({ at, topic, reason, key, scope, bytes }, row) => (
          <tr key={row}>
            <td>{format.clock(at)}</td>
            <td>{say.topics[topic]}</td>
            <td>
              <b>{reasons[reason]}</b>
            </td>
            <td className="quarantine-key">{key}</td>
            <td>{scope === 'message' ? say.refused : say.without}</td>
            <td>{format.count(bytes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** How often each reason is among the latest, most often first. */
export function countReasons(
  latest: readonly Rejected[]
): readonly { readonly reason: RejectionReason; readonly count: number }[] {
  const counts = new Map<RejectionReason, number>()
  for (const { reason } of latest) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, 8)
}
