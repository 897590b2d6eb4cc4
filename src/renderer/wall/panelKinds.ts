import type { ComponentType } from 'react'
import type { Topic } from '../../contract/hubMessages.ts'
import type { PanelKind } from '../../contract/scene.ts'
import type { PanelProps } from '../hub/wallState.ts'
import { AgenciesPanel } from '../panels/agencies/AgenciesPanel.tsx'
import { BriefingPanel } from '../panels/briefing/BriefingPanel.tsx'
import { CameraStripPanel } from '../panels/cameras/CameraStripPanel.tsx'
import { CctvPanel } from '../panels/cameras/CctvPanel.tsx'
import { CueCameraPanel } from '../panels/cameras/CueCameraPanel.tsx'
import { MonthPanel } from '../panels/counters/MonthPanel.tsx'
import { PrankPanel } from '../panels/counters/PrankPanel.tsx'
import { ResponsePanel } from '../panels/counters/ResponsePanel.tsx'
import { TodayPanel } from '../panels/counters/TodayPanel.tsx'
import { WithinTargetPanel } from '../panels/counters/WithinTargetPanel.tsx'
import { DutyPanel } from '../panels/duty/DutyPanel.tsx'
import { IncidentsPanel } from '../panels/incidents/IncidentsPanel.tsx'
import { LeadIncidentPanel } from '../panels/incidents/LeadIncidentPanel.tsx'
import { MapPanel } from '../panels/map/MapPanel.tsx'
import { OpenCountsPanel } from '../panels/openCounts/OpenCountsPanel.tsx'
import { ReviewPanel } from '../panels/review/ReviewPanel.tsx'
import { VolumePanel } from '../panels/volume/VolumePanel.tsx'

/** A topic, or the density of that window which the map is set to. */
export type TopicWish = Topic | 'density:shown'

/** How the wall shows one kind of panel, and what the hub must send for it. */
export interface PanelEntry {
  readonly component: ComponentType<PanelProps>
  /** Health and clock come to every window. */
  readonly topics: readonly TopicWish[]
  /** Begins with a hairline. */
  readonly ruled: boolean
}

const ruled = (
  component: ComponentType<PanelProps>,
  ...topics: readonly TopicWish[]
): PanelEntry => ({ component, topics, ruled: true })

const bare = (
  component: ComponentType<PanelProps>,
  ...topics: readonly TopicWish[]
): PanelEntry => ({ component, topics, ruled: false })

/** Every kind of panel; the compiler asks for each. */
export const panelKinds: Readonly<Record<PanelKind, PanelEntry>> = {
  todayCounter: ruled(TodayPanel, 'volume'),
  monthCounter: ruled(MonthPanel, 'volume'),
  responseCounter: ruled(ResponsePanel, 'responseTimes'),
  withinTargetCounter: ruled(WithinTargetPanel, 'responseTimes'),
  prankCounter: ruled(PrankPanel, 'callCounts'),
  agencies: ruled(AgenciesPanel, 'agencyBoard', 'openCounts'),
  map: bare(MapPanel, 'incidents', 'districtCounts', 'density:shown'),
  volume: bare(VolumePanel, 'volume'),
  openCounts: ruled(OpenCountsPanel, 'openCounts'),
  leadIncident: bare(LeadIncidentPanel, 'incidents'),
  incidents: bare(IncidentsPanel, 'incidents', 'openCounts'),
  duty: ruled(DutyPanel, 'duty'),
  cctv: bare(CctvPanel, 'incidents'),
  cueCamera: bare(CueCameraPanel, 'incidents'),
  cameraStrip: bare(CameraStripPanel, 'incidents'),
  // Its figures are asked for; the topics tell it when they may have changed.
  peakReview: bare(ReviewPanel, 'volume', 'openCounts', 'agencyBoard', 'callCounts'),
  briefing: bare(BriefingPanel, 'incidents', 'volume', 'openCounts', 'responseTimes')
}
