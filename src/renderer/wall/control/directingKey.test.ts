import { describe, expect, it } from 'vitest'
import type { Control } from '../../../contract/control.ts'
import { designMoment } from '../../../testing/make.ts'
import { directingKey } from './directingKey.ts'

const by = { since: designMoment, by: { kind: 'rule', name: 'uji' } } as const
const free = { inField: false, inDialog: false }
const walking: Pick<Control, 'steps'> = { steps: { id: 'pagi', at: 1, ...by } }
const taken: Pick<Control, 'takeover'> = {
  takeover: {
    ...{ incident: 'a', category: 'kebakaran', cameras: [], why: 'uji', priority: 1, ...by },
    ...{ region: { column: 0, row: 0, columns: 24, rows: 12 }, returnsAt: designMoment + 1 }
  }
}
const keys = ['PageDown', 'ArrowRight', 'PageUp', 'ArrowLeft', 'Escape', 'x']

describe('a key', () => {
  const done = (
    control: Pick<Control, 'steps' | 'takeover'>,
    place: Partial<typeof free> = {}
  ): unknown => keys.map((key) => directingKey(key, control, { ...free, ...place })?.type)

  it('walks steps while they are walked, and none ends them', () => {
    const [next, back] = ['nextStep', 'previousStep']
    expect(done(walking)).toEqual([next, next, back, back, undefined, undefined])
    expect(done({})).toEqual(keys.map(() => undefined))
  })

  it('of a clicker walks on while something else is open, which has arrows and Escape', () => {
    const open = done({ ...walking, ...taken }, { inDialog: true })
    expect(open).toEqual(['nextStep', undefined, 'previousStep', ...[1, 2, 3].map(() => undefined)])
  })

  it('closes a takeover where nothing else is open', () => {
    expect(done(taken)).toEqual([
      ...[1, 2, 3, 4].map(() => undefined),
      'dismissTakeover',
      undefined
    ])
  })

  it('takes a focus away where nothing else is open and nothing has taken over', () => {
    const chosen = { focus: { on: { kind: 'incident', id: 'b' }, ...by } } as const
    expect(directingKey('Escape', chosen, free)).toEqual({ type: 'unfocus' })
    expect(directingKey('Escape', { ...chosen, ...taken }, free)?.type).toBe('dismissTakeover')
    expect(directingKey('Escape', chosen, { ...free, inDialog: true })).toBeUndefined()
  })

  it('that is typed is text', () => {
    expect(done({ ...walking, ...taken }, { inField: true })).toEqual(keys.map(() => undefined))
  })
})
