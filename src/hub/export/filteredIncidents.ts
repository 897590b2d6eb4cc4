import { setImmediate } from 'node:timers/promises'
import type { City } from '../../contract/city.ts'
import type { Incident, WallIncident } from '../../contract/incident.ts'
import { unknownDistrict, type DayRange, type ReviewQuestion } from '../../contract/review.ts'
import { day, type Moment } from '../../contract/time.ts'
import { cityCalendar, weekdayOf } from '../aggregates/cityCalendar.ts'
import { wallIncidentOf } from '../aggregates/wallIncident.ts'
import type { IncidentReader } from '../store/incidentReader.ts'

export type ExportCity = Pick<City, 'timeZone' | 'categories' | 'districts'>

/** What a mode lets out of an incident. */
export type ShowIncident = (incident: WallIncident) => WallIncident

/** The incidents that a question's total counts, page by page. */
export interface FilteredIncidents {
  count(): Promise<number>
  /** As a wall may show them. */
  pages(show: ShowIncident): AsyncGenerator<readonly WallIncident[]>
}

/** Between pages everything else in the hub has its turn. */
export function filteredIncidents(
  reader: IncidentReader,
  city: ExportCity,
  question: ReviewQuestion
): FilteredIncidents {
  const { from, to } = momentsOf(question.period, city.timeZone)
  const isAsked = incidentFilter(city, question)
  const toWall = wallIncidentOf(city)

  async function* matching(): AsyncGenerator<readonly Incident[]> {
    for (const page of reader.pages(from, to)) {
      yield page.filter(isAsked)
      await setImmediate()
    }
  }

  return {
    async count() {
      let count = 0
      for await (const page of matching()) count += page.length
      return count
    },
    async *pages(show) {
      for await (const page of matching()) yield page.map((incident) => show(toWall(incident)))
    }
  }
}

/** Whether an incident of the period is counted: no exercise, and all choices hold. */
export function incidentFilter(
  { timeZone, districts: known }: ExportCity,
  { selection }: Pick<ReviewQuestion, 'selection'>
): (incident: Incident) => boolean {
  const calendar = cityCalendar(timeZone)
  const codes = new Set(known.map(({ code }) => code))
  const { categories, districts, agencies, days, weekdays, hours } = selection
  const first = days && localDay(days.from)
  const last = days && localDay(days.to)
  return ({ exercise, category, district, assignments, receivedAt }) => {
    if (exercise) return false
    const today = calendar.dayOf(receivedAt)
    if (first !== undefined && last !== undefined && (today < first || today > last)) return false
    const place = district !== undefined && codes.has(district) ? district : unknownDistrict
    return (
      (categories?.includes(category) ?? true) &&
      (districts?.includes(place) ?? true) &&
      (agencies === undefined || assignments.some(({ agency }) => agencies.includes(agency))) &&
      // Sunday is 0 in the calendar, Monday in a question.
      (weekdays?.includes((weekdayOf(today) + 6) % 7) ?? true) &&
      (hours?.includes(calendar.hourOfDay(receivedAt)) ?? true)
    )
  }
}

function momentsOf({ from, to }: DayRange, timeZone: string): { from: Moment; to: Moment } {
  const { dayStart } = cityCalendar(timeZone)
  return { from: dayStart(localDay(from)), to: dayStart(localDay(to) + 1) }
}

/** Days since 1970-01-01 of a calendar day, which is read as midnight UTC. */
function localDay(calendarDay: string): number {
  return Date.parse(calendarDay) / day
}
