import type { ReactElement } from 'react'
import { hDay, hLabel, type HDay } from '../../contract/peaks.ts'
import type { Moment } from '../../contract/time.ts'
import type { ReadyWall } from '../hub/wallState.ts'
import { useLanguage, useWords, type Language } from '../look/words.ts'
import { wallWords } from './words.ts'

/** "H−6 Idulfitri" beside the date, on the days round a peak. */
export function PeakOfToday({
  state,
  now
}: {
  readonly state: ReadyWall
  readonly now: Moment
}): ReactElement | null {
  const say = useWords(wallWords)
  const language = useLanguage()
  const today = hDay(now, state.peaks, state.city.timeZone)
  return today === undefined ? null : (
    <span className="top-peak">{peakText(today, language, say)}</span>
  )
}

/** A date nobody has decreed yet says so. */
export function peakText(
  { peak, offset }: HDay,
  language: Language,
  say: (typeof wallWords)[Language]
): string {
  const name = language === 'en' ? (peak.nameEn ?? peak.name) : peak.name
  const text = offset === 0 ? say.dayH(name) : `${hLabel(offset)} ${name}`
  switch (peak.certainty) {
    case 'decreed':
      return text
    case 'expected':
      return `${text} (${say.expectedDay})`
    case 'estimated':
      return `${text} (${say.estimatedDay})`
  }
}
