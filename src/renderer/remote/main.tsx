import '../hub/jitless.ts'
import '../look/tokens.css'
import './remote.css'
import { createRoot } from 'react-dom/client'
import { steerPath } from '../../contract/remote.ts'
import { realTicker } from '../hub/moments.ts'
import { signChallenge } from './deviceKey.ts'
import { followTheme } from './followTheme.ts'
import { makeIdentityStore, type Identity } from './identity.ts'
import { RemotePage } from './RemotePage.tsx'
import { takeSecret } from './pairing.ts'
import { makeSteering, type Steering } from './makeSteering.ts'

// Before anything else: what is in the address is in everybody's sight.
const secret = takeSecret({ location, history })

followTheme(document.documentElement, matchMedia('(prefers-color-scheme: light)'))

const address = new URL(steerPath, window.location.href)
address.protocol = address.protocol.replace('http', 'ws')
const { origin } = window.location

function steeringOf(identity: Identity): Steering {
  return makeSteering({
    identity,
    openSocket: (protocols) => new WebSocket(address, [...protocols]),
    sign: (nonce) => signChallenge(identity.key, { nonce, origin, device: identity.device }),
    ticker: realTicker,
    random: Math.random
  })
}

const root = document.getElementById('root')
if (root === null) throw new Error('remote.html has no #root')
createRoot(root).render(
  <RemotePage
    secret={secret}
    identities={makeIdentityStore(() => indexedDB)}
    makeSteering={steeringOf}
    send={(path, init) => fetch(path, init)}
  />
)
