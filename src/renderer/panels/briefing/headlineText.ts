import type { Briefing } from '../../../contract/briefing.ts'
import type { WallCity } from '../../../contract/city.ts'
import type { Format } from '../../look/format.ts'
import { headlineOf, type ResponseClaim, type VolumeClaim } from './headline.ts'
import { monthNames } from './monthNames.ts'
import type { BriefingWords } from './words.ts'

/** The sentence at the top of the briefing; one of each claim. */
export function headlineText(
  briefing: Briefing,
  city: Pick<WallCity, 'responseTargets'>,
  format: Format,
  say: BriefingWords
): string {
  const { days, volume, response } = headlineOf(briefing)
  const names = monthNames(briefing, format)
  const target = city.responseTargets.find(({ id }) => id === briefing.target)
  const minutes = target && say.minutes(minutesText(target.minutes, format))
  const sentences = [
    volumeText(volume, { days: format.count(days), ...names }, format, say),
    response && responseText(response, { minutes, last: names.last }, format, say)
  ]
  const text = sentences.filter((each) => each !== undefined).join(' ')
  return briefing.simulated ? say.headline.simulated(text) : text
}

export function minutesText(minutes: number, { decimal }: Format): string {
  return decimal(minutes, Number.isInteger(minutes) ? 0 : 1)
}

function volumeText(
  claim: VolumeClaim,
  { days, now, last }: { readonly days: string; readonly now: string; readonly last: string },
  { count }: Format,
  { headline: say }: BriefingWords
): string {
  switch (claim.kind) {
    case 'nothing':
      return say.nothing
    case 'noneYet':
      return say.noneYet(now)
    case 'few':
      return say.few(now)
    case 'counted':
      return (claim.early ? say.early : say.counted)(days, now, count(claim.count))
    case 'within':
      return say.within(days, now, count(claim.count), last)
    case 'reached':
      return (claim.how === 'nearly' ? say.nearly : say.passed)(days, now, last)
    case 'more':
    case 'fewer': {
      const { kind, low, high } = claim
      const by = high === undefined ? say.atLeast(count(low)) : say.between(count(low), count(high))
      return say[kind](now, by, last)
    }
  }
}

function responseText(
  claim: ResponseClaim,
  { minutes, last }: { readonly minutes: string | undefined; readonly last: string },
  { count }: Format,
  { headline: say }: BriefingWords
): string | undefined {
  switch (claim.kind) {
    case 'below':
    case 'above':
    case 'around':
      return minutes && say[claim.kind](say.when[claim.of], minutes)
    case 'faster':
    case 'slower':
      return say[claim.kind](last)
    case 'tooFew':
      return say.tooFew(count(claim.n))
    case 'none':
      return say.none
  }
}
