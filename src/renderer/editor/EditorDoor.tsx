import { useState, type ComponentType, type ReactElement } from 'react'
import { useWall } from '../hub/useWall.ts'
import { SpeechProvider } from '../look/SpeechProvider.tsx'
import { useWords, type Language } from '../look/words.ts'
import { useKeys } from '../wall/useKeys.ts'
import { wallWords } from '../wall/words.ts'
import type { SceneEditorProps } from './SceneEditor.tsx'

interface EditorDoorProps extends Omit<SceneEditorProps, 'state' | 'onClose'> {
  /** Only at a desk scenes are edited. */
  readonly isDesk: boolean
}

/** The key E opens the editor; it is fetched then, so that a wall need not carry it. */
export function EditorDoor({ isDesk, ...editor }: EditorDoorProps): ReactElement | null {
  const state = useWall()
  const { city, wall, control } = state
  const [isOpen, setOpen] = useState(false)
  const [Editor, setEditor] = useState<ComponentType<SceneEditorProps>>()
  const [failed, setFailed] = useState(false)
  const open = (): void => {
    setOpen(true)
    setFailed(false)
    import('./SceneEditor.tsx').then(
      ({ SceneEditor }) => setEditor(() => SceneEditor),
      () => setFailed(true)
    )
  }
  useKeys((key) => {
    if (key === 'e' && isDesk && document.querySelector('.wall .scene') !== null) open()
    else if (key === 'escape' && failed) setOpen(false)
  })
  if (!isDesk || !isOpen || city === undefined || wall === undefined || control === undefined)
    return null
  const language: Language = document.documentElement.lang === 'en' ? 'en' : 'id'
  return (
    <SpeechProvider locale={city.locale} timeZone={city.timeZone} language={language}>
      {failed && <CannotLoad />}
      {Editor && (
        <Editor
          {...editor}
          state={{ ...state, city, wall, control }}
          onClose={() => setOpen(false)}
        />
      )}
    </SpeechProvider>
  )
}

function CannotLoad(): ReactElement {
  return (
    <p className="refusal" role="alert">
      {useWords(wallWords).noEditor}
    </p>
  )
}
