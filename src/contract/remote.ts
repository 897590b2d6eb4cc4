import { z } from 'zod'
import { CameraId } from './camera.ts'
import { ActorName, Control, ControlAction, Refusal } from './control.ts'
import { Freshness } from './health.ts'
import { Id, Priority } from './incident.ts'
import { SceneId } from './scene.ts'
import { StepsId } from './steps.ts'
import { HubClock, Moment } from './time.ts'

/**
 * viewer: sees what the wall shows and who steers it. presenter: scenes, steps, focus, and less
 * being shown. operator: everything a person at the wall may do.
 */
export const RemoteRole = z.enum(['viewer', 'presenter', 'operator'])
export type RemoteRole = z.infer<typeof RemoteRole>

const everybody = ['drawCurtain'] as const
const presenters = [
  ...everybody,
  'callScene',
  'nextScene',
  'previousScene',
  'hold',
  'release',
  'startSteps',
  'nextStep',
  'previousStep',
  'endSteps',
  'pausePlaylist',
  'resumePlaylist',
  'focus',
  'unfocus',
  'freezeBriefing',
  'releaseBriefing'
] as const

/** What each role may do. A viewer may do nothing but let the curtain fall. */
export const allowedActions: Readonly<Record<RemoteRole, ReadonlySet<ControlAction['type']>>> = {
  viewer: new Set(everybody),
  presenter: new Set(presenters),
  operator: new Set([
    ...presenters,
    'openCurtain',
    'setMode',
    'mute',
    'unmute',
    'dismissTakeover',
    'identify'
  ] as const)
}

/** A device that was paired. Its name is what somebody typed there. */
export const RemoteDevice = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{16}$/u),
  name: ActorName,
  role: RemoteRole,
  pairedAt: Moment,
  expiresAt: Moment,
  connected: z.boolean()
})
export type RemoteDevice = z.infer<typeof RemoteDevice>

/** What walls are told of remotes. Guests are told only whether they are on. */
export const RemoteTold = z.strictObject({
  on: z.boolean(),
  /** Why it could not be switched on. */
  problem: z.enum(['portTaken', 'noAddress', 'badCertificate', 'other']).optional(),
  /** https, address in the LAN and port; no secret in it. */
  url: z.string().optional(),
  /** SHA-256 of the certificate in pairs of hex digits, and whether it is the room's own. */
  fingerprint: z
    .string()
    .regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/u)
    .optional(),
  ownCertificate: z.boolean().optional(),
  /** Shown as a QR code and as digits until one device has paired, or until then. */
  pairing: z
    .strictObject({
      role: RemoteRole,
      /** What the QR code holds: `url` with `#pair=` and the secret, which is thus never sent. */
      address: z.string(),
      digits: z.string().regex(/^\d{6}$/u),
      expiresAt: Moment,
      triesLeft: z.number().int().nonnegative()
    })
    .optional(),
  devices: z.array(RemoteDevice).max(32)
})
export type RemoteTold = z.infer<typeof RemoteTold>

/** What a wall window asks of the remotes: POST, with the token of the wall. */
export const remoteAdminPath = '/api/remote'
export const RemoteAdmin = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('switchOn') }),
  /** Every device is disconnected; they stay paired. */
  z.strictObject({ type: z.literal('switchOff') }),
  z.strictObject({ type: z.literal('openPairing'), role: RemoteRole }),
  z.strictObject({ type: z.literal('closePairing') }),
  z.strictObject({ type: z.literal('revoke'), device: z.string() })
])
export type RemoteAdmin = z.infer<typeof RemoteAdmin>

/* What follows goes between a remote and the hub, over TLS, on a port of its own. */

/** POST: a device pairs. The secret is that of the QR code, the digits are read off the wall. */
export const pairPath = '/pair'
export const PairRequest = z.strictObject({
  secret: z.string().regex(/^[\w-]{22,64}$/u),
  digits: z.string().regex(/^\d{6}$/u),
  name: ActorName,
  /** P-256 public key as JWK. Its private half never leaves the device: a copied token is useless. */
  publicKey: z.strictObject({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.string().regex(/^[\w-]{43}$/u),
    y: z.string().regex(/^[\w-]{43}$/u)
  })
})
export type PairRequest = z.infer<typeof PairRequest>

