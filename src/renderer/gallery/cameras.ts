import listFile from '../../../resources/cameras/semarang.json'
import { Camera, type CameraState } from '../../contract/camera.ts'
import { hour, minute, second, type Moment } from '../../contract/time.ts'
import { noCameras, type CamerasSeen } from '../hub/cameras/cameraStore.ts'

/** Number of the loop whose picture stands for a camera, by camera id. */
export const loopOf: ReadonlyMap<string, string> = new Map(
  listFile.cameras.map(({ id, sub }) => [id, sub.slice('demo:'.length)])
)

const cameras = listFile.cameras.map((entry) =>
  Camera.parse({
    id: entry.id,
    label: entry.label,
    name: entry.name,
    position: entry.position,
    owner: entry.owner,
    guest: entry.guest,
    groups: entry.groups,
    demo: true,
    hasMain: false
  })
)

/** All live but these. */
const faults: Readonly<Record<string, Omit<CameraState, 'id'>>> = {
  k07: { status: 'frozen', pictureAgeMs: 4 * minute + 12 * second },
  k12: { status: 'service', pictureAgeMs: 3 * hour },
  k27: { status: 'noSignal', pictureAgeMs: 2 * hour + 5 * minute, problem: 'unreachable' },
  k30: { status: 'neverSeen', problem: 'unauthorised' },
  k14: { status: 'live', pictureAgeMs: 60, codec: 'hvc1.1.6.L93.B0' }
}

/** Semarang's cameras as a window would know them; with `faulty` one of each fault. */
export function makeCameras({
  faulty,
  serviceUntil
}: {
  readonly faulty: boolean
  readonly serviceUntil: Moment
}): CamerasSeen {
  const states = cameras.map(({ id }): CameraState => {
    const fault = faulty ? faults[id] : undefined
    return { id, status: 'live', codec: 'avc1.42c01f', fps: 10, ...fault }
  })
  return {
    ...noCameras,
    connected: true,
    cameras: cameras.map((camera) =>
      faulty && faults[camera.id]?.status === 'service' ? { ...camera, serviceUntil } : camera
    ),
    states: new Map(states.map((state) => [state.id, state])),
    undecodable: new Set(['hvc1.1.6.L93.B0'])
  }
}
