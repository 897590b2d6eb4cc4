import { useState, type FormEvent, type KeyboardEvent, type ReactElement } from 'react'
import { holdsLongNumber, longestNote, type ShiftNote } from '../../../../contract/briefing.ts'
import type { Mode } from '../../../../contract/control.ts'
import { useFormat } from '../../../look/format.ts'
import { useWords } from '../../../look/words.ts'
import { handoverWords } from './handoverWords.ts'
import type { HandoverSeen } from './useHandover.ts'

/** What this shift leaves to the next; until it does, what was left to this one. In operations alone. */
export function Notes({
  seen: { told, leaveNote },
  mode
}: {
  readonly seen: HandoverSeen
  readonly mode: Mode
}): ReactElement {
  const say = useWords(handoverWords)
  if (mode !== 'operations')
    return (
      <p className="handover-notes-none">
        {told?.notesHeldBack ? <b>{say.notesHeldBack}</b> : say.notesNone}
      </p>
    )
  const { last, note } = told ?? {}
  const taken = note === undefined ? last?.note : undefined
  return (
    <div className="handover-notes" data-not-exported>
      <NoteForm note={note} disabled={told === undefined} onLeave={leaveNote} />
      {last && taken && (
        <section>
          <h2>{say.notesLast(last.name)}</h2>
          <p>{taken.text}</p>
        </section>
      )}
    </div>
  )
}

function NoteForm({
  note,
  disabled,
  onLeave
}: {
  readonly note: ShiftNote | undefined
  readonly disabled: boolean
  readonly onLeave: (text: string) => void
}): ReactElement {
  const say = useWords(handoverWords)
  const format = useFormat()
  const kept = note?.text ?? ''
  const [text, setText] = useState(kept)
  const given = text.trim()
  const over = given.length - longestNote
  const wrong = holdsLongNumber(given)
    ? say.noteHasNumber
    : over > 0
      ? say.noteTooLong(format.count(over))
      : undefined
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (wrong === undefined) onLeave(given)
  }
  return (
    <form onSubmit={submit}>
      <h2>
        <label htmlFor="shift-note">{say.notes}</label>
      </h2>
      <textarea
        id="shift-note"
        value={text}
        // Not disabled: what is typed too early would be keys of the wall.
        readOnly={disabled}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={keepKeys}
      />
      <p>
        <span role="status" className={wrong === undefined ? undefined : 'handover-old'}>
          {wrong ?? (given !== '' && given === kept && note ? keptText(note) : say.noteHint)}
        </span>
        <button type="submit" disabled={disabled || wrong !== undefined || given === kept}>
          {given === '' && kept !== '' ? say.noteRemove : say.noteKeep}
        </button>
      </p>
    </form>
  )

  function keptText({ at }: ShiftNote): string {
    return `${say.noteAt(format.timeOfDay(at))} ${say.noteHint}`
  }
}

/** Letters are typed here and are no keys of the wall; Escape leaves the field, and not yet the card. */
function keepKeys(event: KeyboardEvent<HTMLTextAreaElement>): void {
  event.stopPropagation()
  if (event.key === 'Escape') event.currentTarget.blur()
}
