import { createPublicKey } from 'node:crypto'
import type { Actor } from '../../contract/control.ts'
import { PairRequest, pairPath, type Paired, type PairRefusal } from '../../contract/remote.ts'
import { monotonicMs } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Route } from '../push/httpServer.ts'
import { ApiError, readQuestion, sendJson } from '../push/tokenApi.ts'
import { mostDevices, type Added, type Devices } from './devices.ts'
import type { Pairing } from './pairing.ts'
import { rateLimit } from './rateLimit.ts'

export interface PairOptions {
  readonly pairing: Pairing
  readonly devices: Pick<Devices, 'list' | 'add' | 'remove'>
  readonly isGuests: () => boolean
  /** Whether it is in the audit log. */
  readonly record: (what: string, by: Actor) => boolean
  /** It has happened, and gets there as soon as it can. */
  readonly recordAfter: (what: string, by: Actor) => void
  /** The pairing served its purpose, or was spoilt. */
  readonly done: () => void
  /** Tries or devices are others. */
  readonly changed: () => void
  readonly log: Log
}

const ofOneAddress = { burst: 10, perMinute: 10 }
const ofAll = { burst: 30, perMinute: 30 }
/** A pairing is a few hundred bytes. */
const longestRequest = 4 * 1024

const statuses: Readonly<Record<PairRefusal, number>> = {
  noPairing: 404,
  wrongCode: 403,
  tooManyTries: 429,
  guests: 403,
  full: 409,
  notRecorded: 503
}

/** POST `pairPath`: a device that knows what the wall shows is let in. */
export function pairRoute(options: PairOptions): Route {
  const { isGuests, log } = options
  const mayTry = rateLimit({ ...ofOneAddress, nowMs: monotonicMs })
  const mayAnybody = rateLimit({ ...ofAll, nowMs: monotonicMs })
  /** Too many: logged once, so that nobody in the network fills the log. */
  let isFlooded = false
  return async (path, request, response) => {
    if (path !== pairPath || request.method !== 'POST') return false
    try {
      const refuse = (refused: PairRefusal): true => {
        if (!isFlooded) log('remote.notPaired', { refused })
        sendJson(response, statuses[refused], { error: refused })
        return true
      }
      if (!mayTry.take(request.socket.remoteAddress ?? '') || !mayAnybody.take('')) {
        refuse('tooManyTries')
        isFlooded = true
        return true
      }
      isFlooded = false
      if (isGuests()) return refuse('guests')
      const given = await readQuestion(request, PairRequest, longestRequest)
      const result = isGuests() ? 'guests' : pair(given, options)
      if (typeof result === 'string') return refuse(result)
      const { id: device, role, expiresAt } = result.device
      log('remote.paired', { device, role })
      sendJson(response, 200, { device, token: result.token, role, expiresAt } satisfies Paired)
    } catch (error) {
      if (!(error instanceof ApiError) || response.headersSent) throw error
      sendJson(response, error.status, { error: error.message })
    }
    return true
  }
}

/** Nothing here waits, so that one code lets one device in. */
function pair(
  { secret, digits, name, publicKey }: PairRequest,
  { pairing, devices, record, recordAfter, done, changed, log }: PairOptions
): Added | PairRefusal {
  if (!isKey(publicKey)) throw new ApiError(400, 'publicKey: is no point of P-256.')
  const attempt = pairing.attempt({ secret, digits })
  if ('refused' in attempt) {
    if (attempt.spoilt === true) {
      recordAfter('pairingSpoilt', { kind: 'system' })
      done()
    } else changed()
    return attempt.refused
  }
  if (devices.list().length >= mostDevices) return 'full'
  let added: Added
  try {
    added = devices.add({ name, role: attempt.role, publicKey })
  } catch (error) {
    log('remote.devicesNotKept', { error: String(error) })
    return 'notRecorded'
  }
  const { id, role } = added.device
  if (!record(`paired ${role} ${id}`, { kind: 'remote', name: added.device.name })) {
    devices.remove(id, 'revoked')
    return 'notRecorded'
  }
  done()
  changed()
  return added
}

function isKey(publicKey: PairRequest['publicKey']): boolean {
  try {
    createPublicKey({ key: publicKey, format: 'jwk' })
    return true
  } catch {
    return false
  }
}
