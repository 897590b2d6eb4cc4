import { useLayoutEffect, type RefObject } from 'react'
import { glassAt, shiftsOntoGlass } from './displays/onGlass.ts'
import type { Part } from './displays/partOf.ts'
import { usePart } from './displays/Picture.tsx'

/** Between a text and a bezel, in rem; more than the picture moves to spare the screens. */
const airRem = 0.14

/**
 * Marks a row that must never lose its right end with `data-tight`: the least of 0 … `most` at
 * which its parts fit and no bezel between displays cuts one. What yields at which step is the
 * style sheet's. What stands at the right end has `data-end`.
 */
export function useTightness(row: RefObject<HTMLElement | null>, most: number): void {
  const part = usePart()
  useLayoutEffect(() => {
    const element = row.current
    if (element === null) return undefined
    const tighten = (suffices: () => boolean): boolean => {
      for (let step = 0; step <= most; step += 1) {
        element.setAttribute('data-tight', String(step))
        for (const { element: item } of partsOf(element)) item.style.translate = ''
        // A hair of rounding is no overflow.
        if (element.scrollWidth <= element.clientWidth + 1 && suffices()) return true
      }
      return false
    }
    const fit = (): void => {
      if (part === undefined || !tighten(() => moveOntoGlass(element, part))) tighten(() => true)
    }
    // The parts change with words, fonts and the scale of the wall; the row with the window.
    const sizes = new ResizeObserver(fit)
    const watch = (): void => {
      sizes.disconnect()
      for (const one of [element, ...element.children]) sizes.observe(one)
    }
    const parts = new MutationObserver(watch)
    parts.observe(element, { childList: true })
    fit()
    watch()
    return () => {
      parts.disconnect()
      sizes.disconnect()
    }
  }, [row, most, part])
}

/** False where there is no room for it; then nothing has moved. */
function moveOntoGlass(row: HTMLElement, part: Part): boolean {
  const picture = row.closest('.picture')?.getBoundingClientRect()
  // In two lines the order does not say what stands beside what.
  if (picture === undefined || getComputedStyle(row).flexWrap === 'wrap') return false
  const { top, height } = row.getBoundingClientRect()
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const glass = glassAt(part, top + height / 2 - picture.top).map(({ left, right }) => ({
    left: left + airRem * rem,
    right: right - airRem * rem
  }))
  const items = partsOf(row).map(({ element, atEnd }) => {
    const { left, right } = extentOf(element)
    return { element, atEnd, left: left - picture.left, right: right - picture.left }
  })
  const shifts = shiftsOntoGlass(items, glass)
  for (const [at, by] of shifts?.entries() ?? [])
    if (by !== 0 && items[at] !== undefined) items[at].element.style.translate = `${by}px`
  return shifts !== undefined
}

interface RowPart {
  readonly element: HTMLElement | SVGElement
  readonly atEnd: boolean
}

/** What must stay whole, also within the rows of a row, as far as it is seen. */
function partsOf(row: Element, atEnd = false): readonly RowPart[] {
  return [...row.children].flatMap((child): readonly RowPart[] => {
    if (!(child instanceof HTMLElement || child instanceof SVGElement)) return []
    const { display } = getComputedStyle(child)
    const childAtEnd = atEnd || 'end' in child.dataset
    if (display === 'flex') return partsOf(child, childAtEnd)
    return display === 'none' ? [] : [{ element: child, atEnd: childAtEnd }]
  })
}

/** Of its text, for a box may be wider, with what is drawn round it. */
function extentOf(element: HTMLElement | SVGElement): DOMRect {
  const box = element.getBoundingClientRect()
  if (element instanceof SVGElement) return box
  const text = document.createRange()
  text.selectNodeContents(element)
  const { paddingRight, borderRightWidth } = getComputedStyle(element)
  const end = Number.parseFloat(paddingRight) + Number.parseFloat(borderRightWidth)
  const right = Math.min(box.right, text.getBoundingClientRect().right + end)
  return new DOMRect(box.x, box.y, right - box.x, box.height)
}
