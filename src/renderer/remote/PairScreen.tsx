import { useState, type FormEvent, type ReactElement } from 'react'
import { ActorName } from '../../contract/control.ts'
import { useWords } from '../look/words.ts'
import { OtherLanguage } from './OtherLanguage.tsx'
import type { PairFault } from './pairing.ts'
import { remoteWords } from './remoteWords.ts'

/** What somebody typed who stands before the wall. */
export interface PairWish {
  readonly name: string
  readonly digits: string
}

/** Opened by the code on the wall: asks who it is, and the six digits beside the code. */
export function PairScreen({
  busy,
  fault,
  onPair,
  onKeep
}: {
  readonly busy: boolean
  readonly fault: PairFault | undefined
  readonly onPair: (wish: PairWish) => void
  /** There is a pairing already. */
  readonly onKeep?: (() => void) | undefined
}): ReactElement {
  const say = useWords(remoteWords)
  const [name, setName] = useState('')
  const [digits, setDigits] = useState('')
  const given = ActorName.safeParse(name)
  const ready = given.success && digits.length === 6 && !busy
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!ready || !given.success) return
    onPair({ name: given.data, digits })
    // Wrong once, they are read off the wall anew.
    setDigits('')
  }
  return (
    <main className="pair">
      <OtherLanguage />
      <form className="pair-form" onSubmit={submit}>
        <h1>{say.pairTitle}</h1>
        <label>
          {say.pairName}
          <input
            name="name"
            autoComplete="nickname"
            autoCapitalize="words"
            autoFocus
            enterKeyHint="next"
            maxLength={40}
            placeholder={say.pairNameHint}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </label>
        <label>
          {say.pairDigits}
          <input
            className="pair-digits"
            name="digits"
            inputMode="numeric"
            autoComplete="one-time-code"
            enterKeyHint="done"
            placeholder="––– –––"
            value={spaced(digits)}
            onChange={({ target }) => setDigits(target.value.replaceAll(/\D/gu, '').slice(0, 6))}
          />
        </label>
        {fault !== undefined && (
          <p className="alert" role="alert">
            {say.pairFaults[fault]}
          </p>
        )}
        <button type="submit" className="button button-main" disabled={!ready}>
          {busy ? say.pairing : say.pair}
        </button>
        {onKeep && (
          <button type="button" className="button" onClick={onKeep}>
            {say.pairKept}
          </button>
        )}
      </form>
      <Fingerprint />
    </main>
  )
}

/** Opened without a code, or no longer let in: what there is to do. */
export function HowToPair(): ReactElement {
  const say = useWords(remoteWords)
  return (
    <main className="pair">
      <OtherLanguage />
      <div className="pair-form">
        <h1>{say.howTitle}</h1>
        <ol className="pair-steps">
          {Object.values(say.howSteps).map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </div>
      <Fingerprint />
    </main>
  )
}

function Fingerprint(): ReactElement {
  const say = useWords(remoteWords)
  return (
    <details className="pair-fingerprint">
      <summary>{say.fingerprintTitle}</summary>
      <p>{say.fingerprintWhat}</p>
    </details>
  )
}

/** `482 913`, in the two groups of the wall. */
function spaced(digits: string): string {
  return digits.length > 3 ? `${digits.slice(0, 3)} ${digits.slice(3)}` : digits
}
