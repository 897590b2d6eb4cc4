import { z } from 'zod'
import { remoteAdminPath, type RemoteAdmin } from '../../contract/remote.ts'
import { ask, type Fetch } from './reviewApi.ts'

/** Why what a window asked of the remotes was not done. */
export type AdminFault = 'unreachable' | 'guests' | 'notRecorded' | 'off' | 'failed'

/** What came of it is told to all windows; never throws. */
export type AskRemotes = (request: RemoteAdmin) => Promise<AdminFault | undefined>

let askHub: AskRemotes = () => Promise.resolve('unreachable')

/** Lets this window ask its hub, once, when the window starts. */
export function openRemoteAdmin({ token }: { readonly token: string | undefined }): void {
  askHub = makeRemoteAdmin(token ?? '', (path, init) => fetch(path, init))
}

/** Switches remotes on and off, opens a pairing, revokes a device. */
export const askRemotes: AskRemotes = (request) => askHub(request)

const faults: Readonly<Record<number, AdminFault>> = {
  403: 'guests',
  409: 'off',
  503: 'notRecorded'
}

export function makeRemoteAdmin(token: string, fetchFrom: Fetch): AskRemotes {
  return async (request) => {
    const told = await ask(z.unknown(), () =>
      fetchFrom(remoteAdminPath, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(request)
      })
    )
    if (told.ok) return undefined
    const { fault } = told
    return fault.kind === 'refused' ? (faults[fault.status] ?? 'failed') : 'unreachable'
  }
}
