import type { Refusal } from '../../contract/control.ts'
import type { RemoteHubMessage, RemoteView } from '../../contract/remote.ts'
import { second } from '../../contract/time.ts'

export type OutReason = Extract<RemoteHubMessage, { type: 'out' }>['reason']

/** How this device stands with its hub. */
export type Link =
  | { readonly state: 'connecting' }
  | { readonly state: 'open' }
  | { readonly state: 'lost' }
  /** The hub let it go and said why. */
  | { readonly state: 'out'; readonly reason: OutReason }
  /** Hub and page are of different versions. */
  | { readonly state: 'unreadable' }

/** Everything the steering screen shows; moments are `performance.now()`. */
export interface SteerState {
  readonly link: Link
  /** The hub's last word, which stays on screen while the hub is lost. */
  readonly view: RemoteView | undefined
  readonly heardAt: number | undefined
  readonly refused: { readonly refusal: Refusal; readonly at: number } | undefined
  /** Something was asked for after the hub's last word: it may not have been done. */
  readonly unanswered: boolean
}

export const initialSteering: SteerState = {
  link: { state: 'connecting' },
  view: undefined,
  heardAt: undefined,
  refused: undefined,
  unanswered: false
}

export type SteerEvent =
  | { readonly type: 'heard'; readonly message: RemoteHubMessage; readonly at: number }
  | { readonly type: 'acted' }
  | { readonly type: 'lost' }
  | { readonly type: 'unreadable' }
  /** This device cannot sign. */
  | { readonly type: 'noProof' }

/** Long enough to be read while walking. */
export const refusalShownMs = 8 * second

export function reduceSteering(state: SteerState, event: SteerEvent): SteerState {
  switch (event.type) {
    case 'heard':
      return hear(state, event.message, event.at)
    case 'acted':
      return { ...state, unanswered: true, refused: undefined }
    case 'lost':
      // What the hub said last tells more than that it is silent now.
      return state.link.state === 'out' || state.link.state === 'unreadable'
        ? state
        : { ...state, link: { state: 'lost' } }
    case 'unreadable':
      return { ...state, link: { state: 'unreadable' } }
    case 'noProof':
      return { ...state, link: { state: 'out', reason: 'badProof' } }
  }
}

function hear(state: SteerState, message: RemoteHubMessage, at: number): SteerState {
  switch (message.type) {
    case 'challenge':
      return state
    case 'view':
      return { ...state, link: { state: 'open' }, view: message, heardAt: at, unanswered: false }
    case 'refused':
      return { ...state, refused: { refusal: message.refusal, at }, unanswered: false }
    case 'out':
      return { ...state, link: { state: 'out', reason: message.reason }, unanswered: false }
  }
}

/** Whether the hub may take this device back without pairing it anew. */
export function mayReturn(link: Link): boolean {
  return link.state !== 'out' || link.reason === 'switchedOff' || link.reason === 'tooFast'
}
