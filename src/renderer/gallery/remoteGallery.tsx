import '../hub/jitless.ts'
import '../look/tokens.css'
import '../remote/remote.css'
import type { ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import { SpeechProvider } from '../look/SpeechProvider.tsx'
import { HowToPair, PairScreen } from '../remote/PairScreen.tsx'
import { SteerScreen } from '../remote/SteerScreen.tsx'
import { initialSteering } from '../remote/steerState.ts'
import { remoteStates, type RemoteState } from './remoteStates.ts'

/** The page of phones in one state: `?state=NAME`, in other looks with `&theme=` and `&lang=`. */
const query = new URLSearchParams(window.location.search)
const language = query.get('lang') === 'en' ? 'en' : 'id'
document.documentElement.dataset['theme'] = query.get('theme') === 'light' ? 'light' : 'dark'

const nothing = (): void => undefined

function Screen({ state }: { readonly state: RemoteState }): ReactElement {
  switch (state.screen) {
    case 'howTo':
      return <HowToPair />
    case 'pair':
      return <PairScreen busy={false} fault={state.fault} onPair={nothing} />
    case 'steer': {
      const { perfNow = 0, tab, steering } = state
      return (
        <SteerScreen
          state={{ ...initialSteering, ...steering }}
          perfNow={perfNow}
          act={nothing}
          onGiveBack={nothing}
          onForget={nothing}
          onReload={nothing}
          {...(tab && { startAt: tab })}
        />
      )
    }
  }
}

const root = document.getElementById('root')
if (root === null) throw new Error('gallery-remote.html has no #root')
const states: Readonly<Record<string, RemoteState>> = remoteStates
const state = states[query.get('state') ?? ''] ?? remoteStates.scenes
createRoot(root).render(
  <SpeechProvider locale="id-ID" timeZone="Asia/Jakarta" language={language}>
    <Screen state={state} />
  </SpeechProvider>
)
