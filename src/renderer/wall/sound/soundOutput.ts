import { playSignal } from './playSignal.ts'
import type { Signal } from './soundFor.ts'

/** Why signals are not heard, or not where they should be. */
export type SoundTrouble =
  /** The browser lets no page sound before a key is pressed. */
  | 'blocked'
  /** No output has that name; the default one is used. */
  | 'noSuchOutput'
  /** The browser does not tell which outputs there are; the default one is used. */
  | 'outputsHidden'
  /** There is nothing to play on. */
  | 'noOutput'

export interface SoundOutput {
  readonly play: (signal: Signal, volume: number) => void
  readonly trouble: () => SoundTrouble | undefined
  readonly close: () => void
}

/** Not yet in the DOM's types; older browsers have no such choice. */
type ChoosingContext = AudioContext & {
  readonly setSinkId?: (deviceId: string) => Promise<void>
}

/** Opens the output with this name, or the default one; `onTrouble` whenever `trouble` changes. */
export function openSoundOutput(device: string | undefined, onTrouble: () => void): SoundOutput {
  const context: ChoosingContext = new AudioContext({ latencyHint: 'balanced' })
  let chosen: SoundTrouble | undefined
  let failed = false

  const wake = (): void => void context.resume()
  const choose = async (): Promise<void> => {
    if (device === undefined) return
    const before = chosen
    chosen = await chooseOutput(context, device)
    if (chosen !== before) onTrouble()
  }
  const rechoose = (): void => void choose()
  const fail = (): void => {
    failed = true
    onTrouble()
  }

  context.addEventListener('statechange', onTrouble)
  context.addEventListener('error', fail)
  for (const gesture of gestures) window.addEventListener(gesture, wake)
  navigator.mediaDevices.addEventListener('devicechange', rechoose)
  rechoose()

  return {
    play(signal, volume) {
      wake()
      playSignal(context, signal, volume)
    },
    trouble: () => (failed ? 'noOutput' : context.state === 'suspended' ? 'blocked' : chosen),
    close() {
      context.removeEventListener('statechange', onTrouble)
      context.removeEventListener('error', fail)
      for (const gesture of gestures) window.removeEventListener(gesture, wake)
      navigator.mediaDevices.removeEventListener('devicechange', rechoose)
      void context.close()
    }
  }
}

const gestures = ['keydown', 'pointerdown'] as const

async function chooseOutput(
  context: ChoosingContext,
  device: string
): Promise<SoundTrouble | undefined> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  const found = findOutput(devices, device)
  if (typeof found === 'string') return found
  try {
    if (context.setSinkId === undefined) return 'outputsHidden'
    await context.setSinkId(found.deviceId)
    return undefined
  } catch {
    return 'noSuchOutput'
  }
}

/** The output whose name is, or begins with, the wanted one: drivers add words of their own. */
export function findOutput(
  devices: readonly Pick<MediaDeviceInfo, 'kind' | 'label' | 'deviceId'>[],
  wanted: string
): { readonly deviceId: string } | SoundTrouble {
  const outputs = devices.filter(({ kind }) => kind === 'audiooutput')
  if (outputs.every(({ label }) => label === '')) return 'outputsHidden'
  const name = wanted.toLowerCase()
  return (
    outputs.find(({ label }) => label.toLowerCase() === name) ??
    outputs.find(({ label }) => label.toLowerCase().startsWith(name)) ??
    'noSuchOutput'
  )
}
