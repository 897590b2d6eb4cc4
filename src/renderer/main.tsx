import './hub/jitless.ts'
import './look/tokens.css'
import './look/base.css'
import { createRoot } from 'react-dom/client'
import { EditorDoor } from './editor/EditorDoor.tsx'
import { makeSceneApi } from './editor/sceneApi.ts'
import { startConnection } from './hub/connection.ts'
import { makeMoments, realTicker } from './hub/moments.ts'
import { openRemoteAdmin } from './hub/remoteAdmin.ts'
import { takeToken } from './hub/token.ts'
import { openBriefing } from './hub/useBriefing.ts'
import { openReview } from './hub/useReview.ts'
import { WallContext } from './hub/useWall.ts'
import { makeWallStore } from './hub/wallStore.ts'
import { openCameras } from './panels/cameras/openCameras.ts'
import { openReplay } from './panels/review/replay/replayHub.ts'
import { heatSettings } from './panels/map/heatSettings.ts'
import { ImportDrop, isDeskWindow } from './wall/ImportDrop.tsx'
import { makeImportDropClient } from './wall/ImportDropClient.ts'
import { topicsOf } from './wall/topicsOf.ts'
import { WallWindow } from './wall/WallWindow.tsx'

const store = makeWallStore(undefined, (tell) => requestAnimationFrame(tell))
const moments = makeMoments(store, realTicker)
moments.start()

const address = new URL('/wall', window.location.href)
address.protocol = address.protocol.replace('http', 'ws')

const token = takeToken({ location, history, storage: sessionStorage })
openCameras({ token })
openReview({ token })
openBriefing({ token })
openReplay({ token })
openRemoteAdmin({ token })

const connection = startConnection({
  store,
  token,
  topics: topicsOf(undefined, heatSettings().window),
  openSocket: (protocols) => new WebSocket(address, [...protocols]),
  ticker: realTicker,
  random: Math.random
})

const importClient = makeImportDropClient(token ?? '')
const sceneApi = makeSceneApi(token ?? '', (path, init) => fetch(path, init))
const isDesk = isDeskWindow(window.location.search)

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <WallContext value={{ store, moments }}>
    <WallWindow onTopics={connection.setTopics} onAct={connection.act} />
    <ImportDrop client={importClient} isDesk={isDesk} />
    <EditorDoor api={sceneApi} isDesk={isDesk} onTopics={connection.setTopics} />
  </WallContext>
)
