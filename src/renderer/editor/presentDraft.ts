import type { PanelKind, Scene } from '../../contract/scene.ts'
import { leastCells, type Picture } from '../wall/panelSizes.ts'
import type { Draft } from './draft.ts'
import { settlePlaces } from './settlePlaces.ts'
import { snapToGrid, type Rect } from './snapToGrid.ts'

export interface PresentDraft {
  readonly draft: Draft
  /** It is a copy of what the rails have made of a scene. */
  readonly fromRails: boolean
}

/** The scene that this window shows, to be edited; a scene of rails as it lies here and now. */
export function presentDraft(scenes: readonly Scene[], picture: Picture): PresentDraft | undefined {
  const element = document.querySelector<HTMLElement>('.wall .scene')
  const scene = scenes.find(({ id }) => id === element?.dataset['scene'])
  if (element === null || scene === undefined) return undefined
  return scene.layout === 'grid'
    ? { draft: draftOf(scene), fromRails: false }
    : { draft: { ...named(scene), panels: measured(element, picture) }, fromRails: true }
}

export function draftOf(scene: Extract<Scene, { layout: 'grid' }>): Draft {
  return { ...named(scene), panels: scene.panels }
}

const named = ({ id, name }: Scene): Pick<Draft, 'id' | 'name'> => ({ id, name })

function measured(scene: HTMLElement, picture: Picture): Draft['panels'] {
  const own = scene.getBoundingClientRect()
  const rects = new Map<PanelKind, Rect>()
  for (const panel of scene.querySelectorAll<HTMLElement>('[data-panel]')) {
    const { left, top, width, height } = panel.getBoundingClientRect()
    const kind = panel.dataset['panel'] as PanelKind // PanelFrame writes the kind and nothing else
    rects.set(kind, { x: left - own.left, y: top - own.top, width, height })
  }
  const places = settlePlaces(snapToGrid(rects, own), (kind) => leastCells(kind, picture))
  return [...places].map(([panel, place]) => ({ panel, place }))
}
