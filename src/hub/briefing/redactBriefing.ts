import type {
  Briefing,
  BriefingEvent,
  BriefingMonth,
  BriefingResponse
} from '../../contract/briefing.ts'
import type { Mode } from '../../contract/control.ts'
import { unknownDistrict } from '../../contract/review.ts'
import {
  fewestToldToGuests as least,
  numbersIn,
  type ShownCount
} from '../../contract/shownCount.ts'
import { without } from '../../contract/without.ts'
import { forGuests, partsForGuests } from '../control/suppress.ts'

/** What a mode lets out of a briefing, of now or frozen. Of incidents only kind and district, but in operations. */
export function redactBriefing(briefing: Briefing, mode: Mode): Briefing {
  if (mode === 'operations') return briefing
  const events = briefing.events.map(districtOnly)
  if (mode === 'briefing') return { ...briefing, events }
  const { month, last, response } = briefing
  return {
    ...without(briefing, 'cells'),
    events,
    total: told(briefing.total),
    month: monthForGuests(month),
    ...(last !== undefined && { last: monthForGuests(last) }),
    response: { ...response, today: responseForGuests(response.today) },
    districts: districtsForGuests(briefing.districts),
    open: told(briefing.open)
  }
}

function districtOnly({ category, priority, district, clock }: BriefingEvent): BriefingEvent {
  return { category, priority, ...(district !== undefined && { district }), clock }
}

function told(count: ShownCount): ShownCount {
  return typeof count === 'number' ? forGuests(count) : count
}

/** Days are told together or not at all: with the total, one left out could be worked out. */
function monthForGuests({ days, count, response }: BriefingMonth): BriefingMonth {
  const all = days.every((day) => day.count === undefined || day.count >= least)
  const shown = days.map(({ day, count: onDay, medianMs, n = 0 }) => ({
    day,
    ...(all && onDay !== undefined && { count: onDay }),
    ...(n >= least && medianMs !== undefined && { medianMs })
  }))
  return {
    days: shown,
    count: told(count),
    response: responseForGuests(response)
  }
}

function responseForGuests({
  n,
  medianMs,
  met,
  breached,
  running,
  unknown
}: BriefingResponse): BriefingResponse {
  const parts = numbersIn({ met, breached, running })
  return {
    n: told(n),
    ...(typeof n === 'number' && n >= least && medianMs !== undefined && { medianMs }),
    // Nothing is told of those whose time nobody knows, so they may always be what is missing.
    ...(parts && partsForGuests(parts, typeof unknown === 'number' ? unknown : 0))
  }
}

function districtsForGuests(districts: Briefing['districts']): Briefing['districts'] {
  const parts: Record<string, number> = {}
  for (const { district, count } of districts)
    if (typeof count === 'number') parts[district] = count
  const { [unknownDistrict]: rest = 0, ...known } = parts
  const shown = partsForGuests(known, rest)
  const rows = Object.entries(shown).map(([district, count]) => ({ district, count }))
  return numbersIn(shown) ? rows : rows.sort((a, b) => (a.district < b.district ? -1 : 1))
}
