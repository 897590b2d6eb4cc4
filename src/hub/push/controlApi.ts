import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import {
  ActorName,
  ControlAction,
  isNarrower,
  refusalSentences,
  type Mode
} from '../../contract/control.ts'
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

/**
 * The same calls, closed while guests are in the room, since what they answer is finer than guests
 * may see. An answer that is under way when the mode becomes narrower ends there: it is refused where
 * nothing of it was sent, else cut, which whoever asked sees.
 */
export function closedToGuests(
  calls: ApiCalls,
  control: Pick<WallControl, 'current' | 'onChange'>
): ApiCalls {
  const mode = (): Mode => control.current().mode.mode
  const underWay = new Set<UnderWay>()
  control.onChange(() => {
    for (const one of underWay)
      if (!one.ended && isNarrower(mode(), one.begunIn)) {
        one.ended = true
        end(one.response)
      }
  })

  const closed = (call: ApiCall): ApiCall => ({
    ...call,
    async answer(request, response) {
      if (mode() === 'guests')
        throw new ApiError(403, 'Guests are in the room: this is answered in another mode.')
      const own: UnderWay = { response, begunIn: mode(), ended: false }
      underWay.add(own)
      response.once('close', () => underWay.delete(own))
      try {
        await call.answer(request, response)
      } catch (error) {
        // It went on and found its answer ended, which is no fault.
        if (!own.ended) throw error
      }
    }
  })
  return Object.fromEntries(
    Object.entries(calls).map(([path, call]) => [path, [call].flat().map(closed)])
  )
}

interface UnderWay {
  readonly response: ServerResponse
  readonly begunIn: Mode
  ended: boolean
}

function end(response: ServerResponse): void {
  if (response.headersSent) response.destroy()
  else
    sendJson(response, 403, {
      error: 'The mode became narrower while this was answered: ask again.'
    })
}
