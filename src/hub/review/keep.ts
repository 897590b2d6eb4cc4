import { unknownDistrict, type Selection } from '../../contract/review.ts'
import type { FactNames } from '../aggregates/facts.ts'
import { lengthOf, type Days } from './localDays.ts'

/** A selection as tables by number: 0 = chosen. */
export interface Keep {
  /** By day of the period, from its first. */
  readonly day: Uint8Array
  /** By hour of the week, from Monday 00:00. */
  readonly hour: Uint8Array
  readonly category: Uint8Array
  /** By district number + 1; the first is "not known". */
  readonly district: Uint8Array
  /** Here 1 = chosen; undefined where no agency was chosen. */
  readonly agency: Uint8Array | undefined
}

export interface KeepOptions {
  readonly selection: Selection
  readonly period: Days
  /** The chosen days of this very period. */
  readonly chosenDays: Days | undefined
  readonly names: FactNames
  /** District codes of the city; every other one is an unknown district. */
  readonly districts: ReadonlySet<string>
}

export function keepOf({ selection, period, chosenDays, names, districts }: KeepOptions): Keep {
  const { categories, agencies, weekdays, hours } = selection
  const chosenDistricts = selection.districts
  const isChosen = <T>(list: readonly T[] | undefined, one: T): boolean =>
    list === undefined || list.includes(one)
  return {
    day: table(lengthOf(period), (index) => {
      const localDay = period.first + index
      return (
        chosenDays === undefined || (localDay >= chosenDays.first && localDay <= chosenDays.last)
      )
    }),
    hour: table(
      7 * 24,
      (index) => isChosen(weekdays, Math.floor(index / 24)) && isChosen(hours, index % 24)
    ),
    category: table(names.categories.size, (number) =>
      isChosen(categories, names.categories.nameOf(number))
    ),
    district: table(names.districts.size + 1, (index) => {
      const code = names.districts.nameOf(index - 1)
      return isChosen(chosenDistricts, districts.has(code) ? code : unknownDistrict)
    }),
    agency:
      agencies &&
      Uint8Array.from({ length: names.agencies.size }, (_, number) =>
        agencies.includes(names.agencies.nameOf(number)) ? 1 : 0
      )
  }
}

/** The chosen hours of each weekday, Monday first. */
export function chosenHours(keep: Keep): readonly (readonly number[])[] {
  return Array.from({ length: 7 }, (_, weekday) =>
    Array.from({ length: 24 }, (_hour, hour) => hour).filter(
      (hour) => keep.hour[weekday * 24 + hour] === 0
    )
  )
}

function table(length: number, isChosen: (index: number) => boolean): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (isChosen(index) ? 0 : 1))
}
