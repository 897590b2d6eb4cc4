import { displaysPath, DisplaysTold, type DisplaysReport } from '../contract/displays.ts'
import type { HubReady } from '../contract/launch.ts'
import { second } from '../contract/time.ts'
import { planWindows, type DisplayChoice, type WallPlan } from './planWindows.ts'
import type { Output } from './spots.ts'

export interface PlannerOptions {
  readonly readOutputs: () => Promise<{
    readonly outputs: readonly Output[]
    readonly primary: string | undefined
  }>
  readonly choice: DisplayChoice
  /** Undefined while there is none. */
  readonly hub: () => Pick<HubReady, 'url' | 'token'> | undefined
  /** Called with every plan, also where it is the same as before. */
  readonly apply: (plan: WallPlan) => void
  readonly log: (event: string, values?: Readonly<Record<string, string | number>>) => void
  readonly everyMs?: number
  readonly ask?: typeof askHub
}

export interface Planner {
  /** Outputs or hub are otherwise: plans anew at once. */
  replan(): void
  stop(): void
}

/**
 * Keeps the plan of the wall: reads the outputs, asks the hub how the displays hang, and tells it
 * what is shown. The hub remembers which screen was which, so that a plan can be made anywhere.
 */
export function startPlanner(options: PlannerOptions): Planner {
  const { readOutputs, choice, hub, apply, log, everyMs = 5 * second, ask = askHub } = options
  let told: DisplaysTold | undefined
  let timer: NodeJS.Timeout | undefined
  let running = false
  let again = false
  let stopped = false
  let failing = false

  async function round(): Promise<void> {
    const ready = hub()
    if (ready === undefined) return
    // Without a word of the hub as before, and at first each display the whole picture.
    told = await ask(ready).catch(() => told)
    const plan = await planNow(told)
    if (stopped) return
    apply(plan)
    const { bound, notices, remembered } = plan
    if (told?.layout !== undefined)
      told = await ask(ready, { bound: [...bound], notices: [...notices], remembered })
  }

  async function planNow(known: DisplaysTold | undefined): Promise<WallPlan> {
    const { outputs, primary } = await readOutputs()
    const { layout, remembered = {} } = known ?? {}
    return planWindows({ outputs, primary, choice, layout, remembered })
  }

  function replan(): void {
    clearTimeout(timer)
    if (stopped) return
    if (running) {
      again = true
      return
    }
    running = true
    again = false
    void round()
      .then(
        () => (failing = false),
        (error: unknown) => {
          // A hub that is away for an hour is one line, not seven hundred.
          if (!failing) log('displays.failed', { error: String(error) })
          failing = true
        }
      )
      .finally(() => {
        running = false
        if (again) replan()
        else if (!stopped) timer = setTimeout(replan, everyMs)
      })
  }

  replan()
  return {
    replan,
    stop() {
      stopped = true
      clearTimeout(timer)
    }
  }
}

/** What the hub knows of the displays; with a report it hears what is shown. */
export async function askHub(
  { url, token }: Pick<HubReady, 'url' | 'token'>,
  report?: DisplaysReport
): Promise<DisplaysTold> {
  const response = await fetch(new URL(displaysPath, url), {
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    signal: AbortSignal.timeout(5 * second),
    ...(report !== undefined && { method: 'POST', body: JSON.stringify(report) })
  })
  if (!response.ok) throw new Error(`${displaysPath}: ${response.status}`)
  return DisplaysTold.parse(await response.json())
}
