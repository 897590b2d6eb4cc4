import { RemoteAdmin, remoteAdminPath, type RemoteTold } from '../../contract/remote.ts'
import { ApiError, readQuestion, sendJson, type ApiCalls } from '../push/tokenApi.ts'
import type { AdminRefusal, Remote } from './startRemote.ts'

/** `/api/remote`: what a wall window asks of the remotes. `shown` is what its mode lets out. */
export function remoteApi(
  remote: Pick<Remote, 'admin' | 'told'>,
  shown: (told: RemoteTold) => RemoteTold
): ApiCalls {
  return {
    [remoteAdminPath]: {
      method: 'POST',
      async answer(request, response) {
        const refused = await remote.admin(await readQuestion(request, RemoteAdmin))
        if (refused !== undefined) throw new ApiError(statuses[refused], sentences[refused])
        sendJson(response, 200, { remote: shown(remote.told()) })
      }
    }
  }
}

const statuses: Readonly<Record<AdminRefusal, number>> = { guests: 403, notRecorded: 503, off: 409 }

const sentences: Readonly<Record<AdminRefusal, string>> = {
  guests: 'Guests are in the room: remotes are switched on and paired in another mode.',
  notRecorded: 'The audit log cannot be written, so nothing is done.',
  off: 'Remotes are switched off.'
}
