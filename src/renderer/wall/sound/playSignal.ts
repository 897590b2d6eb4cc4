import type { Signal } from './soundFor.ts'

interface Tone {
  readonly hz: number
  /** Seconds after the beginning. */
  readonly at: number
  readonly seconds: number
}

/** Two tones each: upwards something comes in, downwards something is gone. */
const signals: Readonly<Record<Signal, readonly Tone[]>> = {
  incident: [
    { hz: 587, at: 0, seconds: 0.5 },
    { hz: 784, at: 0.26, seconds: 0.9 }
  ],
  fault: [
    { hz: 392, at: 0, seconds: 0.6 },
    { hz: 294, at: 0.36, seconds: 1.2 }
  ]
}

const attackS = 0.03
/** With the volume at 1; two tones together stay below what would be cut off. */
const loudest = 0.4

/** Begins a signal on a running context; it ends by itself. `volume` is 0–1. */
export function playSignal(context: BaseAudioContext, signal: Signal, volume: number): void {
  for (const { hz, at, seconds } of signals[signal]) {
    const from = context.currentTime + at
    const oscillator = new OscillatorNode(context, { type: 'sine', frequency: hz })
    const gain = new GainNode(context, { gain: 0 })
    gain.gain.setValueAtTime(0, from)
    gain.gain.linearRampToValueAtTime(loudest * volume, from + attackS)
    // Down to silence as a bell goes: an exponential cannot reach 0.
    gain.gain.setTargetAtTime(0, from + attackS, seconds / 5)
    oscillator.connect(gain).connect(context.destination)
    oscillator.start(from)
    oscillator.stop(from + seconds)
  }
}
