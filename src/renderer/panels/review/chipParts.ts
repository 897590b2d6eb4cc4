import { hLabel } from '../../../contract/peaks.ts'
import type { Selection } from '../../../contract/review.ts'
import type { DayText } from './dayText.ts'
import { without, withoutOne, type Listed } from './select.ts'

/** One choice in words, and the selection without it. */
export interface Chip {
  readonly key: string
  readonly label: string
  readonly without: Selection
}

interface ChipNames {
  readonly category: (id: string) => string
  readonly district: (code: string) => string
  readonly agency: (id: string) => string
  readonly text: DayText
  /** The day H, for days told by their distance to it. */
  readonly anchor: string | undefined
}

const dayMs = 86_400_000

export function chipsOf(selection: Selection, names: ChipNames): readonly Chip[] {
  const listed = (list: Listed, name: (id: string) => string): readonly Chip[] =>
    (selection[list] ?? []).map((id) => ({
      key: `${list} ${id}`,
      label: name(id),
      without: withoutOne(selection, list, id)
    }))
  const { days, weekdays, hours } = selection
  const { text, anchor } = names
  return [
    ...listed('categories', names.category),
    ...listed('districts', names.district),
    ...listed('agencies', names.agency),
    ...(days
      ? [{ key: 'days', label: daysLabel(days, text, anchor), without: without(selection, 'days') }]
      : []),
    ...(weekdays
      ? [
          {
            key: 'weekdays',
            label: weekdays.map((each) => text.weekdayLong(each)).join(', '),
            without: without(selection, 'weekdays')
          }
        ]
      : []),
    ...(hours
      ? [{ key: 'hours', label: hoursLabel(hours), without: without(selection, 'hours') }]
      : [])
  ]
}

function daysLabel(
  { from, to }: { readonly from: string; readonly to: string },
  text: DayText,
  anchor: string | undefined
): string {
  const dates = text.range({ from, to })
  if (anchor === undefined) return dates
  const label = (day: string): string =>
    hLabel(Math.round((Date.parse(day) - Date.parse(anchor)) / dayMs))
  const range = from === to ? label(from) : `${label(from)} – ${label(to)}`
  return `${range} (${dates})`
}

/** `16.00–18.00` for hours next to each other. */
function hoursLabel(hours: readonly number[]): string {
  const clock = (hour: number): string => `${String(hour).padStart(2, '0')}.00`
  const runs: [number, number][] = []
  for (const hour of hours.toSorted((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last?.[1] === hour) last[1] = hour + 1
    else runs.push([hour, hour + 1])
  }
  return runs.map(([from, to]) => `${clock(from)}–${clock(to)}`).join(', ')
}
