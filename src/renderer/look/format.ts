import { createContext, useContext } from 'react'
import type { ShownCount } from '../../contract/shownCount.ts'
import { day, hour, minute, second, type Moment } from '../../contract/time.ts'
import type { Language } from './words.ts'

/** A value and its unit apart, because units are drawn small: 8 m, 42 s. */
export interface DurationPart {
  readonly value: string
  readonly unit: string
}

/**
 * How figures and times are written: numbers and clocks by the city's locale and zone, names of
 * days, months and units in the wall's language.
 */
export interface Format {
  /** 1298 → `1.298`; fewer than five stays `<5`. */
  readonly count: (value: ShownCount) => string
  /** 0.42 → `0,4`, with exactly so many digits. */
  readonly decimal: (value: number, digits?: number) => string
  /** Share 0–1 → `89`, without the sign, rounded; only 1 itself is 100 and only 0 itself is 0. */
  readonly percent: (share: number) => string
  /** `14.02.11` */
  readonly clock: (at: Moment) => string
  /** `14.02` and `.11`, because seconds are dimmed. */
  readonly clockParts: (at: Moment) => { readonly minutes: string; readonly seconds: string }
  /** `14.02` */
  readonly timeOfDay: (at: Moment) => string
  /** `14`, two digits, for an axis. */
  readonly hour: (at: Moment) => string
  /** `Selasa 25 Maret 2025` */
  readonly date: (at: Moment) => string
  /** `25 Maret` */
  readonly dayMonth: (at: Moment) => string
  /** `Maret 2025` */
  readonly month: (at: Moment) => string
  /** `Februari` */
  readonly monthName: (at: Moment) => string
  /** A response clock: `2:47`, `61:05`; from 100 minutes on `1j 42m`; from 4 days on `4 hari`. */
  readonly stopwatch: (ms: number | undefined) => string
  /** A median: 8 m 42 s; from an hour on 1 j 05 m. */
  readonly duration: (ms: number) => readonly DurationPart[]
  /** How old something is: `0,4 dtk`, `9 dtk`, `3m 24s`, `2j 05m`, `4 hari`. */
  readonly age: (ms: number) => string
}

/** A clock that has stopped nobody knows when. */
const unknownClock = '–'

export interface FormatOptions {
  /** BCP 47, of the city. */
  readonly locale: string
  readonly timeZone: string
  readonly language: Language
}

const units = {
  id: { s: 's', m: 'm', h: 'j', seconds: 'dtk', days: () => 'hari' },
  en: { s: 's', m: 'm', h: 'h', seconds: 'sec', days: (n: number) => (n === 1 ? 'day' : 'days') }
}

const pad = (value: number): string => String(value).padStart(2, '0')

export function makeFormat({ locale, timeZone, language }: FormatOptions): Format {
  const tongue = language === 'id' ? 'id-ID' : 'en-GB'
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const dates = (options: Intl.DateTimeFormatOptions, by = tongue): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(by, { timeZone, ...options })
  const time = dates(
    { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
    locale
  )
  const weekday = dates({ weekday: 'long' })
  const dayAndMonth = dates({ day: 'numeric', month: 'long' })
  const monthAndYear = dates({ month: 'long', year: 'numeric' })
  const monthOnly = dates({ month: 'long' })
  const yearOnly = dates({ year: 'numeric' })
  const unit = units[language]

  const clock = (at: Moment): string => time.format(at)
  const clockParts: Format['clockParts'] = (at) => {
    const text = clock(at)
    return { minutes: text.slice(0, -3), seconds: text.slice(-3) }
  }
  const hours = (ms: number): readonly DurationPart[] => {
    const minutes = Math.floor(ms / minute)
    return [
      { value: whole.format(Math.floor(minutes / 60)), unit: unit.h },
      { value: pad(minutes % 60), unit: unit.m }
    ]
  }
  const days = (ms: number): string => {
    const n = Math.floor(ms / day)
    return `${whole.format(n)} ${unit.days(n)}`
  }
  const spaced = (parts: readonly DurationPart[]): string =>
    parts.map(({ value, unit: name }) => value + name).join(' ')
  const decimal: Format['decimal'] = (value, digits = 1) =>
    value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })

  const duration: Format['duration'] = (ms) => {
    const seconds = Math.round(Math.max(0, ms) / second)
    if (seconds >= 3600) return hours(seconds * second)
    return [
      { value: String(Math.floor(seconds / 60)), unit: unit.m },
      { value: pad(seconds % 60), unit: unit.s }
    ]
  }

  return {
    count: (value) => (typeof value === 'number' ? whole.format(value) : value),
    decimal,
    percent: (share) => {
      const rounded = Math.round(share * 100)
      if (share > 0 && rounded === 0) return whole.format(1)
      if (share < 1 && rounded === 100) return whole.format(99)
      return whole.format(rounded)
    },
    clock,
    clockParts,
    timeOfDay: (at) => clockParts(at).minutes,
    hour: (at) => clock(at).slice(0, 2),
    date: (at) => `${weekday.format(at)} ${dayAndMonth.format(at)} ${yearOnly.format(at)}`,
    dayMonth: (at) => dayAndMonth.format(at),
    month: (at) => monthAndYear.format(at),
    monthName: (at) => monthOnly.format(at),
    stopwatch: (ms) => {
      if (ms === undefined) return unknownClock
      const seconds = Math.floor(Math.max(0, ms) / second)
      if (seconds < 6000) return `${Math.floor(seconds / 60)}:${pad(seconds % 60)}`
      return seconds < 4 * 86_400 ? spaced(hours(ms)) : days(ms)
    },
    duration,
    age: (ms) => {
      const past = Math.max(0, ms)
      if (past < 4_950) return `${decimal(past / second)} ${unit.seconds}`
      if (past < minute) return `${Math.floor(past / second)} ${unit.seconds}`
      if (past < hour) return spaced(duration(Math.floor(past / second) * second))
      return past < 4 * day ? spaced(hours(past)) : days(past)
    }
  }
}

export const FormatContext = createContext<Format>(
  makeFormat({ locale: 'id-ID', timeZone: 'Asia/Jakarta', language: 'id' })
)

export function useFormat(): Format {
  return useContext(FormatContext)
}
