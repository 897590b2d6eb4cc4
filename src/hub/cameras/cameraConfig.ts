import { z } from 'zod'
import {
  Camera,
  CameraId,
  defaultKeepPictureMs,
  type Camera as WallCamera
} from '../../contract/camera.ts'
import { isNetwork, judgeAddress } from './addressPolicy.ts'
import { usualFlickerCells } from './frozenPicture.ts'

/** A stream address; which ones are allowed is decided by addressPolicy.ts. */
const Address = z.string().superRefine((text, context) => {
  const judged = judgeAddress(text)
  if (!judged.ok && !isDemoAddress(text))
    context.addIssue({ code: 'custom', message: `is not a camera's address: ${judged.why}` })
})

/** `demo:01` to `demo:35`, one of our recorded loops. */
export function isDemoAddress(text: string): boolean {
  return /^demo:(?:0[1-9]|[12]\d|3[0-5])$/u.test(text)
}

/** One camera of a city's list, as operators write it. docs/cameras.md explains every key. */
export const CameraEntry = z.strictObject({
  id: CameraId,
  label: Camera.shape.label,
  name: Camera.shape.name,
  position: Camera.shape.position,
  owner: Camera.shape.owner,
  place: Camera.shape.place,
  guest: z.boolean().default(false),
  groups: Camera.shape.groups.default([]),
  serviceUntil: z.iso.datetime({ offset: true }).optional(),
  sub: Address,
  main: Address.optional(),
  /** Sent with HLS, MJPEG and snapshot requests. */
  referer: z.url({ protocol: /^https?$/u }).optional(),
  /** Milliseconds between two snapshots. */
  snapshotMs: z.number().int().min(500).max(60_000).default(2_000),
  /** Of 448 samples, how many flicker at least in a living picture; 0 turns the frozen check off. */
  flickerCells: z.number().int().min(0).max(448).default(usualFlickerCells)
})
export type CameraEntry = z.infer<typeof CameraEntry>

/** A whole list: `resources/cameras/<city>.json`, or `cameras.json` in the data folder. */
export const CameraList = z.strictObject({
  /** Where the points come from, for the reader. */
  sources: z.array(z.string()).optional(),
  /**
   * Address ranges cameras may be in beside the public internet: `10.20.0.0/16`. Loopback,
   * link-local and other special ranges are only reachable when they are named here.
   */
  networks: z
    .array(z.string().refine(isNetwork, 'is not a network like 192.168.10.0/24'))
    .max(64)
    .default([]),
  /** The last picture of a silent camera stays this long, hatched; then its tile is dark. */
  keepPictureMinutes: z
    .number()
    .min(0)
    .max(24 * 60)
    .default(defaultKeepPictureMs / 60_000),
  cameras: z.array(z.unknown()).max(256)
})

export interface ParsedCameras {
  readonly cameras: readonly CameraEntry[]
  readonly networks: readonly string[]
  readonly keepPictureMs: number
  /** By camera id where it stands: `cameras.json line 5: camera k02`. */
  readonly places: ReadonlyMap<string, string>
  /** One sentence each: which camera, which line, what is wrong and what to do. */
  readonly errors: readonly string[]
}

/** Where there is no list at all. */
export const emptyCameraList: ParsedCameras = {
  cameras: [],
  networks: [],
  keepPictureMs: defaultKeepPictureMs,
  places: new Map(),
  errors: []
}

/** Reads a list. A camera that cannot be used is left out with a sentence; the others stay. */
export function parseCameraList(text: string, file: string): ParsedCameras {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unreadable'
    return none(`${file} is not JSON (${why}): correct it; no camera of it is used.`)
  }
  const list = CameraList.safeParse(json)
  if (!list.success) return none(`${file}: ${sentence(list.error)}; no camera of it is used.`)

  const lines = linesOfCameras(text)
  const cameras: CameraEntry[] = []
  const errors: string[] = []
  const places = new Map<string, string>()
  list.data.cameras.forEach((raw, i) => {
    const where = `${file} line ${lines[i] ?? '?'}: camera ${nameOf(raw, i)}`
    const entry = CameraEntry.safeParse(raw)
    if (!entry.success) errors.push(`${where}: ${sentence(entry.error)}; it is left out.`)
    else if (cameras.some(({ id }) => id === entry.data.id))
      errors.push(`${where}: this id is used twice; give it another one; it is left out.`)
    else {
      cameras.push(entry.data)
      places.set(entry.data.id, where)
    }
  })
  const { networks, keepPictureMinutes } = list.data
  return { cameras, networks, keepPictureMs: keepPictureMinutes * 60_000, places, errors }
}

function none(error: string): ParsedCameras {
  return { ...emptyCameraList, errors: [error] }
}

function nameOf(raw: unknown, index: number): string {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : undefined
  return typeof id === 'string' && id !== '' ? id.slice(0, 40) : `number ${index + 1}`
}

/** Names the key and what is wanted; never repeats the value, which may hold a password. */
function sentence(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map(({ path, message, code }) => {
      if (code === 'unrecognized_keys') return message.toLowerCase()
      return `${path.map(String).join('.') || 'the file'}: ${message}`
    })
    .join('; ')
}

/** The line on which each element of the top-level `cameras` array begins, counted from 1. */
export function linesOfCameras(text: string): readonly number[] {
  const lines: number[] = []
  let depth = 0
  let line = 1
  let key = ''
  let inList = false
  let awaiting = false
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i] ?? ''
    if (char === '\n') line += 1
    if (char.trim() === '') continue
    if (awaiting && char !== ']') {
      lines.push(line)
      awaiting = false
    }
    if (char === '"') {
      const end = endOfString(text, i)
      if (depth === 1) key = text.slice(i + 1, end)
      i = end
    } else if (char === '{' || char === '[') {
      if (char === '[' && depth === 1 && key === 'cameras') inList = awaiting = true
      depth += 1
    } else if (char === '}' || char === ']') {
      depth -= 1
      if (depth < 2) inList = awaiting = false
    } else if (char === ',' && inList && depth === 2) awaiting = true
  }
  return lines
}

function endOfString(text: string, start: number): number {
  let i = start + 1
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1
  return i
}

/** What windows may know of an entry. */
export function toWallCamera(entry: CameraEntry): WallCamera {
  const { id, label, name, position, owner, place, guest, groups, serviceUntil, sub, main } = entry
  return {
    id,
    label,
    name,
    ...(position !== undefined && { position }),
    ...(owner !== undefined && { owner }),
    ...(place !== undefined && { place }),
    guest,
    groups,
    ...(serviceUntil !== undefined && { serviceUntil: Date.parse(serviceUntil) }),
    demo: sub.startsWith('demo:'),
    hasMain: main !== undefined
  }
}
