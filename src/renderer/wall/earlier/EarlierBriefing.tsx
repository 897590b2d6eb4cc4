import { useState, type FormEvent, type ReactElement } from 'react'
import { readCode } from '../../../contract/export.ts'
import { panelsOf } from '../../../contract/scene.ts'
import type { ReviewFault } from '../../hub/reviewApi.ts'
import { showFrozen } from '../../hub/useBriefing.ts'
import type { ReadyWall } from '../../hub/wallState.ts'
import { useWords } from '../../look/words.ts'
import '../control/control.css'
import './earlier.css'
import { earlierWords } from './earlierWords.ts'

/** A field for the code of a briefing that was frozen: the same figures again, on every window. */
export function EarlierBriefing({
  scenes,
  onScene,
  onClose
}: {
  readonly scenes: ReadyWall['scenes']
  readonly onScene: (id: string) => void
  readonly onClose: () => void
}): ReactElement {
  const say = useWords(earlierWords)
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<string>()
  const show = async (): Promise<void> => {
    const code = readCode(typed)
    if (code === undefined) return setWrong(say.notACode)
    const told = await showFrozen(code)
    if (!told.ok) return setWrong(faultText(told.fault, code))
    onClose()
    const scene = scenes.find((one) => panelsOf(one).includes('briefing'))
    if (scene !== undefined) onScene(scene.id)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void show()
  }
  return (
    <aside
      className="mode"
      role="dialog"
      aria-label={say.title}
      onKeyDown={({ key }) => key === 'Escape' && onClose()}
    >
      <h2>{say.title}</h2>
      <form className="mode-form" onSubmit={submit}>
        <label>
          {say.code}
          <input
            name="code"
            autoComplete="off"
            autoCapitalize="characters"
            autoFocus
            maxLength={16}
            value={typed}
            onChange={({ target }) => {
              setTyped(target.value)
              setWrong(undefined)
            }}
          />
        </label>
        <p role="status" data-wrong={wrong !== undefined}>
          {wrong ?? say.hint}
        </p>
        <button type="submit" disabled={typed.trim() === ''}>
          {say.show}
        </button>
      </form>
    </aside>
  )

  function faultText(fault: ReviewFault, code: string): string {
    if (fault.kind !== 'refused') return say.unreachable
    if (fault.status === 404) return say.unknown(code)
    return fault.status === 409 ? say.otherCity(code) : say.damaged(code)
  }
}
