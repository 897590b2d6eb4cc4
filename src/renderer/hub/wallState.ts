import type { WallAggregates } from '../../contract/aggregates.ts'
import type { WallCity } from '../../contract/city.ts'
import type { Control, Refusal } from '../../contract/control.ts'
import type { DisplayLayout } from '../../contract/displays.ts'
import type { Freshness, Health } from '../../contract/health.ts'
import type { WallIncident } from '../../contract/incident.ts'
import type { WallPeak } from '../../contract/peaks.ts'
import type { RemoteTold } from '../../contract/remote.ts'
import type { Scene } from '../../contract/scene.ts'
import type { WallSteps } from '../../contract/steps.ts'
import type { HubClock } from '../../contract/time.ts'
import type { WallSettings } from '../../contract/wall.ts'

/** Why there is nothing to draw, or that there is. */
export type Connection =
  | { readonly state: 'connecting'; readonly attempt: number }
  | { readonly state: 'refused' }
  | { readonly state: 'open' }
  | { readonly state: 'lost'; readonly attempt: number }

/** Everything a window knows: the hub's last word and when it came. */
export interface WallState {
  readonly connection: Connection
  /** `performance.now()` when the last frame of the hub came in; undefined before the first. */
  readonly heardAt: number | undefined
  /** The hub's clock as told then; `useNow` extrapolates it. */
  readonly clock: HubClock | undefined
  readonly runId: string | undefined
  readonly seq: number
  /** Mode, curtain and scene of the whole wall; undefined before the first snapshot. */
  readonly control: Control | undefined
  /** What this window last wanted and was not done; `at` is `performance.now()`. */
  readonly refused: { readonly refusal: Refusal; readonly at: number } | undefined
  readonly city: WallCity | undefined
  readonly wall: WallSettings | undefined
  readonly scenes: readonly Scene[]
  /** How the displays hang; undefined: every display shows the whole picture. */
  readonly displays: DisplayLayout | undefined
  /** Prepared briefings. */
  readonly steps: readonly WallSteps[]
  /** Undefined where no remote can be switched on. */
  readonly remote: RemoteTold | undefined
  /** Anchor days of Lebaran and other peaks. */
  readonly peaks: readonly WallPeak[]
  readonly incidents: ReadonlyMap<string, WallIncident>
  /** Open incidents beyond what the hub sends. */
  readonly notSent: number
  readonly aggregates: Partial<WallAggregates>
  readonly health: Health | undefined
  /** `performance.now()` when the hub first said that its store fails; undefined while it does not. */
  readonly storeFailingAt: number | undefined
  /** Frames of the hub that could not be understood, and where the latest went wrong. */
  readonly unreadable: { readonly count: number; readonly latest?: string }
}

/** A state in which there is something to draw. */
export type ReadyWall = WallState & {
  readonly city: WallCity
  readonly wall: WallSettings
  readonly control: Control
}

/** What every panel is given: it draws this and nothing else. */
export interface PanelProps {
  /** What stands beside it. */
  readonly scene: Scene
  readonly state: ReadyWall
  /** Hub time now, ticking once a second; stands still while the data is lost. */
  readonly now: number
  /** The worst of socket, broker and sources, decided once for the whole wall. */
  readonly freshness: Freshness
}
