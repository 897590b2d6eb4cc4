import { stepHours, type ReplayEvent, type ReplayState } from './reduceReplay.ts'

/** What a key does to the time-lapse; undefined for keys of others. */
export function keyEvent(key: string, state: ReplayState): ReplayEvent | undefined {
  switch (key) {
    case ' ':
      return { type: 'toggle' }
    case 'ArrowLeft':
      return { type: 'step', hours: -stepHours(state) }
    case 'ArrowRight':
      return { type: 'step', hours: stepHours(state) }
    case 'Home':
      return { type: 'toStart' }
    case 'End':
      return { type: 'toEnd' }
    case '+':
    case '=':
      return { type: 'faster' }
    case '-':
      return { type: 'slower' }
    case 'l':
    case 'L':
      return { type: 'loop' }
    default:
      return undefined
  }
}
