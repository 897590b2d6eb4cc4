import '../hub/jitless.ts'
import '../look/tokens.css'
import '../look/base.css'
import type { ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import { PanelKind, type RailScene, type Scene } from '../../contract/scene.ts'
import { makeMoments, type Ticker } from '../hub/moments.ts'
import { initialWall } from '../hub/reduceWall.ts'
import { WallContext } from '../hub/useWall.ts'
import { makeWallStore } from '../hub/wallStore.ts'
import { shownTexts } from '../look/legibility/shownTexts.ts'
import { WallWindow } from '../wall/WallWindow.tsx'
import { pretendBriefing } from '../hub/useBriefing.ts'
import { pretendReview } from '../hub/useReview.ts'
import { pretendCameras } from '../hub/cameras/useCameras.ts'
import { pretendPlayer } from '../panels/cameras/openCameras.ts'
import { pretendHandover } from '../panels/briefing/handover/useHandover.ts'
import { pretendReplay } from '../panels/review/replay/replayHub.ts'
import { arrangedFrom } from './arranged.ts'
import { briefing, operasi, puncak } from './cities.ts'
import { GalleryIndex } from './GalleryIndex.tsx'
import { OpenEditor } from './OpenEditor.tsx'
import { ReplayMoments } from './ReplayMoments.tsx'
import { pretendedReplay } from './replayDays.ts'
import { makeStillPlayer } from './stillPlayer.ts'
import { galleryStates, type GalleryState } from './states.ts'

/**
 * `?state=NAME`, alone with `&panel=KIND`, in other looks with `&theme=`, `&lang=`, `&scale=`, and
 * with the panels of any scene, as JSON, with `&arrange=`.
 */
function draw(): ReactElement {
  const query = new URLSearchParams(window.location.search)
  const states: Readonly<Record<string, GalleryState>> = galleryStates
  const state = states[query.get('state') ?? '']
  if (state === undefined) return <GalleryIndex />
  wish(query, state)
  if (state.replays) return <ReplayMoments theme={state.theme ?? 'dark'} />
  if (state.cameras !== undefined) {
    pretendCameras(state.cameras)
    pretendPlayer(makeStillPlayer())
  }
  if (state.briefing !== undefined) pretendBriefing(state.briefing)
  if (state.handover !== undefined) pretendHandover(state.handover)
  if (state.review !== undefined) {
    pretendReview(state.review)
    pretendReplay(pretendedReplay)
  }
  const scene = arrangedFrom(query.get('arrange'))
  if (scene !== undefined) return <Frozen state={withScene(state, scene)} />
  const panel = PanelKind.safeParse(query.get('panel')).data
  return <Frozen state={panel === undefined ? state : alone(state, panel)} />
}

/** What the state asks for goes into the address, where the wall reads it. */
function wish(
  query: URLSearchParams,
  { theme, language, scale, review, briefing: shown }: GalleryState
): void {
  const scene = (review && puncak.id) ?? (shown && briefing.id)
  const wishes = { theme, lang: language, scale: scale?.toString(), scene }
  for (const [key, value] of Object.entries(wishes))
    if (value !== undefined && !query.has(key)) query.set(key, value)
  window.history.replaceState(undefined, '', `?${query}`)
}

function withScene(state: GalleryState, scene: Scene): GalleryState {
  return state.snapshot ? { ...state, snapshot: { ...state.snapshot, scenes: [scene] } } : state
}

function alone(state: GalleryState, kind: PanelKind): GalleryState {
  if (state.snapshot === undefined) return state
  const rail = (side: 'left' | 'middle' | 'right'): RailScene['left'] =>
    operasi[side]
      .filter(({ panels }) => panels.includes(kind))
      .map((row) => ({ ...row, panels: [kind] }))
  const scene = { ...operasi, left: rail('left'), middle: rail('middle'), right: rail('right') }
  return { ...state, snapshot: { ...state.snapshot, scenes: [scene] } }
}

/** A wall whose time stands still, so that every picture of it is the same. */
function Frozen({ state }: { readonly state: GalleryState }): ReactElement {
  const perfNow = state.silentMs ?? 0
  const ticker: Ticker = { monotonic: () => perfNow, after: () => () => undefined }
  const store = makeWallStore({
    ...initialWall,
    ...(state.storeFailingForMs !== undefined && {
      storeFailingAt: perfNow - state.storeFailingForMs
    })
  })
  const { snapshot, connection, overlay } = state
  if (snapshot) store.dispatch({ type: 'heard', at: 0, message: snapshot })
  if (connection) store.dispatch({ type: 'connection', connection })
  return (
    <WallContext value={{ store, moments: makeMoments(store, ticker) }}>
      <WallWindow {...(overlay && { openAt: overlay })} />
      {state.editor && <OpenEditor />}
    </WallContext>
  )
}

// `npm run legibility` asks the page for what it shows.
Object.assign(window, { shownTexts: () => shownTexts(document.body) })

const root = document.getElementById('root')
if (root === null) throw new Error('gallery.html has no #root')
createRoot(root).render(draw())
