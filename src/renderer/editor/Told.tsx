import { useState, type FormEvent, type ReactElement } from 'react'
import type { ReviewFault } from '../hub/reviewApi.ts'
import { useWords } from '../look/words.ts'
import { editorWords } from './editorWords.ts'
import { Press } from './Press.tsx'

/** What the editor has to say about what was last tried. */
export type Notice =
  | { readonly kind: 'done'; readonly sentence: string }
  | { readonly kind: 'fault'; readonly sentence: string }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'closing' }

type Say = (typeof editorWords)['id']

/** Why the hub did not do it. */
export function noticeOf(fault: ReviewFault, say: Say): Notice {
  switch (fault.kind) {
    case 'unreachable':
      return { kind: 'fault', sentence: say.unreachable }
    case 'unreadable':
      return { kind: 'fault', sentence: say.unreadable }
    case 'refused':
      return fault.status === 409
        ? { kind: 'conflict' }
        : { kind: 'fault', sentence: say.refusedBy(fault.sentence ?? String(fault.status)) }
  }
}

/** A sentence about what was last tried, with what can be done about it. */
export function Told({
  notice,
  onReload,
  onDiscard,
  onBack
}: {
  readonly notice: Notice
  readonly onReload: () => void
  readonly onDiscard: () => void
  readonly onBack: () => void
}): ReactElement {
  const say = useWords(editorWords)
  switch (notice.kind) {
    case 'done':
      return <p role="status">{notice.sentence}</p>
    case 'fault':
      return (
        <p role="alert" className="editor-fault">
          {notice.sentence}
        </p>
      )
    case 'conflict':
      return (
        <p role="alert" className="editor-fault">
          {say.conflict} <Press onPress={onReload}>{say.reload}</Press>
        </p>
      )
    case 'closing':
      return (
        <p role="alert">
          {say.unsaved} <Press onPress={onDiscard}>{say.throwAway}</Press>
          <Press onPress={onBack}>{say.keepOn}</Press>
        </p>
      )
  }
}

/** Asks under which name the draft is to be a scene of its own. */
export function NewName({
  onName,
  onCancel
}: {
  readonly onName: (name: string) => void
  readonly onCancel: () => void
}): ReactElement {
  const say = useWords(editorWords)
  const [name, setName] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (name.trim() !== '') onName(name)
  }
  return (
    <form onSubmit={submit}>
      <input
        aria-label={say.newName}
        placeholder={say.newName}
        autoFocus
        autoComplete="off"
        maxLength={24}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <button type="submit" className="editor-press" disabled={name.trim() === ''}>
        {say.save}
      </button>
      <Press onPress={onCancel}>{say.cancel}</Press>
    </form>
  )
}
