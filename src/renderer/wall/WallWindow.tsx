import { useEffect, useLayoutEffect, useMemo, useState, type ReactElement } from 'react'
import type { ControlAction } from '../../contract/control.ts'
import type { Topic } from '../../contract/hubMessages.ts'
import { second } from '../../contract/time.ts'
import type { WallMoment } from '../hub/moments.ts'
import { useMoment, useWall } from '../hub/useWall.ts'
import type { ReadyWall } from '../hub/wallState.ts'
import { heatWindowOf, useHeatSettings } from '../panels/map/heatSettings.ts'
import { Takeover } from '../panels/takeover/Takeover.tsx'
import { PanelPictures } from '../panels/review/export/PanelPictures.tsx'
import { SpeechProvider } from '../look/SpeechProvider.tsx'
import { useWords } from '../look/words.ts'
import { useCare } from './care/useCare.ts'
import { Curtain } from './control/Curtain.tsx'
import { ModeDialog } from './control/ModeDialog.tsx'
import { StepsDialog } from './control/StepsDialog.tsx'
import { useCurtain } from './control/useCurtain.ts'
import { useDirectingKeys } from './control/useDirectingKeys.ts'
import { controlWords } from './control/words.ts'
import { Identify } from './displays/Identify.tsx'
import { OnThisDisplay } from './displays/OnThisDisplay.tsx'
import { OwnDisplay, Picture, usePart } from './displays/Picture.tsx'
import { useWindowPart } from './displays/useWindowPart.ts'
import { Door } from './Door.tsx'
import { EarlierBriefing } from './earlier/EarlierBriefing.tsx'
import { FaultBanner } from './FaultBanner.tsx'
import './fault.css'
import { FilesBanner } from './files/FilesBanner.tsx'
import { KeyHelp } from './KeyHelp.tsx'
import { Quarantine } from './Quarantine.tsx'
import { RemoteDialog } from './remote/RemoteDialog.tsx'
import { SceneView } from './SceneView.tsx'
import { SoundNote } from './sound/SoundNote.tsx'
import type { SoundTrouble } from './sound/soundOutput.ts'
import { useSound } from './sound/useSound.ts'
import { StatusLine } from './StatusLine.tsx'
import { TopBar } from './TopBar.tsx'
import { topicsOf } from './topicsOf.ts'
import { useIdlePointer } from './useIdlePointer.ts'
import { useKeys } from './useKeys.ts'
import './wall.css'
import { lookOf, wishesOf, type WallLook } from './wallLook.ts'

/** What lies over the scene, opened by a key. */
type Overlay = 'none' | 'quarantine' | 'keys' | 'mode' | 'earlier' | 'steps' | 'remote'

/** Long enough to be read from the farthest seat. */
const refusalShownMs = 8 * second

const nobody = (): void => undefined

interface WallWindowProps {
  /** Told which topics the panels on screen need. */
  readonly onTopics?: (topics: readonly Topic[]) => void
  /** Asks the hub to do something to the whole wall. */
  readonly onAct?: (action: ControlAction) => void
  readonly openAt?: Overlay
}

