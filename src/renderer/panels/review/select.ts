import type { DayRange, Selection } from '../../../contract/review.ts'

/** The lists a chart can choose from. */
export type Listed = 'categories' | 'districts' | 'agencies'

/** Narrows to one, or back to all; with `add` it joins or leaves those already chosen. */
export function toggleOne(selection: Selection, list: Listed, id: string, add = false): Selection {
  return withList(selection, list, toggled(selection[list] ?? [], id, add))
}

/** Without one of the chosen. */
export function withoutOne(selection: Selection, list: Listed, id: string): Selection {
  return withList(
    selection,
    list,
    (selection[list] ?? []).filter((each) => each !== id)
  )
}

/** The same days once more are all days again. */
export function toggleDays(selection: Selection, days: DayRange | undefined): Selection {
  const { days: before, ...rest } = selection
  if (days === undefined || (before?.from === days.from && before.to === days.to)) return rest
  return { ...rest, days }
}

/** A cell is one weekday and one hour; the head of a row or a column only one of them. */
export function toggleTimes(
  selection: Selection,
  { weekday, hour }: { readonly weekday?: number | undefined; readonly hour?: number | undefined },
  add = false
): Selection {
  const { weekdays = [], hours = [], ...rest } = selection
  const both = weekday !== undefined && hour !== undefined
  if (both && !add) {
    const same = weekdays.join() === String(weekday) && hours.join() === String(hour)
    return same ? rest : { ...rest, weekdays: [weekday], hours: [hour] }
  }
  const nextDays =
    weekday === undefined
      ? weekdays
      : both
        ? joined(weekdays, weekday)
        : toggled(weekdays, weekday, add)
  const nextHours =
    hour === undefined ? hours : both ? joined(hours, hour) : toggled(hours, hour, add)
  return {
    ...rest,
    ...(isSome(nextDays) && { weekdays: nextDays }),
    ...(isSome(nextHours) && { hours: nextHours })
  }
}

export function isNarrowed(selection: Selection): boolean {
  return Object.values(selection).some((value) => value !== undefined)
}

/** The days between two pointed at, in whatever order. */
export function daysBetween(one: string, other: string): DayRange {
  return one <= other ? { from: one, to: other } : { from: other, to: one }
}

/** All that is chosen but for one part of it. */
export function without(selection: Selection, part: keyof Selection): Selection {
  const { categories, districts, agencies, days, weekdays, hours } = selection
  return {
    ...(categories && part !== 'categories' && { categories }),
    ...(districts && part !== 'districts' && { districts }),
    ...(agencies && part !== 'agencies' && { agencies }),
    ...(days && part !== 'days' && { days }),
    ...(weekdays && part !== 'weekdays' && { weekdays }),
    ...(hours && part !== 'hours' && { hours })
  }
}

function withList(selection: Selection, list: Listed, ids: readonly string[]): Selection {
  return { ...without(selection, list), ...(isSome(ids) && { [list]: ids }) }
}

function toggled<T extends string | number>(
  chosen: readonly T[],
  one: T,
  add: boolean
): readonly T[] {
  const has = chosen.includes(one)
  if (!add) return has && chosen.length === 1 ? [] : [one]
  return has ? chosen.filter((each) => each !== one) : sorted([...chosen, one])
}

function joined(chosen: readonly number[], one: number): readonly number[] {
  return chosen.includes(one) ? chosen : sorted([...chosen, one])
}

function sorted<T extends string | number>(values: readonly T[]): readonly T[] {
  return values.toSorted((a, b) => (a < b ? -1 : 1))
}

function isSome<T>(values: readonly T[]): values is [T, ...T[]] {
  return values.length > 0
}
