import { createContext, useContext, type ReactElement } from 'react'
import { useWords } from '../look/words.ts'
import { remoteWords } from './remoteWords.ts'

/** Switches between Indonesian and English, from wherever it is offered. */
export const SwitchLanguage = createContext<() => void>(() => undefined)

export function OtherLanguage(): ReactElement {
  const say = useWords(remoteWords)
  return (
    <button type="button" className="other-language" onClick={useContext(SwitchLanguage)}>
      {say.otherLanguage}
    </button>
  )
}
