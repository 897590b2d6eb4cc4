import {
  briefingPath,
  FreezeBriefing,
  freezeBriefingPath,
  frozenBriefingPath,
  releaseBriefingPath,
  type Briefing,
  type FrozenBriefing
} from '../../contract/briefing.ts'
import {
  refusalSentences,
  type ControlAction,
  type Mode,
  type Refusal
} from '../../contract/control.ts'
import { told } from '../export/toldFigures.ts'
import { ApiError, readQuestion, sendJson, type ApiCalls } from '../push/tokenApi.ts'
import { frozenBriefings } from './frozenBriefings.ts'
import { redactBriefing } from './redactBriefing.ts'

export interface BriefingApiOptions {
  readonly city: string
  readonly dataFolder: string
  /** The figures of now, whole. */
  readonly briefing: () => Briefing
  readonly mode: () => Mode
  /** What the windows share is changed by somebody at the wall. */
  readonly act: (action: ControlAction) => Refusal | undefined
}

/** The figures of the scene Briefing, and freezing them; every answer is what the mode lets out. */
export function briefingApi({
  city,
  dataFolder,
  briefing,
  mode,
  act
}: BriefingApiOptions): ApiCalls {
  const frozen = frozenBriefings(dataFolder)

  function read(code: string): FrozenBriefing {
    const found = told(() => frozen.read(code))
    if (found.city !== city)
      throw new ApiError(409, `The briefing ${found.code} is of another city.`)
    return found
  }

  function done(action: ControlAction): void {
    const refusal = act(action)
    if (refusal !== undefined)
      throw new ApiError(refusal === 'notRecorded' ? 503 : 409, refusalSentences[refusal])
  }

  return {
    [briefingPath]: {
      method: 'GET',
      answer: (_request, response) => sendJson(response, 200, redactBriefing(briefing(), mode()))
    },
    [frozenBriefingPath]: {
      method: 'GET',
      answer(request, response) {
        const code = new URL(request.url ?? '/', 'http://hub').searchParams.get('code') ?? ''
        const found = read(code)
        const shown = { ...found, briefing: redactBriefing(found.briefing, mode()) }
        sendJson(response, 200, shown satisfies FrozenBriefing)
      }
    },
    [freezeBriefingPath]: {
      method: 'POST',
      async answer(request, response) {
        const { code: wanted } = await readQuestion(request, FreezeBriefing)
        const { code } =
          wanted === undefined ? told(() => frozen.keep(city, briefing())) : read(wanted)
        done({ type: 'freezeBriefing', code })
        sendJson(response, 200, { code })
      }
    },
    [releaseBriefingPath]: {
      method: 'POST',
      answer(_request, response) {
        done({ type: 'releaseBriefing' })
        response.writeHead(204).end()
      }
    }
  }
}
