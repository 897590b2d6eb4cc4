import '../../src/renderer/look/tokens.css'
import '../../src/renderer/look/base.css'
import { Deck, MapView } from '@deck.gl/core'
import { HeatmapLayer } from '@deck.gl/aggregation-layers'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { replayPosition, type Replay } from '../../src/contract/replay.ts'
import { day, hour } from '../../src/contract/time.ts'
import { semarang } from '../../src/renderer/gallery/cities.ts'
import { pretendReplay } from '../../src/renderer/panels/review/replay/replayHub.ts'
import { ReplayPanel } from '../../src/renderer/panels/review/replay/ReplayPanel.tsx'
import {
  replayWindowMs,
  rowsBetween
} from '../../src/renderer/panels/review/replay/replayWindow.ts'

/* The product's own panel with a million incidents, and deck.gl's heatmap of the same windows. */

const query = new URLSearchParams(location.search)
const count = Number(query.get('incidents'))
const days = Number(query.get('days'))
const from = Date.UTC(2025, 2, 16, 17)

function made(): Replay {
  let state = 7
  const chance = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
  const around = (): number => (chance() + chance() + chance() + chance()) / 4
  const receivedAt = new Uint32Array(count)
  for (let at = 0; at < count; at += 1)
    receivedAt[at] = Math.floor((at / count) * days * (day / 1_000))
  return {
    ...{ asOf: from + 400 * day, from, to: from + days * day, since: from, simulated: false },
    bounds: semarang.bounds,
    receivedAt,
    lon: Uint16Array.from({ length: count }, () => around() * 65_535),
    lat: Uint16Array.from({ length: count }, () => around() * 65_535),
    priority: Uint8Array.from({ length: count }, () => 1 + Math.floor(chance() * 5)),
    category: new Uint8Array(count),
    withoutPoint: new Uint32Array((days * day) / hour)
  }
}

const replay = made()
const date = (at: number): string => new Date(at).toISOString().slice(0, 10)

function showPanel(): void {
  pretendReplay(() => replay)
  const root = document.querySelector('#root')
  if (root === null) throw new Error('no #root')
  const question = {
    period: { from: date(from + day), to: date(from + days * day) },
    selection: {}
  }
  createRoot(root).render(
    createElement(ReplayPanel, { city: semarang, question, openAt: from + 2 * day })
  )
}

/** The same windows, each handed over as deck.gl likes it best: positions in one typed array. */
function showHeatmap(): (step: number) => void {
  const parent = document.querySelector<HTMLDivElement>('#deck')
  if (parent === null) throw new Error('no #deck')
  const positions = new Float32Array(2 * count)
  for (let at = 0; at < count; at += 1) positions.set(replayPosition(replay, at), 2 * at)
  const deck = new Deck({
    parent,
    views: new MapView(),
    initialViewState: {
      longitude: semarang.centre[0],
      latitude: semarang.centre[1],
      zoom: 10.3
    },
    layers: []
  })
  return (step) => {
    const at = from + 2 * day + step * hour
    const { first, end } = rowsBetween(replay, at - replayWindowMs, at)
    const value = positions.subarray(2 * first, 2 * end)
    deck.setProps({
      layers: [
        new HeatmapLayer({
          id: 'heat',
          data: { length: end - first, attributes: { getPosition: { value, size: 2 } } },
          weightsTextureSize: 512,
          radiusPixels: 20,
          // Else it waits for half a second before it follows the data.
          debounceTimeout: 0
        })
      ]
    })
  }
}

let heatmap: ((step: number) => void) | undefined

Object.assign(globalThis, {
  bench: {
    showPanel,
    startHeatmap: () => {
      heatmap = showHeatmap()
    },
    stepHeatmap: (step: number) => heatmap?.(step)
  }
})
