import type { ComponentType } from 'react'
import type { AggregateTopic } from '../../contract/aggregates.ts'
import type { Topic } from '../../contract/hubMessages.ts'
import type { PanelKind } from '../../contract/scene.ts'
import type { PanelProps } from '../hub/wallState.ts'
import { MissingPanel } from './MissingPanel.tsx'

/** How the wall shows one kind of panel, and what the hub must send for it. */
export interface PanelEntry {
  readonly component: ComponentType<PanelProps>
  /** Health and clock come to every window. */
  readonly topics: readonly Topic[]
  /** Begins with a hairline. */
  readonly ruled: boolean
}

const ruled = (component: ComponentType<PanelProps>, ...topics: readonly Topic[]): PanelEntry => ({
  component,
  topics,
  ruled: true
})

const bare = (component: ComponentType<PanelProps>, ...topics: readonly Topic[]): PanelEntry => ({
  component,
  topics,
  ruled: false
})

const density: readonly AggregateTopic[] = [
  'density:1h',
  'density:24h',
  'density:7d',
  'density:30d'
]

/** Every kind of panel; the compiler asks for each. */
export const panelKinds: Readonly<Record<PanelKind, PanelEntry>> = {
  todayCounter: ruled(MissingPanel, 'volume'),
  monthCounter: ruled(MissingPanel, 'volume'),
  responseCounter: ruled(MissingPanel, 'responseTimes'),
  withinTargetCounter: ruled(MissingPanel, 'responseTimes'),
  prankCounter: ruled(MissingPanel, 'callCounts'),
  agencies: ruled(MissingPanel, 'agencyBoard', 'openCounts'),
  map: bare(MissingPanel, 'incidents', 'districtCounts', ...density),
  volume: bare(MissingPanel, 'volume'),
  openCounts: ruled(MissingPanel, 'openCounts'),
  incidents: bare(MissingPanel, 'incidents', 'openCounts'),
  duty: ruled(MissingPanel, 'duty')
}
