import { second } from '../../../contract/time.ts'
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

/** A context that may sound begins within this; one that waits longer is held back. */
const patienceMs = 2 * second

/** Not yet in the DOM's types; older browsers have no such choice. */
type ChoosingContext = AudioContext & {
  readonly setSinkId?: (deviceId: string) => Promise<void>
}

/** Opens the output with this name, or the default one; `onTrouble` whenever `trouble` changes. */
export function openSoundOutput(device: string | undefined, onTrouble: () => void): SoundOutput {
  const context: ChoosingContext = new AudioContext({ latencyHint: 'balanced' })
  // Pages that come from another machine without TLS have none.
  const outputs = 'mediaDevices' in navigator ? navigator.mediaDevices : undefined
  let chosen: SoundTrouble | undefined
  let failed = false
  let suspendedAt = performance.now()
  let patience = setTimeout(onTrouble, patienceMs + 50)

  const wake = (): void => void context.resume()
  const choose = async (): Promise<void> => {
    if (device === undefined) return
    const before = chosen
    chosen = outputs ? await chooseOutput(context, outputs, device) : 'outputsHidden'
    if (chosen !== before) onTrouble()
  }
  const rechoose = (): void => void choose()
  const change = (): void => {
    if (context.state === 'running') failed = false
    suspendedAt = performance.now()
    clearTimeout(patience)
    patience = setTimeout(onTrouble, patienceMs + 50)
    onTrouble()
  }
  const fail = (): void => {
    failed = true
    onTrouble()
  }

  context.addEventListener('statechange', change)
  context.addEventListener('error', fail)
  for (const gesture of gestures) window.addEventListener(gesture, wake)
  outputs?.addEventListener('devicechange', rechoose)
  rechoose()

  return {
    play(signal, volume) {
      const asked = performance.now()
      // What is held back until somebody presses a key is old by then.
      void context.resume().then(() => {
        if (performance.now() - asked < patienceMs) playSignal(context, signal, volume)
      })
    },
    trouble() {
      if (failed) return 'noOutput'
      const waited = performance.now() - suspendedAt
      return context.state === 'suspended' && waited >= patienceMs ? 'blocked' : chosen
    },
    close() {
      clearTimeout(patience)
      context.removeEventListener('statechange', change)
      context.removeEventListener('error', fail)
      for (const gesture of gestures) window.removeEventListener(gesture, wake)
      outputs?.removeEventListener('devicechange', rechoose)
      void context.close()
    }
  }
}

const gestures = ['keydown', 'pointerdown'] as const

async function chooseOutput(
  context: ChoosingContext,
  outputs: MediaDevices,
  device: string
): Promise<SoundTrouble | undefined> {
  const found = findOutput(await outputs.enumerateDevices(), device)
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
