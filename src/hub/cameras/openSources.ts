import { join } from 'node:path'
import type { CameraProblem, CameraQuality } from '../../contract/camera.ts'
import type { Log } from '../log.ts'
import type { CameraEntry } from './cameraConfig.ts'
import type { OpenSource } from './cameraSource.ts'
import { demoSource, readDemoLoop, type DemoLoop } from './demoSource.ts'
import type { Timers } from './timers.ts'

export interface SourcesOptions {
  readonly resources: string
  readonly dataFolder: string
  readonly log: Log
  readonly timers: Timers
}

/** Makes the source that fits an address. */
export interface Sources {
  readonly open: (entry: CameraEntry, quality: CameraQuality) => OpenSource
  /** The address ranges of the list in force. */
  readonly allow: (networks: readonly string[]) => void
}

export function openSources({ resources, timers }: SourcesOptions): Sources {
  const loops = new Map<string, DemoLoop>()
  const readLoop = (name: string): DemoLoop => {
    const known = loops.get(name)
    if (known !== undefined) return known
    const loop = readDemoLoop(join(resources, 'demo-cameras', `${name}.mp4`))
    loops.set(name, loop)
    return loop
  }

  return {
    allow: () => undefined,
    open: (entry, quality) => {
      const address = (quality === 'main' ? entry.main : undefined) ?? entry.sub
      const demo = /^demo:(?<name>\d\d)$/u.exec(address)?.groups?.['name']
      if (demo !== undefined) return demoSource(() => readLoop(demo), Number(demo) / 35, timers)
      return ends('forbiddenAddress', timers)
    }
  }
}

function ends(problem: CameraProblem, timers: Timers): OpenSource {
  return (listener) => ({ stop: timers.after(0, () => listener.ended(problem)) })
}
