import {
  GridScene,
  gridColumns,
  gridRows,
  overlap,
  PanelKind,
  type GridPlace
} from '../../contract/scene.ts'
import type { PanelSize } from '../wall/panelSizes.ts'
import { isOnGrid } from './snapToGrid.ts'

/** A scene that is being made: it may have no panel yet. */
export type Draft = Pick<GridScene, 'id' | 'name'> & {
  readonly panels: readonly GridScene['panels'][number][]
}

/** What somebody in the editor has done so far. Nothing of it is kept but by saving. */
export interface Editing {
  readonly draft: Draft
  readonly past: readonly Draft[]
  readonly future: readonly Draft[]
  /** What the keys move. */
  readonly chosen: PanelKind | undefined
}

export type Edit =
  | { readonly type: 'place'; readonly panel: PanelKind; readonly place: GridPlace }
  | { readonly type: 'remove'; readonly panel: PanelKind }
  | { readonly type: 'rename'; readonly name: string }
  | { readonly type: 'choose'; readonly panel: PanelKind | undefined }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  /** Another version of the scene; what was not saved can be had back. */
  | { readonly type: 'replace'; readonly draft: Draft }
  /** Another scene; what was done before is over. */
  | { readonly type: 'open'; readonly draft: Draft }

export function beginEditing(draft: Draft): Editing {
  return { draft, past: [], future: [], chosen: undefined }
}

export function reduceEditing(editing: Editing, edit: Edit): Editing {
  const { draft, past, future } = editing
  switch (edit.type) {
    case 'place': {
      if (!isFree(draft, edit.panel, edit.place)) return editing
      const placed = draft.panels.find(({ panel }) => panel === edit.panel)
      if (placed && samePlace(placed.place, edit.place)) return editing
      const { panel, place } = edit
      const panels = placed
        ? draft.panels.map((one) => (one === placed ? { panel, place } : one))
        : [...draft.panels, { panel, place }]
      return { ...changed(editing, { ...draft, panels }), chosen: panel }
    }
    case 'remove': {
      const panels = draft.panels.filter(({ panel }) => panel !== edit.panel)
      if (panels.length === draft.panels.length) return editing
      return { ...changed(editing, { ...draft, panels }), chosen: undefined }
    }
    case 'rename': {
      if (edit.name === draft.name) return editing
      const next = { ...draft, name: edit.name }
      // A name is one change, however many letters it has.
      const last = past.at(-1)
      return last !== undefined && last.panels === draft.panels && last.name !== draft.name
        ? { ...editing, draft: next, future: [] }
        : changed(editing, next)
    }
    case 'choose':
      return { ...editing, chosen: edit.panel }
    case 'undo': {
      const last = past.at(-1)
      if (last === undefined) return editing
      return settled({
        ...editing,
        draft: last,
        past: past.slice(0, -1),
        future: [draft, ...future]
      })
    }
    case 'redo': {
      const [next, ...rest] = future
      if (next === undefined) return editing
      return settled({ ...editing, draft: next, past: [...past, draft], future: rest })
    }
    case 'replace':
      return sameDraft(draft, edit.draft) ? editing : settled(changed(editing, edit.draft))
    case 'open':
      return beginEditing(edit.draft)
  }
}

function changed(editing: Editing, draft: Draft): Editing {
  return { ...editing, draft, past: [...editing.past, editing.draft], future: [] }
}

/** What is gone is not chosen. */
function settled(editing: Editing): Editing {
  const { chosen, draft } = editing
  return draft.panels.some(({ panel }) => panel === chosen)
    ? editing
    : { ...editing, chosen: undefined }
}

/** Whether a panel may lie there: on the grid, and over no other. */
export function isFree({ panels }: Draft, panel: PanelKind, place: GridPlace): boolean {
  return (
    isOnGrid(place) && !panels.some((other) => other.panel !== panel && overlap(other.place, place))
  )
}

export function samePlace(a: GridPlace, b: GridPlace): boolean {
  return a.column === b.column && a.row === b.row && a.columns === b.columns && a.rows === b.rows
}

/** Whether both show the same. The order of the panels says nothing. */
export function sameDraft(a: Draft, b: Draft): boolean {
  return (
    a.name.trim() === b.name.trim() &&
    a.panels.length === b.panels.length &&
    a.panels.every(({ panel, place }) => {
      const other = b.panels.find((one) => one.panel === panel)
      return other !== undefined && samePlace(other.place, place)
    })
  )
}

/** The scene as it would be kept; undefined while it has no panel or no name. */
export function sceneOf({ id, name, panels }: Draft): GridScene | undefined {
  return GridScene.safeParse({ id, name: name.trim(), layout: 'grid', panels }).data
}

export function notPlaced({ panels }: Draft): readonly PanelKind[] {
  return PanelKind.options.filter((kind) => !panels.some(({ panel }) => panel === kind))
}

/** The first place where a panel of a size lies over no other, from the upper left. */
export function freePlace(draft: Draft, panel: PanelKind, size: PanelSize): GridPlace | undefined {
  for (let row = 0; row + size.rows <= gridRows; row += 1)
    for (let column = 0; column + size.columns <= gridColumns; column += 1) {
      const place = { column, row, columns: size.columns, rows: size.rows }
      if (isFree(draft, panel, place)) return place
    }
  return undefined
}

/** By how many cells, to the right and down. */
export interface Step {
  readonly right: number
  readonly down: number
}

export function moved(place: GridPlace, { right, down }: Step): GridPlace {
  return { ...place, column: place.column + right, row: place.row + down }
}

/** Never below the least size, but what is smaller already is not made larger against its will. */
export function resized(place: GridPlace, { right, down }: Step, least: PanelSize): GridPlace {
  const { columns, rows } = place
  return {
    ...place,
    columns: Math.max(Math.min(columns, least.columns), columns + right),
    rows: Math.max(Math.min(rows, least.rows), rows + down)
  }
}

/** An id for a name that nothing else has: `Malam hari` becomes `malam-hari`. */
export function idFor(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^[^a-z]+|-+$/gu, '')
  const stem = plain === '' ? 'adegan' : plain
  let id = stem
  for (let number = 2; taken.has(id); number += 1) id = `${stem}-${number}`
  return id
}
