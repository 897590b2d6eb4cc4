import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { WallPeak } from '../../contract/peaks.ts'
import { designMoment, makeClock, makeSnapshot } from '../../testing/make.ts'
import { initialWall, reduceWall } from '../hub/reduceWall.ts'
import type { ReadyWall } from '../hub/wallState.ts'
import { TopBar } from './TopBar.tsx'

const idulfitri: WallPeak = {
  id: 'idulfitri',
  name: 'Idulfitri',
  day: '2025-03-31',
  certainty: 'decreed',
  window: { from: -30, to: 15 }
}

function topBar(peaks: readonly WallPeak[]): string {
  const message = makeSnapshot({
    clock: makeClock({ now: designMoment }),
    scenes: [{ id: 'operasi', name: 'Operasi', columns: 1, rows: 1, panels: [] }] as never,
    peaks: [...peaks]
  })
  const state = reduceWall(initialWall, { type: 'heard', at: 0, message: message as never })
  const scene = state.scenes[0]
  if (scene === undefined) throw new Error('no scene')
  return renderToStaticMarkup(
    createElement(TopBar, {
      state: state as ReadyWall,
      scene,
      onMode: () => undefined,
      moment: {
        clock: designMoment,
        now: designMoment,
        age: { freshness: 'live', ageMs: 0 } as never,
        perfNow: 0
      },
      onScene: () => undefined
    })
  )
}

test('the top bar counts the days to the peak the hub tells of, beside the date', () => {
  expect(topBar([idulfitri])).toMatch(/25 [^<]+2025<\/span><span class="top-peak">H−6 Idulfitri</u)
})

test('outside every window it says nothing of peaks', () => {
  expect(topBar([{ ...idulfitri, day: '2025-06-30' }])).not.toContain('top-peak')
  expect(topBar([])).not.toContain('top-peak')
})
