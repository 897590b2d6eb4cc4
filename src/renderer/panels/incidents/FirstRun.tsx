import type { ReactElement } from 'react'
import type { Health } from '../../../contract/health.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { incidentWords } from './words.ts'

interface Step {
  readonly title: string
  readonly note: string
  readonly done: boolean
}

/** What stands between an empty store and its first incident, so that empty never looks idle. */
export function FirstRun({ health }: { readonly health: Health | undefined }): ReactElement | null {
  const say = useWords(incidentWords).first
  const format = useFormat()
  if (health === undefined) return null
  const { broker, store } = health
  const gigabytes = store.freeBytes && `${format.count(store.freeBytes / 1e9)} GB`
  const connected = broker.state === 'connected'
  const heard = health.messageAgeMs !== undefined
  const steps: readonly Step[] = [
    { title: connected ? say.broker : say.brokerWaiting, note: broker.url, done: connected },
    {
      title: store.state === 'ok' ? say.store : say.storeFailing,
      note: say.empty(gigabytes || undefined),
      done: store.state === 'ok'
    },
    {
      title: heard ? say.source : say.sourceWaiting,
      note: [
        say.messages(format.count(health.messages)),
        health.messageAgeMs === undefined ? undefined : say.heard(format.age(health.messageAgeMs))
      ]
        .filter(Boolean)
        .join(', '),
      done: heard
    },
    { title: say.report, note: say.waiting, done: false }
  ]
  const next = steps.findIndex(({ done }) => !done)
  return (
    <ol className="incidents-first">
      {steps.map((step, index) => (
        <li
          key={step.title}
          className={
            step.done ? 'incidents-step-done' : index === next ? 'incidents-step-next' : ''
          }
        >
          <i>{step.done ? <Tick /> : index + 1}</i>
          <div>
            <b>{step.title}</b>
            <span>{step.note}</span>
          </div>
        </li>
      ))}
    </ol>
  )
}

function Tick(): ReactElement {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path
        d="M5 12.500l4.500 4.500L19 7.500"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.6"
      />
    </svg>
  )
}
