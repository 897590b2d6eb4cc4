import { useState, type FormEvent, type ReactElement } from 'react'
import { Mode, Reason } from '../../contract/control.ts'
import { useFormat } from '../look/format.ts'
import { useWords } from '../look/words.ts'
import { controlWords } from '../wall/control/words.ts'
import { remoteWords } from './remoteWords.ts'
import type { SteerProps } from './SteerScreen.tsx'

/** What is changed seldom. */
export function More(part: SteerProps): ReactElement {
  return (
    <div className="more">
      {part.may('setMode') && <ModeChoice {...part} />}
      {part.may('mute') && <Sound {...part} />}
      {part.may('identify') && <Identify {...part} />}
    </div>
  )
}

function ModeChoice({ view, act }: SteerProps): ReactElement {
  const say = useWords(remoteWords)
  const { modes, shows } = useWords(controlWords)
  const [asking, setAsking] = useState(false)
  const current = view.control.mode.mode
  const choose = (mode: Mode): void => {
    const asks = mode === 'operations' && !view.staffOnly
    setAsking(asks)
    if (!asks) act({ type: 'setMode', mode })
  }
  return (
    <section>
      <h2>{say.changeMode}</h2>
      <ul className="rows">
        {Mode.options.map((mode) => (
          <li key={mode}>
            <button
              type="button"
              className="row"
              data-mode={mode}
              aria-current={mode === current ? 'true' : undefined}
              onClick={() => choose(mode)}
            >
              <span className="row-what">
                <b>{modes[mode]}</b>
                <span>{shows[mode]}</span>
              </span>
              {mode === current && <span className="row-now">{say.modeNow}</span>}
            </button>
          </li>
        ))}
      </ul>
      {asking && (
        <WhyOperations
          name={view.name}
          onCancel={() => setAsking(false)}
          onReason={(reason) => {
            setAsking(false)
            act({ type: 'setMode', mode: 'operations', reason })
          }}
        />
      )}
    </section>
  )
}

function WhyOperations({
  name,
  onReason,
  onCancel
}: {
  readonly name: string
  readonly onReason: (reason: string) => void
  readonly onCancel: () => void
}): ReactElement {
  const say = useWords(remoteWords)
  const [reason, setReason] = useState('')
  const given = Reason.safeParse(reason)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (given.success) onReason(given.data)
  }
  return (
    <form className="why" onSubmit={submit}>
      <label>
        {say.reason}
        <input
          name="reason"
          autoComplete="off"
          autoFocus
          enterKeyHint="done"
          maxLength={120}
          placeholder={say.reasonHint}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </label>
      <p>{say.reasonRecorded(name)}</p>
      <div className="pair-of-buttons">
        <button type="button" className="button" onClick={onCancel}>
          {say.cancel}
        </button>
        <button type="submit" className="button button-main" disabled={!given.success}>
          {say.enter}
        </button>
      </div>
    </form>
  )
}

const muteMinutes = [15, 30, 60] as const

function Sound({ view, act }: SteerProps): ReactElement {
  const say = useWords(remoteWords)
  const { timeOfDay, count } = useFormat()
  const { mute } = view.control
  return (
    <section>
      <h2>{say.sound}</h2>
      <p>{mute ? say.mutedUntil(timeOfDay(mute.until)) : say.soundOn}</p>
      {mute ? (
        <button type="button" className="button" onClick={() => act({ type: 'unmute' })}>
          {say.unmute}
        </button>
      ) : (
        <div className="choices" role="group" aria-label={say.muteWhat}>
          <p>{say.muteWhat}</p>
          {muteMinutes.map((minutes) => (
            <button
              key={minutes}
              type="button"
              className="button"
              onClick={() => act({ type: 'mute', minutes })}
            >
              {say.muteFor(count(minutes))}
            </button>
          ))}
        </div>
      )}
    </section>
  )
}

function Identify({ act }: SteerProps): ReactElement {
  const say = useWords(remoteWords)
  return (
    <section>
      <h2>{say.identify}</h2>
      <p>{say.identifyWhat}</p>
      <button type="button" className="button" onClick={() => act({ type: 'identify' })}>
        {say.show}
      </button>
    </section>
  )
}
