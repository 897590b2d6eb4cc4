import type { RenderProcessGoneDetails } from 'electron'
import type { Bounds } from '../contract/displays.ts'

/** How Electron's objects are listened to. Several, joined by `&`, are its overloads. */
export type On<Event extends string, Values extends unknown[] = []> = (
  event: Event,
  listener: (...values: Values) => void
) => unknown

/**
 * The few things of Electron that the wall is made of, so that tests can put a small fake in their
 * place. Electron's own classes fit these without a cast; `index.ts` is where the two meet.
 */
export interface ShellContents {
  executeJavaScript(code: string): Promise<unknown>
  forcefullyCrashRenderer(): void
  readonly on: On<'render-process-gone', [event: unknown, details: RenderProcessGoneDetails]>
}

export interface ShellWindow {
  readonly webContents: ShellContents
  loadURL(url: string): Promise<void>
  show(): void
  focus(): void
  setBounds(bounds: Bounds): void
  isDestroyed(): boolean
  destroy(): void
  readonly on: On<'ready-to-show'> & On<'unresponsive'> & On<'closed'>
}

/** The hub as Electron's utility process. */
export interface ShellChild {
  readonly stdout: NodeJS.ReadableStream | null
  postMessage(message: unknown): void
  kill(): boolean
  readonly on: On<'exit', [code: number]>
}

/** One `key=value` line on stderr; never a token, never anything from a feed. */
export type Log = (event: string, values?: Readonly<Record<string, string | number>>) => void
