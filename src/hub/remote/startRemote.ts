import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import type { Actor, ControlAction, Refusal } from '../../contract/control.ts'
import {
  allowedActions,
  giveBackAfterMs,
  type RemoteAdmin,
  type RemoteTold
} from '../../contract/remote.ts'
import type { Moment } from '../../contract/time.ts'
import { without } from '../../contract/without.ts'
import type { WallControl } from '../control/wallControl.ts'
import type { Log } from '../log.ts'
import { certificateFor, CertificateError, type Certificate } from './certificate.ts'
import { openDevices, type Gone, type KeptDevice } from './devices.ts'
import { lanAddress } from './lanAddress.ts'
import { pairing } from './pairing.ts'
import { pairRoute } from './pairRoute.ts'
import { startRemoteServer, type RemoteServer } from './remoteServer.ts'
import { remoteView, type RemoteRoom } from './remoteView.ts'
import { steering } from './steering.ts'
import { steerSockets, type SteerSockets } from './steerSockets.ts'

export interface RemoteOptions {
  /** 0 = any free one. */
  readonly port: number
  readonly host?: string | undefined
  /** PEM files of an own certificate. */
  readonly cert?: string | undefined
  readonly key?: string | undefined
  readonly dataFolder: string
  /** The built pages. */
  readonly renderer: string
  readonly control: Pick<WallControl, 'current' | 'act' | 'announce' | 'ended' | 'onChange'>
  /** What remotes are shown out of, but the control. */
  readonly room: () => Omit<RemoteRoom, 'control'>
  /** `told` is otherwise. */
  readonly changed: () => void
  /** Real time. */
  readonly now: () => Moment
  readonly log: Log
  /** For a test that does not wait. */
  readonly giveBackAfterMs?: number
}

/** Phones and tablets that steer the wall; off until somebody at the wall switches them on. */
export interface Remote {
  told(): RemoteTold
  /** Why it was not done. What came of it stands in `told`. */
  admin(request: RemoteAdmin): Promise<AdminRefusal | undefined>
  /** What remotes show may be otherwise. */
  tell(): void
  stop(): Promise<void>
}

export type AdminRefusal = 'guests' | 'notRecorded' | 'off'

type Problem = NonNullable<RemoteTold['problem']>

interface Running {
  readonly server: RemoteServer
  readonly sockets: SteerSockets
  readonly certificate: Certificate
}

/** Pairings and devices whose time is up are looked for this often. */
const settleEveryMs = 250
const wall: Actor = { kind: 'wall' }
const system: Actor = { kind: 'system' }