/** The whole window. */
export function WallWindow({
  onTopics,
  onAct = nobody,
  openAt = 'none'
}: WallWindowProps): ReactElement {
  const state = useWall()
  const moment = useMoment()
  const [wishes, setWishes] = useState(() => wishesOf(window.location.search))
  const [overlay, setOverlay] = useState<Overlay>(openAt)
  const look = lookOf(state.wall, wishes, state.displays)
  const part = useWindowPart(state.displays)
  const { city, wall, control } = state
  // Panels are drawn anew only when something was heard, or a second has passed.
  const ready = useMemo(
    () => (city && wall && control ? { ...state, city, wall, control } : undefined),
    [state, city, wall, control]
  )
  const toggle = (wanted: Overlay): void =>
    setOverlay((shown) => (shown === wanted ? 'none' : wanted))
  const showScene = (scene: string | undefined): void => {
    if (scene === undefined) return
    setOverlay('none')
    // A window that was opened at a scene of its own keeps to itself.
    if (wishes.scene === undefined) onAct({ type: 'callScene', scene })
    else setWishes({ ...wishes, scene })
  }
  const curtain = useCurtain(state, onAct)
  const soundTrouble = useSound(state, moment)
  useCare(state, moment)

  useDirectingKeys(wishes.scene === undefined ? control : undefined, onAct)
  useIdlePointer()
  useLookOnPage(look, city === undefined ? 'live' : moment.age.freshness)
  useKeys((key) => {
    if (key === 'g') curtain.toggle()
    else if (curtain.drawn) return
    else if (key === 'm') toggle('mode')
    else if (key === 'j') toggle('steps')
    else if (key === 'r') toggle('remote')
    else if (key === 'o' && control?.playlist)
      onAct({ type: control.playlist.paused ? 'resumePlaylist' : 'pausePlaylist' })
    else if (key === 'd') onAct({ type: 'identify' })
    else if (key === 'l') onAct({ type: control?.scene.held ? 'release' : 'hold' })
    else if (key === 'c') toggle('earlier')
    else if (key === 'u') onAct(control?.mute ? { type: 'unmute' } : { type: 'mute', minutes: 30 })
    // One display of a picture must not look or speak otherwise than the others.
    else if (part !== undefined && (key === 't' || key === 'b')) return
    else if (key === 't') setWishes({ ...wishes, theme: look.theme === 'dark' ? 'light' : 'dark' })
    else if (key === 'b') setWishes({ ...wishes, language: look.language === 'id' ? 'en' : 'id' })
    else if (key === 'k') toggle('quarantine')
    else if (key === '?') toggle('keys')
    else if (/^[1-9]$/u.test(key)) showScene(state.scenes[Number(key) - 1]?.id)
    else if (key === 'escape') setOverlay('none')
  })

  const speech = {
    locale: city?.locale ?? 'id-ID',
    timeZone: city?.timeZone ?? 'Asia/Jakarta',
    language: look.language
  }
  return (
    <SpeechProvider {...speech}>
      {/* Curtain and door are no picture: each display has its own. */}
      <Picture part={ready && !curtain.drawn ? part : undefined}>
        {ready && curtain.drawn ? (
          <Curtain city={ready.city} moment={moment} />
        ) : ready ? (
          <Wall
            state={ready}
            moment={moment}
            look={look}
            sceneId={wishes.scene ?? ready.control.scene.id}
            overlay={overlay}
            soundTrouble={soundTrouble}
            onAct={onAct}
            onClose={() => setOverlay('none')}
            onMode={() => toggle('mode')}
            onScene={showScene}
            onQuarantine={() => toggle('quarantine')}
            onTopics={onTopics}
          />
        ) : (
          <Door state={state} />
        )}
        {overlay === 'keys' && !curtain.drawn && (
          <OwnDisplay>
            <KeyHelp />
          </OwnDisplay>
        )}
        {ready && !curtain.drawn && (
          <OwnDisplay>
            <SoundNote state={ready} trouble={soundTrouble} />
          </OwnDisplay>
        )}
      </Picture>
    </SpeechProvider>
  )
}

interface WallProps {
  readonly state: ReadyWall
  readonly moment: WallMoment
  readonly look: WallLook
  readonly sceneId: string | undefined
  readonly overlay: Overlay
  readonly soundTrouble: SoundTrouble | undefined
  readonly onAct: (action: ControlAction) => void
  readonly onClose: () => void
  readonly onMode: () => void
  readonly onScene: (id: string) => void
  readonly onQuarantine: () => void
  readonly onTopics: WallWindowProps['onTopics']
}

