import { useLayoutEffect, useState, type RefObject } from 'react'

const names = [
  'bg',
  'ink-4',
  'sea',
  'land',
  'shore',
  'kec',
  'road-1',
  'road-2',
  'road-3',
  'river',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'bg-3',
  'k1',
  'k1-line',
  'k2-fill',
  'k2-line',
  'k3'
] as const

/** Colours of the tokens as they stand on this element now: theme and frozen data change them. */
export type Palette = Readonly<Record<(typeof names)[number], string>>

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element)
  const entries = names.map((name) => [
    name,
    style.getPropertyValue(`--${name}`).trim() || '#888888'
  ])
  // Built from `names` itself, so every key is there.
  return Object.fromEntries(entries) as Palette
}

/** The six heat colours, few to many. */
export function heatColours(palette: Palette): readonly string[] {
  return [palette.h1, palette.h2, palette.h3, palette.h4, palette.h5, palette.h6]
}

/** `#rrggbb` (or `#rgb`) as bytes; grey for what is neither. */
export function rgbOf(colour: string): readonly [number, number, number] {
  const hex = /^#([\da-f]{6}|[\da-f]{3})/iu.exec(colour)?.[1]
  if (hex === undefined) return [136, 136, 136]
  const digits = hex.length === 3 ? hex.replaceAll(/./gu, '$&$&') : hex
  const part = (at: number): number => Number.parseInt(digits.slice(at, at + 2), 16)
  return [part(0), part(2), part(4)]
}

/** The palette on an element, read again whenever a class or theme above it changes. */
export function usePalette(ref: RefObject<Element | null>): Palette | undefined {
  const [palette, setPalette] = useState<Palette>()
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    const read = (): void =>
      setPalette((last) => {
        const next = readPalette(element)
        return last && names.every((name) => last[name] === next[name]) ? last : next
      })
    read()
    const observer = new MutationObserver(read)
    for (let above = element.parentElement; above !== null; above = above.parentElement)
      observer.observe(above, {
        attributeFilter: ['class', 'style', 'data-theme', 'data-freshness']
      })
    return () => observer.disconnect()
  }, [ref])
  return palette
}
