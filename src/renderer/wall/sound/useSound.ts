import { useEffect, useRef, useState } from 'react'
import type { WallMoment } from '../../hub/moments.ts'
import type { WallState } from '../../hub/wallState.ts'
import { pace, silence, soundFor, type Heard } from './soundFor.ts'
import { openSoundOutput, type SoundOutput, type SoundTrouble } from './soundOutput.ts'
import { holdSound, mayHoldSound } from './soundWindow.ts'

/**
 * Signals, in the one window of the wall that sounds and only where the room has set a volume; gives
 * why they are not heard.
 */
export function useSound(state: WallState, moment: WallMoment): SoundTrouble | undefined {
  const { wall, displays, health } = state
  const volume = wall?.soundVolume ?? 0
  const wanted = volume > 0 && mayHoldSound(displays, health?.displays, window.location.search)
  const { output, trouble } = useOutput(wanted, wall?.soundDevice)
  const last = useRef<Heard>(undefined)
  const paced = useRef(silence)

  useEffect(() => {
    const { runId, connection, control, incidents } = state
    const { freshness } = moment.age
    const next = { runId, connection, control, incidents, freshness, now: moment.clock }
    const signal = soundFor(last.current, next)
    last.current = next
    const { play, pace: paceNow } = pace(paced.current, {
      signal,
      at: performance.now(),
      flood: control?.flood !== undefined,
      muted: control?.mute !== undefined || output === undefined
    })
    paced.current = paceNow
    if (play !== undefined) output?.play(play, volume)
  }, [state, moment, output, volume])

  return trouble
}

function useOutput(
  wanted: boolean,
  device: string | undefined
): { readonly output: SoundOutput | undefined; readonly trouble: SoundTrouble | undefined } {
  const [output, setOutput] = useState<SoundOutput>()
  const [trouble, setTrouble] = useState<SoundTrouble>()
  useEffect(() => {
    if (!wanted) return undefined
    let opened: SoundOutput | undefined
    const release = holdSound(() => {
      opened = openSoundOutput(device, () => setTrouble(opened?.trouble()))
      setOutput(opened)
      setTrouble(opened.trouble())
    })
    return () => {
      release()
      opened?.close()
      setOutput(undefined)
      setTrouble(undefined)
    }
  }, [wanted, device])
  return { output, trouble }
}