function Wall({
  state,
  moment,
  look,
  sceneId,
  overlay,
  soundTrouble,
  onAct,
  onClose,
  onMode,
  onScene,
  onQuarantine,
  onTopics
}: WallProps): ReactElement {
  const scene = state.scenes.find(({ id }) => id === sceneId) ?? state.scenes[0]
  const { freshness } = moment.age
  const part = usePart()
  const [heat] = useHeatSettings()
  const heatWindow = heatWindowOf(heat, state.control.scene, scene?.id)
  useEffect(() => {
    if (scene) onTopics?.(topicsOf(scene, heatWindow))
  }, [scene, heatWindow, onTopics])
  if (scene === undefined) return <Door state={state} />
  return (
    <div className="wall" data-freshness={freshness} data-fault={moment.age.fault}>
      {freshness === 'lost' ? (
        part === undefined && <FaultBanner state={state} moment={moment} />
      ) : (
        <TopBar state={state} scene={scene} moment={moment} onScene={onScene} onMode={onMode} />
      )}
      <SceneView
        key={scene.id}
        scene={scene}
        state={state}
        now={moment.now}
        freshness={freshness}
        covered={overlay === 'quarantine'}
      />
      {sceneId === state.control.scene.id && (
        <Takeover state={state} moment={moment} layout={scene.layout} Box={OnThisDisplay} />
      )}
      {overlay === 'quarantine' && (
        <OwnDisplay covers>
          <Quarantine state={state} rows={heldRows(look.scale)} />
        </OwnDisplay>
      )}
      {overlay === 'mode' && (
        <OwnDisplay>
          <ModeDialog state={state} onAct={onAct} onClose={onClose} />
        </OwnDisplay>
      )}
      {overlay === 'steps' && (
        <OwnDisplay>
          <StepsDialog state={state} onAct={onAct} onClose={onClose} />
        </OwnDisplay>
      )}
      {overlay === 'remote' && (
        <OwnDisplay>
          <RemoteDialog state={state} moment={moment} onClose={onClose} />
        </OwnDisplay>
      )}
      {overlay === 'earlier' && (
        <OwnDisplay>
          <EarlierBriefing scenes={state.scenes} onScene={onScene} onClose={onClose} />
        </OwnDisplay>
      )}
      <OwnDisplay>
        <RefusedAction state={state} moment={moment} />
        <PanelPictures
          city={state.city}
          scene={scene.id}
          now={moment.now}
          freshness={freshness}
          simulated={state.health?.simulated === true}
        />
        {freshness === 'lost' && part !== undefined && (
          <FaultBanner state={state} moment={moment} />
        )}
        <Identify state={state} />
      </OwnDisplay>
      <FilesBanner state={state} />
      <StatusLine
        state={state}
        moment={moment}
        soundTrouble={soundTrouble}
        onQuarantine={onQuarantine}
      />
    </div>
  )
}

/** Why what somebody at this window wanted was not done. */
function RefusedAction({
  state: { refused },
  moment
}: Pick<WallProps, 'state' | 'moment'>): ReactElement | null {
  const say = useWords(controlWords)
  if (refused === undefined || moment.perfNow - refused.at > refusalShownMs) return null
  return (
    <p className="refusal" role="alert">
      {say.refused[refused.refusal]}
    </p>
  )
}

/** Rows of the quarantine that fit above its advice, each .84 rem high at scale 1. */
function heldRows(scale: number): number {
  return Math.floor(14.4 / (0.84 * scale))
}

/** On the root element, because rem sizes and the colours of every layer hang on it. */
function useLookOnPage({ theme, language, scale, density }: WallLook, freshness: string): void {
  useLayoutEffect(() => {
    const page = document.documentElement
    page.lang = language
    page.dataset['theme'] = theme
    page.dataset['density'] = density
    page.dataset['freshness'] = freshness
    page.style.setProperty('--wall-scale', String(scale))
  }, [theme, language, scale, density, freshness])
}
