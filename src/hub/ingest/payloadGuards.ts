/** A JSON object: a record, not a list. */
export type Body = Readonly<Record<string, unknown>>

export function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The list, or nothing: feeds leave out, or send `null` for, what is empty. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** The objects of a list that may also have been sent as a single object. */
export function bodiesOf(value: unknown): readonly Body[] {
  return (Array.isArray(value) ? value : [value]).filter(isBody)
}

export const maxDepth = 32

/** Whether brackets outside strings nest deeper than `maxDepth`; reads bytes, so before parsing. */
export function isTooDeep(bytes: Uint8Array): boolean {
  let depth = 0
  let inString = false
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i]
    if (inString) {
      if (byte === 0x5c) i += 1
      else if (byte === 0x22) inString = false
    } else if (byte === 0x22) inString = true
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1
      if (depth > maxDepth) return true
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1
  }
  return false
}

const forbiddenKeys = ['__proto__', 'constructor', 'prototype'] as const

/** The first key anywhere in a parsed value that could reach into JavaScript's own objects. */
export function forbiddenKeyIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const own = Array.isArray(value)
    ? undefined
    : forbiddenKeys.find((key) => Object.hasOwn(value, key))
  if (own !== undefined) return own
  for (const child of Object.values(value)) {
    const found = forbiddenKeyIn(child)
    if (found !== undefined) return found
  }
  return undefined
}
