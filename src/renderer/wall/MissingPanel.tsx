import type { ReactElement } from 'react'
import { useWords } from '../look/words.ts'
import { wallWords } from './words.ts'

/** Stands where a panel is announced in the contract but not built, so that nobody takes it for empty. */
export function MissingPanel(): ReactElement {
  return <p className="panel-fault">{useWords(wallWords).panelMissing}</p>
}