export function startRemote(options: RemoteOptions): Remote {
  const { control, room, changed, now, log } = options
  const folder = join(options.dataFolder, 'remote')
  const devices = openDevices({ folder, now, log })
  const code = pairing(now)
  let running: Running | undefined
  let problem: Problem | undefined
  let wasOpen = false
  /** What a device tried and may not: on record once, so that it cannot fill the disk. */
  const notAllowed = new Set<string>()

  const isGuests = (): boolean => control.current().mode.mode === 'guests'
  const isConnected = (id: string): boolean => running?.sockets.isConnected(id) === true
  /** For what lets somebody in: not done unless it is on record. */
  const record = (what: string, by: Actor): boolean =>
    control.announce({ event: 'remote', what, by })
  /** For what keeps somebody out: done, and on record as soon as it can be. */
  const recordAfter = (what: string, by: Actor): void =>
    control.ended({ event: 'remote', what, by })

  const steers = steering({
    control,
    isConnected: (name) =>
      devices.list().some((device) => device.name === name && isConnected(device.id)),
    giveBackAfterMs: options.giveBackAfterMs ?? giveBackAfterMs,
    now
  })

  control.onChange(() => {
    if (isGuests()) closePairing()
    running?.sockets.tell()
  })
  const settleTimer = setInterval(settle, settleEveryMs)

  function settle(): void {
    devices.keep()
    for (const device of devices.expired()) remove(device.id, 'expired', system)
    if (wasOpen && code.current() === undefined) closePairing()
  }

  function closePairing(): void {
    if (!wasOpen) return
    code.close()
    wasOpen = false
    changed()
  }

  function remove(id: string, why: Gone, by: Actor): void {
    const device = devices.remove(id, why)
    if (device === undefined) return
    recordAfter(`${why} ${id} ${device.name}`, by)
    log(`remote.${why}`, { device: id })
    steers.giveBack(device.name)
    running?.sockets.drop(id, why)
    changed()
  }

  function act({ id, name, role }: KeptDevice, action: ControlAction): Refusal | undefined {
    // Its time may be up since they were looked for.
    settle()
    if (!devices.list().some((device) => device.id === id)) return 'notAllowed'
    const by: Actor = { kind: 'remote', name }
    if (!allowedActions[role].has(action.type)) {
      const once = `${id} ${action.type}`
      if (!notAllowed.has(once)) recordAfter(`notAllowed ${action.type}`, by)
      notAllowed.add(once)
      return 'notAllowed'
    }
    const done = (): Refusal | undefined => control.act(inItsName(action), by)
    // Whoever lets the curtain fall protects somebody; the wall is still in the hand it was in.
    return action.type === 'drawCurtain' ? done() : steers.doing(name, done)
  }

  async function switchOn(): Promise<AdminRefusal | undefined> {
    if (running !== undefined) return undefined
    if (!record('on', wall)) return 'notRecorded'
    problem = undefined
    try {
      running = await serve()
      log('remote.on', { url: running.server.url })
    } catch (error) {
      problem = problemOf(error)
      recordAfter('off', system)
      log('remote.failed', { error: String(error) })
    }
    changed()
    return undefined
  }

  async function serve(): Promise<Running> {
    const { cert, key, port, renderer } = options
    const host = options.host ?? lanAddress(networkInterfaces())
    if (host === undefined) throw new NoAddressError('This machine has no private IPv4 address.')
    const own = cert === undefined || key === undefined ? undefined : { cert, key }
    const certificate = await certificateFor({ folder, host, own, now, hostname: hostname() })
    const sockets = steerSockets({
      devices,
      origin: () => server.origin,
      view: (device) => remoteView(device, { ...room(), control: control.current() }),
      act,
      giveBack: ({ name }) => steers.giveBack(name),
      changed: ({ id, name }) => {
        if (isConnected(id)) steers.returned(name)
        else steers.left(name)
        changed()
      }
    })
    const pair = pairRoute({
      pairing: code,
      devices,
      isGuests,
      record,
      recordAfter,
      done: closePairing,
      changed,
      log
    })
    const onError = (error: unknown): void => log('remote.requestFailed', { error: String(error) })
    const server: RemoteServer = await startRemoteServer({
      certificate,
      host,
      port,
      renderer,
      pair,
      steer: sockets.route,
      onError
    }).catch(async (error: unknown) => {
      await sockets.stop()
      throw error
    })
    return { server, sockets, certificate }
  }

  async function switchOff(): Promise<void> {
    problem = undefined
    closePairing()
    const stopping = running
    if (stopping === undefined) return
    stopping.sockets.dropAll('switchedOff')
    await stopping.sockets.stop()
    await stopping.server.stop()
    running = undefined
  }

  async function admin(request: RemoteAdmin): Promise<AdminRefusal | undefined> {
    switch (request.type) {
      case 'switchOn':
        return isGuests() ? 'guests' : await switchOn()
      case 'switchOff':
        if (running !== undefined) recordAfter('off', wall)
        await switchOff()
        changed()
        return undefined
      case 'openPairing':
        if (isGuests()) return 'guests'
        if (running === undefined) return 'off'
        if (!record(`pairing ${request.role}`, wall)) return 'notRecorded'
        code.open(request.role)
        wasOpen = true
        changed()
        return undefined
      case 'closePairing':
        closePairing()
        return undefined
      case 'revoke':
        remove(request.device, 'revoked', wall)
        return undefined
    }
  }

  function told(): RemoteTold {
    const open = code.current()
    const served = running && {
      url: running.server.url,
      fingerprint: running.certificate.fingerprint,
      ownCertificate: running.certificate.own
    }
    return {
      on: running !== undefined,
      ...(problem !== undefined && { problem }),
      ...served,
      ...(served &&
        open && {
          pairing: {
            role: open.role,
            address: `${served.url}#pair=${open.secret}`,
            digits: open.digits,
            expiresAt: open.expiresAt,
            triesLeft: open.triesLeft
          }
        }),
      devices: devices.list().map(({ id, name, role, pairedAt, expiresAt }) => ({
        id,
        name,
        role,
        pairedAt,
        expiresAt,
        connected: isConnected(id)
      }))
    }
  }

  // One at a time: two windows may ask at once.
  let last: Promise<unknown> = Promise.resolve()
  return {
    told,
    admin(request) {
      const done = last.then(() => admin(request))
      last = done.catch(() => undefined)
      return done
    },
    tell: () => running?.sockets.tell(),
    async stop() {
      clearInterval(settleTimer)
      await last
      await switchOff()
      steers.stop()
    }
  }
}

/** Without the name of somebody else, and without words on the wall that no button has. */
function inItsName(action: ControlAction): ControlAction {
  if (action.type === 'setMode') return without(action, 'name')
  return action.type === 'callScene' ? without(action, 'why') : action
}

class NoAddressError extends Error {}

function problemOf(error: unknown): Problem {
  if (error instanceof CertificateError) return 'badCertificate'
  if (error instanceof NoAddressError) return 'noAddress'
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return 'portTaken'
  return code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' ? 'noAddress' : 'other'
}
