/**
 * All that the shell gives a window: who it is. Types only, because a sandboxed preload script can
 * load nothing.
 */
export interface ShellBridge {
  info(): Promise<ShellInfo>
}

export interface ShellInfo {
  /** The display this window fills, as in the `display` of its address. */
  readonly display: string
  /** Version of the program. */
  readonly version: string
}

/** The one channel between a window and the shell. */
export const shellInfoChannel = 'shell:info'
