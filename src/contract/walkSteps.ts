import { mayReplace, type Control } from './control.ts'
import type { Act, Acted, Doing, WallRoom } from './reduceControl.ts'
import type { BriefingStep } from './steps.ts'
import type { Moment } from './time.ts'
import { without } from './without.ts'

type Who = Pick<Act, 'actor' | 'now'>
type Steps = NonNullable<Control['steps']>

/** A prepared briefing begins with its first step; the wall keeps in mind what it showed. */
export function startSteps(
  state: Control,
  { action, actor, now }: Doing<'startSteps'>,
  room: WallRoom
): Acted {
  const at = stepFrom(room, action.id, 0, 1)
  if (at === undefined) return { state, refused: 'unknownSteps' }
  const { scene, focus, briefing, steps } = state
  if (!mayReplace(actor, steps, scene.held ? scene : undefined, focus, briefing))
    return { state, refused: 'setByPerson' }
  const before = steps?.before ?? {
    scene,
    ...(focus && { focus }),
    ...(briefing && { briefing })
  }
  return { state: show(state, { id: action.id, before }, at, { actor, now }, room) }
}

/** To the next step or the one before, over those whose scene is no more; at the ends it stays. */
export function walk(state: Control, who: Who, room: WallRoom, by: 1 | -1): Acted {
  const { steps } = state
  if (steps === undefined || room.steps?.[steps.id] === undefined)
    return { state, refused: 'unknownSteps' }
  const { scene, focus, briefing } = state
  if (!mayReplace(who.actor, steps, scene.held ? scene : undefined, focus, briefing))
    return { state, refused: 'setByPerson' }
  const at = stepFrom(room, steps.id, steps.at + by, by)
  return { state: at === undefined ? state : show(state, steps, at, who, room) }
}

/**
 * The state with the files as they are now; the very same where the step stands where it did. One
 * that was moved keeps the wall; where none has its title the wall shows the one in its place.
 */
export function stepsInRoom(state: Control, now: Moment, room: WallRoom): Control {
  const { steps } = state
  if (steps === undefined) return state
  const { id, at, title, by } = steps
  const all = room.steps?.[id]?.steps ?? []
  if (title !== undefined && all[at]?.title === title) return state
  const moved = title === undefined ? -1 : all.findIndex((step) => step.title === title)
  if (moved >= 0) return { ...state, steps: { ...steps, at: moved } }
  const place = Math.min(at, all.length - 1)
  const inPlace = stepFrom(room, id, place, 1) ?? stepFrom(room, id, place, -1)
  return inPlace === undefined
    ? endSteps(state)
    : show(state, steps, inPlace, { actor: by, now }, room)
}

/** Back to what the wall showed before. */
export function endSteps(state: Control): Control {
  if (state.steps === undefined) return state
  const { before } = state.steps
  const rest = without(state, 'steps', 'focus', 'briefing')
  return before === undefined ? rest : { ...rest, ...before }
}

/** The first step from `at` on in this direction whose scene there is. */
function stepFrom(
  { steps, scenes }: WallRoom,
  id: string,
  at: number,
  by: 1 | -1
): number | undefined {
  const all = steps?.[id]?.steps ?? []
  for (let i = at; i >= 0 && i < all.length; i += by) {
    const step = all[i]
    if (step !== undefined && scenes.includes(step.scene)) return i
  }
  return undefined
}

function show(
  state: Control,
  { id, before }: Pick<Steps, 'id' | 'before'>,
  at: number,
  { actor, now }: Who,
  room: WallRoom
): Control {
  const step = room.steps?.[id]?.steps[at]
  if (step === undefined) return state
  const by = { since: now, by: actor }
  const { title, scene, camera, range, code }: BriefingStep = step
  return {
    ...without(state, 'focus', 'briefing'),
    steps: { id, at, title, ...by, ...(before && { before }) },
    scene: {
      id: scene,
      ...by,
      held: true,
      ...(before && { returnsTo: before.scene.id }),
      ...(range && { range })
    },
    ...(camera !== undefined && { focus: { on: { kind: 'camera', id: camera }, ...by } }),
    ...(code !== undefined && { briefing: { code, ...by } })
  }
}
