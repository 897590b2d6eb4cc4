import { useCallback, useEffect, useMemo, useReducer, useState, type ReactElement } from 'react'
import type { SceneChange, ScenesTold } from '../../contract/arrangement.ts'
import type { Topic } from '../../contract/hubMessages.ts'
import type { PanelKind, Scene } from '../../contract/scene.ts'
import type { ReadyWall } from '../hub/wallState.ts'
import { useFormat } from '../look/format.ts'
import { seenFrom, type ShownText } from '../look/legibility/legibility.ts'
import { useWords } from '../look/words.ts'
import { useHeatSettings } from '../panels/map/heatSettings.ts'
import { leastCells } from '../wall/panelSizes.ts'
import { panelTitles } from '../wall/panelTitles.ts'
import { topicsOf } from '../wall/topicsOf.ts'
import {
  beginEditing,
  freePlace,
  idFor,
  moved,
  reduceEditing,
  resized,
  sameDraft,
  sceneOf,
  type Draft,
  type Edit,
  type Step
} from './draft.ts'
import './editor.css'
import { editorWords } from './editorWords.ts'
import { Legibility } from './Legibility.tsx'
import { Chosen, Spare } from './PanelLists.tsx'
import { pictureOf, seamsOf } from './pictureOf.ts'
import { draftOf, presentDraft } from './presentDraft.ts'
import { Press } from './Press.tsx'
import { Preview } from './Preview.tsx'
import type { SceneApi } from './sceneApi.ts'
import { Stage } from './Stage.tsx'
import { NewName, noticeOf, Told, type Notice } from './Told.tsx'
import { useEditorKeys } from './useEditorKeys.ts'
import { Versions } from './Versions.tsx'

export interface SceneEditorProps {
  readonly api: SceneApi
  readonly state: ReadyWall
  /** Told which topics a preview needs. */
  readonly onTopics: (topics: readonly Topic[]) => void
  readonly onClose: () => void
}

const nothing: Draft = { id: 'adegan', name: '', panels: [] }

