import type { Volume } from '../../../contract/aggregates.ts'
import { minute } from '../../../contract/time.ts'

export type MonthCounts = Volume['month']

/** Where things stand on a bar, as shares of its width from 0 to 1. */
export interface MonthBar {
  readonly top: number
  readonly value: number
  readonly last: number | undefined
  readonly forecast:
    { readonly at: number; readonly low: number; readonly high: number } | undefined
}

export function monthBar(month: Pick<MonthCounts, 'count' | 'last' | 'forecast'>): MonthBar {
  const { count, last, forecast } = month
  const top = niceAbove(Math.max(count, last ?? 0, forecast?.high ?? 0, forecast?.value ?? 0, 1))
  return {
    top,
    value: count / top,
    last: last === undefined ? undefined : last / top,
    forecast: forecast && {
      at: forecast.value / top,
      low: Math.max(0, forecast.low) / top,
      high: forecast.high / top
    }
  }
}

/** The next round figure: two digits count, 1,771 → 1,800. */
export function niceAbove(value: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1)
  return Math.ceil(value / step) * step
}

/** A response time against its target, on a bar that ends at one and a half times the target. */
export interface TargetBar {
  /** Minutes at the right end. */
  readonly top: number
  readonly value: number | undefined
  readonly target: number
}

export function targetBar(medianMs: number | undefined, targetMinutes: number): TargetBar {
  const top = targetMinutes * 1.5
  return {
    top,
    value: medianMs === undefined ? undefined : Math.min(1, medianMs / (top * minute)),
    target: targetMinutes / top
  }
}
