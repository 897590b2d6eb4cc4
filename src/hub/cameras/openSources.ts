import { join } from 'node:path'
import type { CameraProblem, CameraQuality } from '../../contract/camera.ts'
import type { Log } from '../log.ts'
import { addressPolicy, judgeAddress, type AddressPolicy } from './addressPolicy.ts'
import { isDemoAddress, type CameraEntry } from './cameraConfig.ts'
import { cameraSecrets } from './cameraSecrets.ts'
import type { OpenSource } from './cameraSource.ts'
import { demoSource, readDemoLoop, type DemoLoop } from './demoSource.ts'
import { hlsSource } from './hlsSource.ts'
import { systemLookUp, type LookUp } from './resolveCamera.ts'
import { rtspSource } from './rtspSource.ts'
import { stillSource } from './stillSource.ts'
import type { Timers } from './timers.ts'

export interface SourcesOptions {
  readonly resources: string
  readonly dataFolder: string
  readonly log: Log
  readonly timers: Timers
  readonly lookUp?: LookUp
}

/** Makes the source that fits an address. */
export interface Sources {
  readonly open: (entry: CameraEntry, quality: CameraQuality) => OpenSource
  /** The address ranges of the list in force. */
  readonly allow: (networks: readonly string[]) => void
}

/** Loops are shown this far apart, so that thirty-five key pictures do not come at once. */
const demoLoops = 35

export function openSources(options: SourcesOptions): Sources {
  const { resources, dataFolder, log, timers, lookUp = systemLookUp } = options
  const secrets = cameraSecrets(dataFolder, log)
  const loops = new Map<string, DemoLoop>()
  let policy: AddressPolicy = addressPolicy([])

  const readLoop = (name: string): DemoLoop => {
    const known = loops.get(name)
    if (known !== undefined) return known
    const loop = readDemoLoop(join(resources, 'demo-cameras', `${name}.mp4`))
    loops.set(name, loop)
    return loop
  }

  return {
    allow: (networks) => {
      policy = addressPolicy(networks)
    },
    open: (entry, quality) => {
      const text = (quality === 'main' ? entry.main : undefined) ?? entry.sub
      if (isDemoAddress(text)) {
        const demo = text.slice('demo:'.length)
        return demoSource(() => readLoop(demo), Number(demo) / demoLoops, timers)
      }
      const judged = judgeAddress(text)
      if (!judged.ok) return ends('forbiddenAddress', timers)
      const { address } = judged
      if (address.scheme === 'rtsp' || address.scheme === 'rtsps')
        return rtspSource({
          address,
          policy: () => policy,
          credentials: () => secrets(entry.id),
          lookUp
        })
      const ask = () => ({
        url: text,
        policy,
        credentials: secrets(entry.id),
        referer: entry.referer,
        lookUp
      })
      return /\.m3u8(?:\?|$)/u.test(address.path)
        ? hlsSource({ ask, quality, timers })
        : stillSource({ ask, snapshotMs: entry.snapshotMs, timers })
    }
  }
}

function ends(problem: CameraProblem, timers: Timers): OpenSource {
  return (listener) => ({ stop: timers.after(0, () => listener.ended(problem)) })
}