/** Arranges the present scene on the grid. Nothing is kept before somebody saves. */
export function SceneEditor({ api, state, onTopics, onClose }: SceneEditorProps): ReactElement {
  const say = useWords(editorWords)
  const titles = useWords(panelTitles)
  const format = useFormat()
  const scale = useScale()
  const picture = useMemo(() => pictureOf(state.displays, scale), [state.displays, scale])
  const [present] = useState(() => presentDraft(state.scenes, picture))
  const [editing, edit] = useReducer(reduceEditing, present?.draft ?? nothing, beginEditing)
  const { draft, chosen } = editing
  /** What the hub has of it, as far as this window knows. */
  const [kept, setKept] = useState(draft)
  const [fromRails, setFromRails] = useState(present?.fromRails === true)
  const [told, setTold] = useState<ScenesTold>()
  const [toldFailed, setToldFailed] = useState(false)
  /** The hub has not answered yet. */
  const [asking, setAsking] = useState(false)
  const [notice, setNotice] = useState<Notice>()
  const [naming, setNaming] = useState(false)
  const [previewing, setPreviewing] = useState(false)
  const [checking, setChecking] = useState(false)
  const [texts, setTexts] = useState<readonly ShownText[]>()

  const seams = useMemo(() => seamsOf(state.displays), [state.displays])
  const from = seenFrom(state.wall, state.displays)
  const scene = useMemo(() => sceneOf(draft), [draft])
  const keptOnHub = told?.scenes.find(({ id }) => id === draft.id)
  const isChanged = !sameDraft(draft, kept)
  const showing = (previewing || checking) && !state.control.curtain.drawn

  useEffect(() => {
    let mounted = true
    void api.versions().then((answer) => {
      if (!mounted) return
      if (!answer.ok) return setToldFailed(true)
      setTold(answer.value)
      // Somebody saved while this window opened what it knew.
      const opened = present?.draft ?? nothing
      const now = countedScene(answer.value, opened.id)
      if (now?.layout === 'grid' && !sameDraft(draftOf(now), opened))
        setNotice({ kind: 'conflict' })
    })
    return () => {
      mounted = false
    }
  }, [api, present])
  useAllTopicsWhile(showing, state, onTopics)
  useWarningBeforeUnload(isChanged)

  const act = (next: Edit): void => {
    setNotice(undefined)
    edit(next)
  }
  const placeOf = (panel: PanelKind | undefined) =>
    draft.panels.find((one) => one.panel === panel)?.place
  const onStep = (step: Step, how: 'move' | 'resize'): void => {
    const place = placeOf(chosen)
    if (chosen === undefined || place === undefined || previewing) return
    const next =
      how === 'move' ? moved(place, step) : resized(place, step, leastCells(chosen, picture))
    act({ type: 'place', panel: chosen, place: next })
  }
  const add = (panel: PanelKind): void => {
    const size = leastCells(panel, picture)
    const place = freePlace(draft, panel, size)
    if (place !== undefined) return act({ type: 'place', panel, place })
    const { columns, rows } = size
    const sentence = say.noRoom(titles[panel], format.count(columns), format.count(rows))
    setNotice({ kind: 'fault', sentence })
  }
  const close = (): void => {
    setNaming(false)
    if (isChanged) setNotice({ kind: 'closing' })
    else onClose()
  }
  useEditorKeys({
    onMove: (step) => onStep(step, 'move'),
    onResize: (step) => onStep(step, 'resize'),
    onRemove: () => {
      if (chosen !== undefined && !previewing) act({ type: 'remove', panel: chosen })
    },
    onUndo: () => act({ type: 'undo' }),
    onRedo: () => act({ type: 'redo' }),
    onEscape: () => {
      if (previewing) setPreviewing(false)
      else if (naming) setNaming(false)
      else if (notice?.kind === 'closing') setNotice(undefined)
      else close()
    }
  })

  /** Asks the hub; what it answers is what it has now. */
  const change = async (wanted: SceneChange): Promise<ScenesTold | undefined> => {
    setNotice(undefined)
    setAsking(true)
    const answer = await api.change(wanted)
    setAsking(false)
    if (answer.ok) {
      setTold(answer.value)
      setToldFailed(false)
      return answer.value
    }
    setNotice(noticeOf(answer.fault, say))
    return undefined
  }
  const save = async (as: Draft, basedOn: number): Promise<void> => {
    const wanted = sceneOf(as)
    if (wanted === undefined) return setNotice({ kind: 'fault', sentence: say.incomplete })
    const answer = await change({ type: 'save', scene: wanted, basedOn })
    const version = answer?.scenes.find(({ id }) => id === wanted.id)?.version
    if (version === undefined) return
    const saved = draftOf(wanted)
    if (saved.id !== draft.id) edit({ type: 'open', draft: saved })
    setKept(saved)
    setFromRails(false)
    setNaming(false)
    const sentence = say.saved(saved.name, format.count(version))
    setNotice({ kind: 'done', sentence })
  }
  const saveAs = (name: string): void => {
    const taken = new Set([...state.scenes, ...(told?.scenes ?? [])].map(({ id }) => id))
    void save({ ...draft, id: idFor(name, taken), name: name.trim() }, 0)
  }
  /** What counts on the hub takes the place of the draft. */
  const take = (now: ScenesTold, sentence: string): void => {
    const current = countedScene(now, draft.id)
    // Of rails no draft can be made before the wall shows them.
    if (current?.layout !== 'grid') return onClose()
    const next = draftOf(current)
    edit({ type: 'replace', draft: next })
    setKept(next)
    setFromRails(false)
    setNotice({ kind: 'done', sentence })
  }
  const restore = async (version: number): Promise<void> => {
    const answer = await change({ type: 'restore', id: draft.id, version })
    if (answer) take(answer, say.restored(format.count(version)))
  }
  const reload = async (): Promise<void> => {
    const answer = await api.versions()
    if (!answer.ok) return setNotice(noticeOf(answer.fault, say))
    setTold(answer.value)
    take(answer.value, say.loaded)
  }
  const removeScene = async (): Promise<void> => {
    if (await change({ type: 'remove', id: draft.id })) onClose()
  }
  const onTexts = useCallback((next: readonly ShownText[]) => setTexts(next), [])
  // Untouched there is nothing to save, but a copy of rails is a scene that nobody has saved yet.
  const canSave = scene !== undefined && !asking && (isChanged || fromRails)

  return (
    <>
      {showing && scene && <Preview scene={scene} state={state} onTexts={onTexts} />}
      {previewing ? (
        <header className="editor-bar editor-bar-alone">
          <b>{say.previewing}</b>
          <Press onPress={() => setPreviewing(false)}>{say.back}</Press>
        </header>
      ) : (
        <div className="editor" role="dialog" aria-label={say.title}>
          <header className="editor-bar">
            <h1>{say.title}</h1>
            <input
              aria-label={say.name}
              maxLength={24}
              value={draft.name}
              onChange={({ target }) => act({ type: 'rename', name: target.value })}
            />
            <Press disabled={editing.past.length === 0} onPress={() => act({ type: 'undo' })}>
              {say.undo}
            </Press>
            <Press disabled={editing.future.length === 0} onPress={() => act({ type: 'redo' })}>
              {say.redo}
            </Press>
            <Press disabled={scene === undefined} onPress={() => setPreviewing(true)}>
              {say.preview}
            </Press>
            <span className="editor-far" />
            <Press
              disabled={!canSave}
              isMain
              onPress={() => void save(draft, keptOnHub?.version ?? 0)}
            >
              {say.save}
            </Press>
            <Press disabled={scene === undefined} onPress={() => setNaming(true)}>
              {say.saveAs}
            </Press>
            <Press onPress={close}>{say.close}</Press>
          </header>
          <div className="editor-told">
            {naming && <NewName onName={saveAs} onCancel={() => setNaming(false)} />}
            {notice ? (
              <Told
                notice={notice}
                onReload={() => void reload()}
                onDiscard={onClose}
                onBack={() => setNotice(undefined)}
              />
            ) : (
              !naming && <p className="editor-note">{fromRails ? say.fromRails : say.keys}</p>
            )}
          </div>
          <Stage draft={draft} chosen={chosen} picture={picture} seams={seams} onEdit={act} />
          <aside className="editor-side">
            <Chosen
              panel={chosen}
              draft={draft}
              picture={picture}
              onRemove={(panel) => act({ type: 'remove', panel })}
            />
            <Spare draft={draft} onAdd={add} />
            <Legibility
              texts={checking ? texts : undefined}
              from={from}
              onCheck={() => setChecking(true)}
            />
            <Versions
              kept={keptOnHub}
              failed={toldFailed}
              onRestore={(version) => void restore(version)}
              onRemove={() => void removeScene()}
            />
          </aside>
        </div>
      )}
    </>
  )
}

/** What the room has saved of a scene and shows now. */
function countedScene(told: ScenesTold, id: string): Scene | undefined {
  const entry = told.scenes.find((one) => one.id === id)
  return entry?.versions.find(({ version }) => version === entry.version)?.scene
}

/** The multiplier of the wall's type, as the page has it. */
function useScale(): number {
  const [scale] = useState(() =>
    Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--wall-scale'))
  )
  return scale > 0 ? scale : 1
}

/**
 * A preview may hold any panel. Another scene makes the window ask for what that one needs, so it is
 * asked anew then; afterwards the window goes on hearing more than it needs until the next scene.
 */
function useAllTopicsWhile(
  showing: boolean,
  { control }: Pick<ReadyWall, 'control'>,
  onTopics: (topics: readonly Topic[]) => void
): void {
  const [heat] = useHeatSettings()
  const present = control.scene.id
  useEffect(() => {
    if (showing) onTopics(topicsOf(undefined, heat.window))
  }, [showing, present, heat.window, onTopics])
}

function useWarningBeforeUnload(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return undefined
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isChanged])
}
