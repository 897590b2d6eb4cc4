import { viewingRoom, type DisplayLayout } from '../../contract/displays.ts'
import { WallSettings, wallScale } from '../../contract/wall.ts'
import type { Language } from '../look/words.ts'

/** How the wall looks and speaks right now. */
export interface WallLook {
  readonly theme: WallSettings['theme']
  readonly language: Language
  /** Type multiplier, 0.85–1.4. */
  readonly scale: number
  /** From 1.2 the least important modules drop out. */
  readonly density: 'near' | 'far'
}

/** What the address or a key asks for, over the settings of the wall. */
export interface LookWishes {
  readonly theme?: WallSettings['theme'] | undefined
  readonly language?: Language | undefined
  readonly scale?: number | undefined
  /** Id of a scene; the first one where there is none of that name. */
  readonly scene?: string | undefined
}

/** `?theme=light&lang=en&scale=1.25&scene=cctv`; anything else in the address is ignored. */
export function wishesOf(search: string): LookWishes {
  const query = new URLSearchParams(search)
  const { theme, language } = WallSettings.shape
  const scale = Number(query.get('scale') ?? Number.NaN)
  return {
    theme: theme.unwrap().safeParse(query.get('theme')).data,
    language: language.unwrap().safeParse(query.get('lang')).data,
    scale: Number.isFinite(scale) && scale >= 0.85 && scale <= 1.4 ? scale : undefined,
    scene: query.get('scene') ?? undefined
  }
}

/** The displays, where they are known, say how large the picture is and who sits farthest. */
export function lookOf(
  settings: WallSettings | undefined,
  wishes: LookWishes,
  displays?: DisplayLayout
): WallLook {
  const room = displays === undefined ? settings : viewingRoom(displays)
  const scale = wishes.scale ?? (room ? wallScale(room) : 1)
  return {
    theme: wishes.theme ?? settings?.theme ?? 'dark',
    language: wishes.language ?? settings?.language ?? 'id',
    scale,
    density: scale >= 1.2 ? 'far' : 'near'
  }
}
