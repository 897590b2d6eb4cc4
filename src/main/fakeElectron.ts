import type { RenderProcessGoneDetails } from 'electron'
import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import type { Bounds } from '../contract/displays.ts'
import type { ShellChild, ShellContents, ShellWindow } from './shell.ts'

/** A page that answers, until a test says otherwise. For tests only. */
export class FakeContents extends EventEmitter implements ShellContents {
  hangs = false
  crashes = 0

  executeJavaScript(): Promise<unknown> {
    return this.hangs ? new Promise(() => undefined) : Promise.resolve(0)
  }

  forcefullyCrashRenderer(): void {
    this.crashes += 1
    this.crash('killed')
  }

  crash(reason: RenderProcessGoneDetails['reason']): void {
    this.emit('render-process-gone', {}, { reason, exitCode: 1 })
  }
}

export class FakeWindow extends EventEmitter implements ShellWindow {
  readonly webContents = new FakeContents()
  readonly loads: string[] = []
  bounds: Bounds
  shown = false
  /** The next loads fail with these errors, the first one first. */
  readonly failures: string[] = []
  #destroyed = false

  constructor(bounds: Bounds, failures: readonly string[] = []) {
    super()
    this.bounds = bounds
    this.failures.push(...failures)
  }

  loadURL(url: string): Promise<void> {
    this.loads.push(url)
    const failure = this.failures.shift()
    if (failure !== undefined) return Promise.reject(new Error(failure))
    this.emit('ready-to-show')
    return Promise.resolve()
  }

  show(): void {
    this.shown = true
  }

  focus(): void {
    this.emit('focused')
  }

  setBounds(bounds: Bounds): void {
    this.bounds = bounds
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  destroy(): void {
    this.#destroyed = true
    this.emit('closed')
  }
}

export class FakeChild extends EventEmitter implements ShellChild {
  readonly stdout = new PassThrough()
  readonly flags: readonly string[]
  readonly env: Readonly<Record<string, string>>
  killed = false
  /** false: it does not listen. */
  obeys = true

  constructor(flags: readonly string[], env: Readonly<Record<string, string>>) {
    super()
    this.flags = flags
    this.env = env
  }

  postMessage(message: unknown): void {
    if (message === 'stop' && this.obeys) this.emit('exit', 0)
  }

  kill(): boolean {
    this.killed = true
    this.emit('exit', 0)
    return true
  }

  print(line: string): void {
    this.stdout.write(`${line}\n`)
  }
}
