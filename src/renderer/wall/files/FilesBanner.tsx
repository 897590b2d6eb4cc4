import { useRef, type ReactElement } from 'react'
import type { ReadyWall } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { useTightness } from '../useTightness.ts'
import { fileNotice, type FileNotice } from './fileNotice.ts'
import './files.css'
import { fileWords } from './words.ts'

/** Under the top bar while a file of the room cannot be used; it takes no room from the scene. */
export function FilesBanner({ state }: { readonly state: ReadyWall }): ReactElement | null {
  const say = useWords(fileWords)
  const format = useFormat()
  const problems = state.health?.files ?? []
  const notice = fileNotice(problems, state.control.mode.mode, say, format.count)
  return notice === undefined ? null : <Notice notice={notice} />
}

function Notice({
  notice: { file, key, what, instead, more }
}: {
  readonly notice: FileNotice
}): ReactElement {
  const row = useRef<HTMLParagraphElement>(null)
  useTightness(row, 1)
  return (
    <p ref={row} className="files-banner" role="status">
      <b>{file}</b>
      {key !== undefined && <code>{key}</code>}
      {what !== undefined && <span>{what}</span>}
      {instead !== undefined && <span className="files-instead">{instead}</span>}
      {more !== undefined && <span>{more}</span>}
    </p>
  )
}
