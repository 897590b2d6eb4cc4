import type { FocusTarget } from '../../contract/control.ts'
import type { Snapshot } from '../../contract/hubMessages.ts'
import type { RemoteDevice, RemoteTold } from '../../contract/remote.ts'
import { hour, minute, second } from '../../contract/time.ts'
import { designMoment, makeControl } from '../../testing/make.ts'
import { makeCameras } from './cameras.ts'
import { cctv } from './cities.ts'
import { designSnapshot } from './semarangDay.ts'
import type { GalleryState } from './states.ts'

/*
 * The dialog in which phones are paired and revoked.
 */

const now = designMoment
const served = {
  on: true,
  url: 'https://192.168.10.24:4113/',
  fingerprint:
    '7C:1E:90:AB:33:5D:E2:08:4F:B6:71:0A:CC:29:D4:83:5E:F0:17:92:6B:AE:04:3D:88:C1:72:EF:56:0B:9A:2D',
  ownCertificate: false
} as const

const device = (
  id: number,
  name: string,
  role: RemoteDevice['role'],
  connected: boolean
): RemoteDevice => ({
  id: String(id).padStart(16, '0'),
  name,
  role,
  pairedAt: now - hour,
  expiresAt: now + 7 * hour,
  connected
})

export const devices = [
  device(1, 'Bu Ratna', 'presenter', true),
  device(2, 'Budi', 'operator', true),
  device(3, 'Tablet ruang rapat', 'viewer', false)
]

const phones = (remote: RemoteTold | undefined): Omit<GalleryState, 'what'> => ({
  snapshot: { ...designSnapshot, ...(remote && { remote }) },
  overlay: 'remote'
})

const cameras = makeCameras({ faulty: false, serviceUntil: now })
const lesser = designSnapshot.incidents.findLast(({ priority }) => priority > 2)?.id ?? ''

const focused = (on: FocusTarget): { readonly snapshot: Snapshot } => {
  const rina = { since: now - minute, by: { kind: 'remote', name: 'Bu Ratna' } } as const
  const control = makeControl({ focus: { on, ...rina }, steering: rina })
  return { snapshot: { ...designSnapshot, control, remote: { ...served, devices } } }
}

export const phoneStates = {
  'ponsel-tanpa': { what: 'R: hub tanpa kendali ponsel', ...phones(undefined) },
  'ponsel-mati': { what: 'R: dimatikan', ...phones({ on: false, devices: [] }) },
  'ponsel-porta': {
    what: 'R: porta dipakai program lain',
    ...phones({ on: false, problem: 'portTaken', devices: [] })
  },
  'ponsel-peran': { what: 'R: peran dan daftar', ...phones({ ...served, devices }) },
  'ponsel-kode': {
    what: 'R: kode untuk satu ponsel',
    ...phones({
      ...served,
      pairing: {
        role: 'presenter',
        address: `${served.url}#pair=gallery_of_no_secret_0`,
        digits: '482913',
        expiresAt: now + 97 * second,
        triesLeft: 5
      },
      devices
    })
  },
  'sorotan-kejadian': {
    what: 'dari ponsel: laporan rendah disorot',
    ...focused({ kind: 'incident', id: lesser }),
    cameras
  },
  'sorotan-kamera': {
    what: 'dari ponsel: kamera disorot',
    ...focused({ kind: 'camera', id: 'k05' }),
    cameras
  },
  'sorotan-cctv': {
    what: 'dari ponsel: kamera disorot di CCTV',
    snapshot: { ...focused({ kind: 'camera', id: 'k05' }).snapshot, scenes: [cctv] },
    cameras
  }
} satisfies Record<string, GalleryState>
