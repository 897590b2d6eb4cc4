import { useEffect, useState } from 'react'
import { DensityWindow } from '../../../contract/aggregates.ts'
import type { HeatStyle } from './heat.ts'

export interface HeatSettings {
  readonly window: DensityWindow
  readonly style: HeatStyle
}

export const heatWindows = DensityWindow.options
export const heatStyles: readonly HeatStyle[] = ['smooth', 'hexagons']

const key = 'siaga.map.heat'
const usual: HeatSettings = { window: '30d', style: 'smooth' }

/** The chosen window and style; kept on this machine, because a wall is set up once. */
export function useHeatSettings(): [HeatSettings, (settings: HeatSettings) => void] {
  const [settings, setSettings] = useState(load)
  useEffect(() => {
    try {
      localStorage.setItem(key, JSON.stringify(settings))
    } catch {
      // A browser without storage forgets the choice; nothing else depends on it.
    }
  }, [settings])
  return [settings, setSettings]
}

function load(): HeatSettings {
  try {
    return parseHeatSettings(JSON.parse(localStorage.getItem(key) ?? 'null'))
  } catch {
    return usual
  }
}

/** Anything but a known choice is the usual one. */
export function parseHeatSettings(stored: unknown): HeatSettings {
  if (typeof stored !== 'object' || stored === null) return usual
  const { window, style }: { readonly window?: unknown; readonly style?: unknown } = stored
  return {
    window: heatWindows.find((known) => known === window) ?? usual.window,
    style: heatStyles.find((known) => known === style) ?? usual.style
  }
}
