/** A still stands so long before a newer key picture takes its place. */
export const stillMs = 3_000

/** Which pictures of a stream are decoded where only stills can be shown. */
export interface StillPacer {
  readonly lets: (key: boolean, nowMs: number) => boolean
}

/** The first key picture at once, later ones not before `stillMs` have passed; nothing else. */
export function makeStillPacer(): StillPacer {
  let last = -Infinity
  return {
    lets: (key, nowMs) => {
      if (!key || nowMs - last < stillMs) return false
      last = nowMs
      return true
    }
  }
}
