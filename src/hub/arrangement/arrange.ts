import type { JSONPath } from 'jsonc-parser'
import type { z } from 'zod'
import type { Arrangement, FileProblem } from '../../contract/arrangement.ts'
import type { City } from '../../contract/city.ts'
import { DisplayLayout } from '../../contract/displays.ts'
import { Playlist, type PlaylistEntry } from '../../contract/playlist.ts'
import { Rules } from '../../contract/rules.ts'
import { Scene } from '../../contract/scene.ts'
import { BriefingSteps, StepsId } from '../../contract/steps.ts'
import { checkText, nameFault, type Checked, type Fault } from './checkText.ts'
import type { Content } from './readRoom.ts'

/** Scenes, and prepared briefings. */
export const mostFiles = 64

/** What comes with the hub. */
export type Shipped = Pick<Arrangement, 'scenes' | 'rules'>

export type KnownNames = Pick<City, 'categories' | 'districts'>

export interface RoomFiles {
  /** By path within the folder, in order; what is not in it is not there. See `listRoom`. */
  readonly contents: ReadonlyMap<string, Content>
  /** Texts that could be used when they were last looked at, by path. */
  readonly lastGood: ReadonlyMap<string, string>
}

export interface Arranged {
  readonly arrangement: Arrangement
  readonly problems: readonly FileProblem[]
  /** The texts that count now, by path. */
  readonly good: ReadonlyMap<string, string>
}

/**
 * What the files of a room come to; pure. Of a file that cannot be used its last good text counts,
 * else what is shipped. Nothing in the result names a scene that it does not hold.
 */
export function arrange(files: RoomFiles, shipped: Shipped, city: KnownNames): Arranged {
  const problems: FileProblem[] = []
  const good = new Map<string, string>()

  function refuse(path: string, fault: Fault, instead: FileProblem['instead']): void {
    problems.push({ file: shownPath(path), ...fault, instead })
  }

  function take<T>(
    path: string,
    schema: z.ZodType<T>,
    { isShipped = false, unknownIn }: Taking<T> = {}
  ): T | undefined {
    if (!files.contents.has(path)) return undefined
    const text = files.contents.get(path)
    const checked = text === undefined ? unreadable : checkNamed(text, schema, unknownIn)
    if (text !== undefined && 'value' in checked) {
      good.set(path, text)
      return checked.value
    }
    const { fault } = 'fault' in checked ? checked : unreadable
    const before = files.lastGood.get(path)
    const kept = before === undefined ? unreadable : checkText(before, schema)
    if (before === undefined || 'fault' in kept) {
      refuse(path, fault, isShipped ? 'shipped' : 'nothing')
      return undefined
    }
    refuse(path, fault, 'lastGood')
    good.set(path, before)
    return kept.value
  }

  /** Every file of a folder that can be used, by its name without ending. */
  function takeAll<T>(
    folder: string,
    schemaOf: (id: string) => z.ZodType<T>,
    taking: (id: string) => Taking<T>
  ): Map<string, T> {
    const taken = new Map<string, T>()
    const paths = [...files.contents.keys()].filter((path) => isWithin(path, `${folder}/`))
    for (const [index, path] of paths.entries()) {
      const id = path.slice(folder.length + 1, -'.json'.length)
      if (index >= mostFiles) refuse(path, unreadable.fault, 'nothing')
      else if (!StepsId.safeParse(id).success) refuse(path, { reason: 'unknownName' }, 'nothing')
      else {
        const value = take(path, schemaOf(id), taking(id))
        if (value !== undefined) taken.set(id, value)
      }
    }
    return taken
  }

  for (const path of files.contents.keys())
    if (path.endsWith('/')) {
      const isKept = [...files.lastGood.keys()].some((one) => isWithin(one, path))
      refuse(path, unreadable.fault, isKept ? 'lastGood' : 'nothing')
    }
  const shippedIds = new Set(shipped.scenes.map(({ id }) => id))
  const own = takeAll('scenes', sceneNamed, (id) => ({ isShipped: shippedIds.has(id) }))
  const scenes = [
    ...shipped.scenes.map((scene) => own.get(scene.id) ?? scene),
    ...[...own.values()].filter(({ id }) => !shippedIds.has(id))
  ]
  const sceneIds = new Set(scenes.map(({ id }) => id))
  const displays = take('wall.json', DisplayLayout)
  const playlist = take('playlist.json', Playlist, {
    unknownIn: (value) => unknownInPlaylist(value, sceneIds)
  })
  const rules = take('rules.json', Rules, {
    isShipped: true,
    unknownIn: (value) => unknownInRules(value, city)
  })
  const steps = takeAll(
    'steps',
    () => BriefingSteps,
    () => ({
      unknownIn: (value) => unknownInSteps(value, sceneIds)
    })
  )
  return {
    arrangement: {
      scenes,
      ...(displays && { displays }),
      ...(playlist && { playlist: withScenesOnly(playlist, sceneIds) }),
      rules: rules ?? shipped.rules,
      steps: stepsWithScenesOnly(steps, sceneIds)
    },
    problems,
    good
  }
}

