import type { Camera } from '../../contract/camera.ts'
import type { WallCity } from '../../contract/city.ts'
import type { Control } from '../../contract/control.ts'
import { dataAge } from '../../contract/dataAge.ts'
import type { Health } from '../../contract/health.ts'
import type { WallIncident } from '../../contract/incident.ts'
import { openIncidents, severityRank } from '../../contract/leadIncident.ts'
import type { RemoteDevice, RemoteView } from '../../contract/remote.ts'
import type { Scene } from '../../contract/scene.ts'
import type { BriefingSteps } from '../../contract/steps.ts'
import type { HubClock } from '../../contract/time.ts'
import { redactFor } from '../control/redact.ts'

/** All that remotes are shown out of, before the mode takes its part away. */
export interface RemoteRoom {
  readonly clock: HubClock
  readonly health: Health
  readonly control: Control
  readonly city: WallCity
  readonly staffOnly: boolean
  readonly incidents: readonly WallIncident[]
  readonly cameras: readonly Camera[]
  readonly scenes: readonly Pick<Scene, 'id' | 'name'>[]
  readonly steps: Readonly<Record<string, BriefingSteps>>
}

const mostIncidents = 50

/** Everything a device shows. What only some may see is left out, never hidden by the page. */
export function remoteView(
  { name, role, expiresAt }: Pick<RemoteDevice, 'name' | 'role' | 'expiresAt'>,
  room: RemoteRoom
): RemoteView {
  const { clock, health, control, city, staffOnly } = room
  const guests = control.mode.mode === 'guests'
  const walked = control.steps && room.steps[control.steps.id]
  return {
    type: 'view',
    clock,
    // The device adds its own silence, as a window does.
    freshness: dataAge(health, {
      silenceMs: 0,
      storeFailingMs: health.store.state === 'failing' ? 0 : undefined
    }).freshness,
    simulated: health.simulated,
    service: city.service,
    name,
    role,
    expiresAt,
    control: redactFor(control.mode.mode, city).control(control),
    staffOnly,
    scenes: room.scenes.map(({ id, name: called }) => ({ id, name: called })),
    incidents: guests ? [] : remoteIncidents(room),
    cameras: room.cameras
      .filter(({ guest }) => guest || !guests)
      .map(({ id, label, name: called }) => ({ id, label, name: called })),
    names: namesOf(city),
    prepared: Object.entries(room.steps).map(([id, steps]) => ({ id, name: steps.name })),
    ...(walked && {
      steps: {
        name: walked.name,
        steps: walked.steps.map(({ title, notes }) => ({
          title,
          ...(notes !== undefined && role !== 'viewer' && { notes })
        }))
      }
    })
  }
}

function remoteIncidents({ incidents, city, clock }: RemoteRoom): RemoteView['incidents'] {
  return openIncidents(incidents, city, clock.now)
    .sort(
      (a, b) =>
        severityRank(a.incident) - severityRank(b.incident) ||
        b.incident.receivedAt - a.incident.receivedAt
    )
    .slice(0, mostIncidents)
    .map(({ incident: { id, category, priority, district, receivedAt }, clock: { state } }) => ({
      id,
      category,
      priority,
      ...(district !== undefined && { district }),
      receivedAt,
      late: state === 'late'
    }))
}

function namesOf({ categories, districts }: WallCity): RemoteView['names'] {
  return {
    categories: Object.fromEntries(
      categories.map(({ id, name, nameEn }) => [id, { id: name, en: nameEn }])
    ),
    districts: Object.fromEntries(districts.map(({ code, shortName }) => [code, shortName]))
  }
}
