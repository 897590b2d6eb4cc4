let context: CanvasRenderingContext2D | undefined

/** Width of a text in the wall's typeface, in pixels; a safe guess where there is no canvas. */
export function measureText(text: string, size: number, weight: number): number {
  context ??= document.createElement('canvas').getContext('2d') ?? undefined
  if (!context) return text.length * size * 0.6
  context.font = `${weight} ${size}px "Siaga Sans", sans-serif`
  return context.measureText(text).width
}
