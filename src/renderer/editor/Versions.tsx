import { useState, type ReactElement } from 'react'
import type { SceneVersions } from '../../contract/arrangement.ts'
import { useFormat } from '../look/format.ts'
import { useWords } from '../look/words.ts'
import { editorWords } from './editorWords.ts'
import { Press } from './Press.tsx'

/** What was kept of a scene so far, to be restored; and doing away with it. */
export function Versions({
  kept,
  failed,
  onRestore,
  onRemove
}: {
  /** Undefined where the hub keeps nothing of it. */
  readonly kept: SceneVersions | undefined
  /** The list could not be had. */
  readonly failed: boolean
  readonly onRestore: (version: number) => void
  readonly onRemove: () => void
}): ReactElement {
  const say = useWords(editorWords)
  const format = useFormat()
  const [isAsking, setAsking] = useState(false)
  return (
    <section className="editor-part editor-versions">
      <h2>{say.versions}</h2>
      {failed ? (
        <p role="alert" className="editor-fault">
          {say.noVersions}
        </p>
      ) : kept === undefined || kept.version === 0 ? (
        <p className="editor-note">{kept?.shipped ? say.shippedNow : say.notSavedYet}</p>
      ) : undefined}
      <ol>
        {kept?.versions.map(({ version, savedAt }) => (
          <li key={version} data-version={version}>
            <span>
              <b>
                {(version === kept.version ? say.versionNow : say.version)(format.count(version))}
              </b>{' '}
              {format.date(savedAt)} {format.timeOfDay(savedAt)}
            </span>
            {version !== kept.version && (
              <Press onPress={() => onRestore(version)}>{say.restore}</Press>
            )}
          </li>
        ))}
      </ol>
      {kept !== undefined && kept.version > 0 && !isAsking && (
        <Press onPress={() => setAsking(true)}>{say.discard}</Press>
      )}
      {isAsking && (
        <div role="alertdialog" aria-label={say.discard}>
          <p>{say.discardWhat}</p>
          <Press onPress={onRemove}>{say.yesDiscard}</Press>
          <Press onPress={() => setAsking(false)}>{say.cancel}</Press>
        </div>
      )}
    </section>
  )
}
