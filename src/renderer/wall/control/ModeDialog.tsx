import { useState, type FormEvent, type ReactElement } from 'react'
import { ActorName, Mode, Reason, type ControlAction } from '../../../contract/control.ts'
import type { ReadyWall } from '../../hub/wallState.ts'
import { useWords } from '../../look/words.ts'
import './control.css'
import { controlWords } from './words.ts'

/** How much the wall may show, chosen by a person; operations asks who and why. */
export function ModeDialog({
  state,
  onAct,
  onClose
}: {
  readonly state: Pick<ReadyWall, 'control' | 'wall'>
  readonly onAct: (action: ControlAction) => void
  readonly onClose: () => void
}): ReactElement {
  const say = useWords(controlWords)
  const current = state.control.mode.mode
  const [chosen, setChosen] = useState<Mode>()
  const { staffOnly } = state.wall
  const choose = (mode: Mode): void => {
    if (mode === 'operations' && !staffOnly) {
      setChosen(mode)
      return
    }
    onAct({ type: 'setMode', mode })
    onClose()
  }
  return (
    <aside
      className="mode"
      role="dialog"
      aria-label={say.choose}
      onKeyDown={({ key }) => key === 'Escape' && onClose()}
    >
      <h2>{say.choose}</h2>
      {Mode.options.map((mode) => (
        <button
          key={mode}
          type="button"
          className="mode-choice"
          data-mode={mode}
          aria-pressed={mode === (chosen ?? current)}
          onClick={() => choose(mode)}
        >
          <b>
            {say.modes[mode]}
            {mode === current && <i>{say.now}</i>}
          </b>
          <span>{say.shows[mode]}</span>
        </button>
      ))}
      {chosen === 'operations' && <WhoAndWhy onAct={onAct} onClose={onClose} />}
    </aside>
  )
}

function WhoAndWhy({
  onAct,
  onClose
}: {
  readonly onAct: (action: ControlAction) => void
  readonly onClose: () => void
}): ReactElement {
  const say = useWords(controlWords)
  const [name, setName] = useState('')
  const [reason, setReason] = useState('')
  const given = { name: ActorName.safeParse(name), reason: Reason.safeParse(reason) }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!given.name.success || !given.reason.success) return
    onAct({
      type: 'setMode',
      mode: 'operations',
      name: given.name.data,
      reason: given.reason.data
    })
    onClose()
  }
  return (
    <form className="mode-form" onSubmit={submit}>
      <label>
        {say.name}
        <input
          name="name"
          autoComplete="off"
          autoFocus
          maxLength={40}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <label>
        {say.reason}
        <input
          name="reason"
          autoComplete="off"
          maxLength={120}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </label>
      <p>{say.recorded}</p>
      <button type="submit" disabled={!given.name.success || !given.reason.success}>
        {say.enter}
      </button>
    </form>
  )
}
