import { useLayoutEffect, type ReactElement } from 'react'
import { SpeechProvider } from '../look/SpeechProvider.tsx'
import { pretendReplay } from '../panels/review/replay/replayHub.ts'
import { ReplayPanel } from '../panels/review/replay/ReplayPanel.tsx'
import { pretendedReplay, replayMoments } from './replayDays.ts'
import './gallery.css'

/** The time-lapse as large as it is in the scene, once for each state. */
export function ReplayMoments({ theme }: { readonly theme: 'dark' | 'light' }): ReactElement {
  pretendReplay(pretendedReplay)
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])
  return (
    <SpeechProvider locale="id-ID" timeZone="Asia/Jakarta" language="id">
      <main className="gallery-replays">
        {replayMoments.map((props, index) => (
          <div key={index}>
            <ReplayPanel {...props} />
          </div>
        ))}
      </main>
    </SpeechProvider>
  )
}
