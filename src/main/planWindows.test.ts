import fc from 'fast-check'
import { expect, it } from 'vitest'
import { planWindows, type Display } from './planWindows.ts'

const display = (id: number, x: number, y: number, width = 1920, height = 1080): Display => ({
  id,
  label: `HDMI-${id}`,
  bounds: { x, y, width, height }
})

it('plans one window on one display', () => {
  expect(planWindows([display(1, 0, 0, 3840, 2160)], 1, 'all')).toEqual([
    { display: '1', bounds: { x: 0, y: 0, width: 3840, height: 2160 } }
  ])
})

it('plans two displays from left to right', () => {
  const plan = planWindows([display(2, 1920, 0), display(1, 0, 0)], 2, 'all')
  expect(plan.map((window) => window.display)).toEqual(['1', '2'])
})

it('plans a 2×2 wall row by column, whatever order the outputs are reported in', () => {
  const wall = [display(4, 1920, 1080), display(1, 0, 0), display(3, 0, 1080), display(2, 1920, 0)]
  expect(planWindows(wall, 1, 'all').map((window) => window.display)).toEqual(['1', '3', '2', '4'])
})

it('fills displays of mixed sizes each in its own size', () => {
  const plan = planWindows([display(1, 0, 0, 3840, 2160), display(2, 3840, 540)], 1, 'all')
  expect(plan.map(({ bounds }) => bounds.width)).toEqual([3840, 1920])
})

it('opens one window for displays that mirror each other', () => {
  expect(planWindows([display(1, 0, 0), display(2, 0, 0)], 1, 'all')).toHaveLength(1)
})

it('uses only the primary display when asked to', () => {
  const plan = planWindows([display(1, 0, 0), display(2, 1920, 0)], 2, 'primary')
  expect(plan.map((window) => window.display)).toEqual(['2'])
})

it('uses another display when the primary one is gone', () => {
  expect(planWindows([display(1, 0, 0)], 9, 'primary')).toHaveLength(1)
})

it('plans nothing without displays, and nothing on a display without an area', () => {
  expect(planWindows([], undefined, 'all')).toEqual([])
  expect(planWindows([display(1, 0, 0, 0, 0)], 1, 'all')).toEqual([])
})

it('never plans two windows over each other, in any arrangement of a grid of displays', () => {
  const cell = fc.record({
    column: fc.integer({ min: 0, max: 7 }),
    row: fc.integer({ min: 0, max: 3 })
  })
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 16 }), (cells) => {
      const displays = cells.map(({ column, row }, id) => display(id, column * 1920, row * 1080))
      const places = planWindows(displays, 0, 'all').map(({ bounds }) => `${bounds.x},${bounds.y}`)
      const distinct = new Set(displays.map(({ bounds }) => `${bounds.x},${bounds.y}`))
      expect(places).toHaveLength(distinct.size)
      expect(new Set(places)).toEqual(distinct)
    })
  )
})
