import type { Wordings } from './placeOf.ts'

/**
 * Place and crews in about so many letters: first the crews are said shorter, then the place, then
 * the crews lose their names. Where nothing fits, the shortest of both; the place then ends in an
 * ellipsis.
 */
export function fitLine(
  place: Wordings,
  crews: readonly string[],
  nameless: string | undefined,
  letters: number
): { readonly place: string; readonly crews: string | undefined } {
  const separator = 3
  const named = crews.length === 0 ? [undefined] : crews
  for (const said of nameless === undefined ? [named] : [named, [nameless]])
    for (const where of place)
      for (const who of said)
        if (where.length + (who === undefined ? 0 : separator + who.length) <= letters)
          return { place: where, crews: who }
  return { place: place.at(-1) ?? place[0], crews: nameless ?? named.at(-1) }
}
