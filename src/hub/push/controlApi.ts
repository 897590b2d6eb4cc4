import { z } from 'zod'
import { ActorName, ControlAction, refusalSentences, type Mode } from '../../contract/control.ts'
import type { WallCity } from '../../contract/city.ts'
import { redactFor } from '../control/redact.ts'
import type { WallControl } from '../control/wallControl.ts'
import { ApiError, readQuestion, sendJson, type ApiCall, type ApiCalls } from './tokenApi.ts'

/** What a program wants done, and who it says it is. */
export const ControlRequest = z.strictObject({ action: ControlAction, name: ActorName.optional() })

/** `/api/control`: what the windows of the wall share, and programs that steer it. */
export function controlApi(
  control: Pick<WallControl, 'current' | 'act'>,
  city: WallCity
): ApiCalls {
  const told = (): object => {
    const current = control.current()
    return { control: redactFor(current.mode.mode, city).control(current) }
  }
  return {
    '/api/control': [
      { method: 'GET', answer: (_request, response) => sendJson(response, 200, told()) },
      {
        method: 'POST',
        async answer(request, response) {
          const { action, name } = await readQuestion(request, ControlRequest)
          const actor = { kind: 'program', ...(name !== undefined && { name }) } as const
          const refusal = control.act(action, actor)
          if (refusal !== undefined)
            throw new ApiError(refusal === 'notRecorded' ? 503 : 409, refusalSentences[refusal])
          sendJson(response, 200, told())
        }
      }
    ]
  }
}

/** The same calls, closed while guests are in the room: what they answer is finer than guests may see. */
export function closedToGuests(calls: ApiCalls, mode: () => Mode): ApiCalls {
  const closed = (call: ApiCall): ApiCall => ({
    ...call,
    answer(request, response) {
      if (mode() === 'guests')
        throw new ApiError(403, 'Guests are in the room: this is answered in another mode.')
      return call.answer(request, response)
    }
  })
  return Object.fromEntries(
    Object.entries(calls).map(([path, call]) => [path, [call].flat().map(closed)])
  )
}
