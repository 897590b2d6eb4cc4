import { firstControl } from '../contract/reduceControl.ts'
import type { RemoteView } from '../contract/remote.ts'
import { designMoment } from './make.ts'

/** What a remote is told of a quiet wall. */
export function makeRemoteView(overrides: Partial<RemoteView> = {}): RemoteView {
  return {
    type: 'view',
    clock: { now: designMoment, speed: 1, simulated: false },
    freshness: 'live',
    simulated: false,
    service: 'Contoh 112',
    name: 'Rina',
    role: 'presenter',
    expiresAt: designMoment + 8 * 3_600_000,
    control: firstControl(designMoment, { scenes: ['operasi', 'cctv'], staffOnly: false }),
    staffOnly: false,
    scenes: [
      { id: 'operasi', name: 'Operasi' },
      { id: 'cctv', name: 'CCTV' }
    ],
    incidents: [],
    cameras: [],
    names: { categories: {}, districts: {} },
    prepared: [],
    ...overrides
  }
}
