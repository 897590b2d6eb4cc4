import type { City } from '../../contract/city.ts'
import type { Duty } from '../../contract/duty.ts'
import { hour, localTime, startOfDay, type Moment } from '../../contract/time.ts'
import { localDateOf, momentIn } from './localDate.ts'
import { seededRandom } from './random.ts'

/** Leave and sickness: a shift is at most this share above or below its usual size. Assumed. */
const variation = 0.06

/** Who is on duty at a moment; `at` is when the shift began. Field officers are in no source. */
export function dutyAt(city: City, seed: number, now: Moment): Duty {
  const at = shiftStart(city, now)
  const usual = city.simulation?.operatorsPerShift ?? 0
  const draw = seededRandom(city.id, seed, 'duty', at).next() * 2 - 1
  return { operators: Math.round(usual * (1 + variation * draw)), at, simulated: true }
}

function shiftStart(city: City, now: Moment): Moment {
  const hours = city.simulation?.shiftHours ?? [0]
  const current = hours.filter((each) => each <= localTime(now, city.timeZone).hour).at(-1)
  if (current !== undefined) {
    return momentIn(city.timeZone, localDateOf(now, city.timeZone), current * hour)
  }
  // Before the first change of the day: the last shift of yesterday.
  const yesterday = localDateOf(startOfDay(now, city.timeZone, -1), city.timeZone)
  return momentIn(city.timeZone, yesterday, (hours.at(-1) ?? 0) * hour)
}