interface Taking<T> {
  /** Something of the same name comes with the hub. */
  readonly isShipped?: boolean
  /** Where it names something that is not there. */
  readonly unknownIn?: (value: T) => JSONPath | undefined
}

/** A folder stands for itself where it cannot be looked into: it is not within itself. */
function isWithin(path: string, folder: string): boolean {
  if (path.endsWith('/')) return false
  return folder === './' ? !path.includes('/') : path.startsWith(folder)
}

function checkNamed<T>(
  text: string,
  schema: z.ZodType<T>,
  unknownIn: Taking<T>['unknownIn']
): Checked<T> {
  const checked = checkText(text, schema)
  const unknown = 'value' in checked ? unknownIn?.(checked.value) : undefined
  return unknown === undefined ? checked : { fault: nameFault(text, unknown) }
}

const unreadable = { fault: { reason: 'unreadable' } } as const

/** A file is found by the id of its scene, so it is named after it. */
function sceneNamed(id: string): z.ZodType<Scene> {
  return Scene.refine((scene) => scene.id === id, { path: ['id'] })
}

function unknownInPlaylist(
  { dayParts, otherwise = [] }: Playlist,
  scenes: ReadonlySet<string>
): JSONPath | undefined {
  const lists: readonly [JSONPath, readonly PlaylistEntry[]][] = [
    ...dayParts.map(({ entries }, part): [JSONPath, readonly PlaylistEntry[]] => [
      ['dayParts', part, 'entries'],
      entries
    ]),
    [['otherwise'], otherwise]
  ]
  for (const [path, entries] of lists) {
    const at = entries.findIndex(({ scene }) => !scenes.has(scene))
    if (at >= 0) return [...path, at, 'scene']
  }
  return undefined
}

function unknownInRules(
  { rules }: Rules,
  { categories, districts }: KnownNames
): JSONPath | undefined {
  for (const [index, { when }] of rules.entries()) {
    const category = when.categories?.findIndex((id) => categories.every((one) => one.id !== id))
    if (category !== undefined && category >= 0)
      return ['rules', index, 'when', 'categories', category]
    const district = when.districts?.findIndex((code) =>
      districts.every((one) => one.code !== code)
    )
    if (district !== undefined && district >= 0)
      return ['rules', index, 'when', 'districts', district]
  }
  return undefined
}

function unknownInSteps(
  { steps }: BriefingSteps,
  scenes: ReadonlySet<string>
): JSONPath | undefined {
  const at = steps.findIndex(({ scene }) => !scenes.has(scene))
  return at >= 0 ? ['steps', at, 'scene'] : undefined
}

/** A last good playlist may name a scene that has gone since. */
function withScenesOnly({ dayParts, otherwise }: Playlist, scenes: ReadonlySet<string>): Playlist {
  const known = ({ scene }: PlaylistEntry): boolean => scenes.has(scene)
  return {
    dayParts: dayParts.flatMap((part) => {
      const [first, ...rest] = part.entries.filter(known)
      return first === undefined ? [] : [{ ...part, entries: [first, ...rest] }]
    }),
    ...(otherwise && { otherwise: otherwise.filter(known) })
  }
}

function stepsWithScenesOnly(
  all: ReadonlyMap<string, BriefingSteps>,
  scenes: ReadonlySet<string>
): Arrangement['steps'] {
  const kept: Record<string, BriefingSteps> = {}
  // An id such as `constructor` must not find what every object has.
  Object.setPrototypeOf(kept, null)
  for (const [id, briefing] of all) {
    const [first, ...rest] = briefing.steps.filter(({ scene }) => scenes.has(scene))
    if (first !== undefined) kept[id] = { ...briefing, steps: [first, ...rest] }
  }
  return kept
}

const longestPath = 120

/** Of a name that somebody gave a file nothing is shown that could break a line. */
function shownPath(path: string): string {
  return path.replaceAll(/[^\p{L}\p{N}\p{P} ]/gu, '?').slice(0, longestPath)
}
