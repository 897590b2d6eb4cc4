import { useState, type ReactElement } from 'react'
import type { ControlAction } from '../../contract/control.ts'
import { allowedActions, type RemoteView } from '../../contract/remote.ts'
import { second } from '../../contract/time.ts'
import { useFormat } from '../look/format.ts'
import { useWords } from '../look/words.ts'
import { CameraList } from './CameraList.tsx'
import { CurtainDrawn } from './CurtainDrawn.tsx'
import { Dock } from './Dock.tsx'
import { IncidentList } from './IncidentList.tsx'
import { More } from './More.tsx'
import { Notices } from './Notices.tsx'
import { OtherLanguage } from './OtherLanguage.tsx'
import { remoteWords, type RemoteSay } from './remoteWords.ts'
import { SceneList } from './SceneList.tsx'
import { StepsTab } from './StepsTab.tsx'
import { refusalShownMs, type Link, type SteerState } from './steerState.ts'
import { ThisPhone } from './ThisPhone.tsx'
import { WallNow } from './WallNow.tsx'

export type Tab = 'scenes' | 'incidents' | 'cameras' | 'steps' | 'more'

/** What every part of the steering screen is given. */
export interface SteerProps {
  readonly view: RemoteView
  /** The hub's clock at this moment. */
  readonly now: number
  readonly may: (action: ControlAction['type']) => boolean
  readonly act: (action: ControlAction) => void
}

export interface SteerScreenProps {
  readonly state: SteerState
  /** `performance.now()`, ticking. */
  readonly perfNow: number
  readonly act: (action: ControlAction) => void
  readonly onGiveBack: () => void
  readonly onForget: () => void
  readonly onReload: () => void
  readonly startAt?: Tab
}

/** The wall in one hand: what it shows, above; what to choose from; what is pressed most, below. */
export function SteerScreen(screen: SteerScreenProps): ReactElement {
  const say = useWords(remoteWords)
  const { state, onForget } = screen
  const { link, view } = state
  // A view of a hub that let this device go is no longer this device's to see.
  if (link.state === 'out')
    return (
      <main className="out">
        <OtherLanguage />
        <h1>{say.outTitle}</h1>
        <p role="alert">{say.out[link.reason]}</p>
        {link.reason !== 'switchedOff' && link.reason !== 'tooFast' && (
          <button type="button" className="button button-main" onClick={onForget}>
            {say.pairAnew}
          </button>
        )}
      </main>
    )
  if (view === undefined)
    return (
      <main className="out">
        <OtherLanguage />
        <p role="status">{sayLink(link, say)}</p>
        {link.state === 'lost' && <p>{say.lostLong}</p>}
        <Unreadable {...screen} />
      </main>
    )
  return <Steering {...screen} view={view} />
}

function Steering({
  view,
  ...screen
}: SteerScreenProps & { readonly view: RemoteView }): ReactElement {
  const { state, perfNow, act, startAt } = screen
  const walking = view.steps !== undefined
  const [tab, setTab] = useState<Tab>(startAt ?? (walking ? 'steps' : 'scenes'))
  const [walked, setWalked] = useState(walking)
  // Once a briefing is begun, here or at the wall, its notes are what is wanted.
  if (walking !== walked) {
    setWalked(walking)
    if (walking) setTab('steps')
  }
  const allowed = allowedActions[view.role]
  const part: SteerProps = {
    view,
    now: view.clock.now + Math.max(0, perfNow - (state.heardAt ?? perfNow)) * view.clock.speed,
    may: (action) => allowed.has(action),
    act
  }
  const open = state.link.state === 'open'
  const chooses = part.may('callScene')
  const shown = chooses ? tab : 'more'
  return (
    <div className="steer" data-link={state.link.state}>
      <header className="steer-head">
        {!open && <Lost {...screen} />}
        <WallNow view={view} open={open} />
      </header>
      {view.control.curtain.drawn ? (
        <fieldset className="steer-list" disabled={!open}>
          <CurtainDrawn {...part} />
        </fieldset>
      ) : (
        <div className="steer-list" data-tab={shown}>
          <fieldset disabled={!open}>
            <Notices {...part} />
            {shown === 'scenes' && <SceneList {...part} />}
            {shown === 'incidents' && <IncidentList {...part} />}
            {shown === 'cameras' && <CameraList {...part} />}
            {shown === 'steps' && <StepsTab {...part} />}
            {shown === 'more' && <More {...part} />}
          </fieldset>
          {shown === 'more' && <ThisPhone {...part} {...screen} open={open} />}
        </div>
      )}
      <div className="steer-thumb">
        <Refused {...screen} />
        {chooses && !view.control.curtain.drawn && (
          <Tabs tab={tab} onTab={setTab} late={countLate(view)} />
        )}
        {!view.control.curtain.drawn && (
          <fieldset disabled={!open}>
            <Dock {...part} />
          </fieldset>
        )}
      </div>
    </div>
  )
}

const tabs: readonly Tab[] = ['scenes', 'incidents', 'cameras', 'steps', 'more']

function Tabs({
  tab,
  onTab,
  late
}: {
  readonly tab: Tab
  readonly onTab: (tab: Tab) => void
  readonly late: number
}): ReactElement {
  const say = useWords(remoteWords)
  return (
    <nav className="steer-tabs" aria-label={say.tabsLabel}>
      {tabs.map((one) => (
        <button
          key={one}
          type="button"
          aria-current={one === tab ? 'page' : undefined}
          data-tab={one}
          onClick={() => onTab(one)}
        >
          {say.tabs[one]}
          {one === 'incidents' && late > 0 && (
            <b className="inverse">
              {late}
              <span className="unseen"> {say.late}</span>
            </b>
          )}
        </button>
      ))}
    </nav>
  )
}

function countLate({ incidents }: RemoteView): number {
  return incidents.filter(({ late }) => late).length
}

function sayLink({ state }: Link, say: RemoteSay): string {
  if (state === 'connecting') return say.connecting
  return state === 'unreadable' ? say.unreadable : say.lost
}

/** Long enough for a hub that was started anew. */
const longMs = 20 * second

/** Nothing below can be pressed meanwhile. */
function Lost({ state, perfNow, onReload }: SteerScreenProps): ReactElement {
  const say = useWords(remoteWords)
  const format = useFormat()
  const silentMs = perfNow - (state.heardAt ?? perfNow)
  return (
    <div className="alert steer-lost">
      {/* The age below it is not read out every second. */}
      <p role="alert">
        {sayLink(state.link, say)} {state.unanswered && say.lostUnanswered}
      </p>
      {state.heardAt !== undefined && (
        <p>
          {say.lastKnown(format.age(Math.floor(silentMs / second) * second))}{' '}
          {silentMs > longMs && say.lostLong}
        </p>
      )}
      <Unreadable state={state} onReload={onReload} />
    </div>
  )
}

function Unreadable({
  state,
  onReload
}: Pick<SteerScreenProps, 'state' | 'onReload'>): ReactElement | null {
  const say = useWords(remoteWords)
  if (state.link.state !== 'unreadable') return null
  return (
    <button type="button" className="button button-main" onClick={onReload}>
      {say.reload}
    </button>
  )
}

/** Why what was pressed last was not done. */
function Refused({
  state: { refused },
  perfNow
}: Pick<SteerScreenProps, 'state' | 'perfNow'>): ReactElement | null {
  const say = useWords(remoteWords)
  if (refused === undefined || perfNow - refused.at > refusalShownMs) return null
  return (
    <p className="alert steer-refused" role="alert">
      {say.refused[refused.refusal]}
    </p>
  )
}
