import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { PairRequest, RemoteDevice, remoteExpiresMs } from '../../contract/remote.ts'
import { minute, type Moment } from '../../contract/time.ts'
import type { Log } from '../log.ts'
import { digestOf, isSame, randomText } from './secrets.ts'
import { removeFile, writeWhole } from '../wholeFile.ts'

/** A paired device as it is kept: of its token the digest alone. */
export const KeptDevice = RemoteDevice.omit({ connected: true }).extend({
  tokenSha256: z.string().regex(/^[0-9a-f]{64}$/u),
  publicKey: PairRequest.shape.publicKey
})
export type KeptDevice = z.infer<typeof KeptDevice>

export const mostDevices = 32
const Kept = z.strictObject({ devices: z.array(KeptDevice).max(mostDevices) })

/** Why a device is paired no longer. */
export type Gone = 'expired' | 'revoked'
/** As many are remembered, so that they can be told. */
const mostGone = 64

/** The paired devices: `remote/devices.json` of the data folder. */
export interface Devices {
  list(): readonly KeptDevice[]
  /** On disk when it returns; throws the system's error when it cannot be. */
  add(device: Pick<KeptDevice, 'name' | 'role' | 'publicKey'>): Added
  /**
   * Undefined: there was none. It is gone also where the disk is full, after a restart too: then all
   * of them are, until `keep` succeeds.
   */
  remove(id: string, why: Gone): KeptDevice | undefined
  /** Writes them where the disk did not take them before. */
  keep(): void
  /** The device with this token, or why there is none. */
  find(id: string, token: string): KeptDevice | 'unknown' | Gone
  /** Those whose time is up; they stay until they are removed. */
  expired(): readonly KeptDevice[]
}

export interface Added {
  readonly device: KeptDevice
  /** Told once and never kept. */
  readonly token: string
}

export interface DevicesOptions {
  /** `remote/` of the data folder. */
  readonly folder: string
  /** Real time. */
  readonly now: () => Moment
  readonly log: Log
}

export function openDevices({ folder, now, log }: DevicesOptions): Devices {
  const file = join(folder, 'devices.json')
  const gone = new Map<string, Pick<KeptDevice, 'tokenSha256'> & { readonly why: Gone }>()
  let devices = read(file, log)
  let kept = true

  const write = (next: readonly KeptDevice[]): void =>
    writeWhole(file, JSON.stringify({ devices: next }))

  function keep(): void {
    try {
      write(devices)
      kept = true
    } catch (error) {
      if (kept) log('remote.devicesNotKept', { error: String(error), forgotten: isForgotten() })
      kept = false
    }
  }

  /** Rather nobody is paired after a restart than somebody who was revoked. */
  function isForgotten(): boolean {
    try {
      removeFile(file)
      return true
    } catch {
      return false
    }
  }

  const isOver = ({ pairedAt, expiresAt }: KeptDevice): boolean => {
    const at = now()
    // A clock that was set back, by more than is usual, cannot say when it ends.
    return at >= expiresAt || at < pairedAt - minute
  }

  return {
    list: () => devices,
    add({ name, role, publicKey }) {
      const token = randomText(32)
      const pairedAt = now()
      const device = {
        id: randomBytes(8).toString('hex'),
        name: unusedName(
          name,
          devices.map((other) => other.name)
        ),
        role,
        pairedAt,
        expiresAt: pairedAt + remoteExpiresMs,
        tokenSha256: digestOf(token).toString('hex'),
        publicKey
      }
      const next = [...devices, device]
      write(next)
      kept = true
      devices = next
      return { device, token }
    },
    remove(id, why) {
      const removed = devices.find((device) => device.id === id)
      if (removed === undefined) return undefined
      devices = devices.filter((device) => device !== removed)
      gone.set(id, { tokenSha256: removed.tokenSha256, why })
      for (const oldest of gone.keys()) if (gone.size > mostGone) gone.delete(oldest)
      keep()
      return removed
    },
    keep() {
      if (!kept) keep()
    },
    find(id, token) {
      const given = digestOf(token).toString('hex')
      const found = devices.find((device) => device.id === id)
      if (found !== undefined) {
        if (!isSame(given, found.tokenSha256)) return 'unknown'
        return isOver(found) ? 'expired' : found
      }
      const past = gone.get(id)
      return past !== undefined && isSame(given, past.tokenSha256) ? past.why : 'unknown'
    },
    expired: () => devices.filter(isOver)
  }
}

function read(file: string, log: Log): readonly KeptDevice[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return []
  }
  try {
    return Kept.parse(JSON.parse(text)).devices
  } catch {
    // They have to be paired anew; what it holds is not for the log.
    log('remote.devicesSpoilt')
    return []
  }
}

/** Names tell devices apart on the wall and in the log: the second Budi, or budi, is "Budi 2". */
function unusedName(name: string, used: readonly string[]): string {
  const taken = new Set(used.map(asSeen))
  for (let n = 1; ; n += 1) {
    // Half a character must not be left.
    const tried = n === 1 ? name : `${name.slice(0, 36).replace(/\p{Cs}$/u, '')} ${n}`
    if (!taken.has(asSeen(tried))) return tried
  }
}

/** The same for names that look the same. */
function asSeen(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ')
}