export const Paired = z.strictObject({
  device: z.string(),
  token: z.string().min(43),
  role: RemoteRole,
  expiresAt: Moment
})
export type Paired = z.infer<typeof Paired>

/** Why a device was not let in; the answer is `{"error": PairRefusal}`. */
export const PairRefusal = z.enum([
  /** The address of another pairing, or none is open any more. */
  'noPairing',
  /** The digits are not those on the wall. */
  'wrongCode',
  'tooManyTries',
  'guests',
  'full',
  /** The hub cannot put it on record, so it is not done. */
  'notRecorded'
])
export type PairRefusal = z.infer<typeof PairRefusal>

/** WebSocket of a paired device, with this subprotocol. */
export const steerPath = '/steer'
export const steerSubprotocol = 'siaga.remote.v1'

/** What a device signs (ECDSA P-256, SHA-256, r ‖ s, base64url), so that nothing heard can be replayed. */
export function signedText(nonce: string, origin: string, device: string): string {
  return `siaga.remote.v1\n${nonce}\n${origin}\n${device}`
}

/** Device → hub. The first message is `hello`, which answers the challenge. */
export const RemoteMessage = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('hello'),
    device: z.string().max(64),
    token: z.string().max(256),
    signature: z.string().max(256)
  }),
  z.strictObject({ type: z.literal('act'), action: ControlAction }),
  /** Nothing more is wanted: the wall is given back at once. */
  z.strictObject({ type: z.literal('giveBack') })
])
export type RemoteMessage = z.infer<typeof RemoteMessage>

/** An open incident as a remote lists it to focus it: no place finer than the district. */
export const RemoteIncident = z.strictObject({
  id: z.string(),
  category: Id,
  priority: Priority,
  district: z.string().optional(),
  receivedAt: Moment,
  late: z.boolean()
})
export type RemoteIncident = z.infer<typeof RemoteIncident>

/**
 * Everything a remote shows, as the mode of the wall allows it: whole at every change, and once a
 * second when nothing happens. A hub that says nothing for three is taken for lost.
 */
export const RemoteView = z.strictObject({
  type: z.literal('view'),
  clock: HubClock,
  freshness: Freshness,
  simulated: z.boolean(),
  service: z.string(),
  name: ActorName,
  role: RemoteRole,
  expiresAt: Moment,
  control: Control,
  staffOnly: z.boolean(),
  scenes: z.array(z.strictObject({ id: SceneId, name: z.string() })),
  /** Gravest and newest first; none while guests are in the room. */
  incidents: z.array(RemoteIncident).max(50),
  cameras: z.array(z.strictObject({ id: CameraId, label: z.string(), name: z.string() })),
  /** Names of categories and districts, as the city has them. */
  names: z.strictObject({
    categories: z.record(z.string(), z.strictObject({ id: z.string(), en: z.string() })),
    districts: z.record(z.string(), z.string())
  }),
  prepared: z.array(z.strictObject({ id: StepsId, name: z.string() })),
  /** The prepared briefing that is being walked, with notes for those who may walk it. */
  steps: z
    .strictObject({
      name: z.string(),
      steps: z.array(z.strictObject({ title: z.string(), notes: z.string().optional() }))
    })
    .optional()
})
export type RemoteView = z.infer<typeof RemoteView>

/** Hub → device. */
export const RemoteHubMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('challenge'), nonce: z.string() }),
  RemoteView,
  z.strictObject({ type: z.literal('refused'), refusal: Refusal }),
  /** It is not let in, or no longer: it has to be paired anew, unless `switchedOff` or `tooFast`. */
  z.strictObject({
    type: z.literal('out'),
    reason: z.enum(['unknown', 'expired', 'revoked', 'badProof', 'switchedOff', 'tooFast'])
  })
])
export type RemoteHubMessage = z.infer<typeof RemoteHubMessage>

/** A device that has gone gives the wall back after this long; the wall says when. */
export const giveBackAfterMs = 60_000
/** A paired device is forgotten after one shift. */
export const remoteExpiresMs = 8 * 3_600_000
