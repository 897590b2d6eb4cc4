import { useRef, type ReactElement } from 'react'
import { useCameras } from '../hub/cameras/useCameras.ts'
import type { WallMoment } from '../hub/moments.ts'
import type { ReadyWall } from '../hub/wallState.ts'
import { useFormat } from '../look/format.ts'
import { useWords } from '../look/words.ts'
import { controlWords } from './control/words.ts'
import { displayWords } from './displays/words.ts'
import { Pulse } from './Pulse.tsx'
import { reasonWords } from './reasonWords.ts'
import { remoteWords } from './remote/words.ts'
import { soundItem } from './sound/soundItem.ts'
import type { SoundTrouble } from './sound/soundOutput.ts'
import { soundWords } from './sound/soundWords.ts'
import { statusItems, type StatusItem } from './statusItems.ts'
import { statusWords } from './statusWords.ts'
import { useTightness } from './useTightness.ts'

/** Whether the figures above can be believed, in one line. */
export function StatusLine({
  state,
  moment,
  soundTrouble,
  onQuarantine
}: {
  readonly state: ReadyWall
  readonly moment: WallMoment
  readonly soundTrouble?: SoundTrouble | undefined
  readonly onQuarantine: () => void
}): ReactElement {
  const say = useWords(statusWords)
  const reasons = useWords(reasonWords)
  const control = useWords(controlWords)
  const displays = useWords(displayWords)
  const remotes = useWords(remoteWords)
  const format = useFormat()
  const cameras = useCameras()
  const sound = soundItem(soundTrouble, state, useWords(soundWords))
  const items = statusItems({
    state,
    moment,
    cameras,
    format,
    say,
    reasons,
    control,
    sound,
    displays,
    remotes
  })
  const { freshness, ageMs } = moment.age
  const row = useRef<HTMLElement>(null)
  useTightness(row, 5)
  return (
    <footer ref={row} className="status" data-freshness={freshness}>
      <Pulse
        counts={state.health?.pulse ?? []}
        silentMs={ageMs ?? 0}
        stale={freshness !== 'live' && moment.age.fault !== 'store'}
      />
      {items.map((item) =>
        item.opens === 'quarantine' ? (
          <button key={item.key} className={classes(item)} onClick={onQuarantine}>
            <Statement item={item} />
          </button>
        ) : (
          <div key={item.key} className={classes(item)} data-status={item.key}>
            <Statement item={item} />
          </div>
        )
      )}
      <div className="status-note status-far-drops" data-end>
        {say.note}
      </div>
    </footer>
  )
}

function classes({ bad, optional }: StatusItem): string {
  return `status-item${bad ? ' status-bad' : ''}${optional ? ' status-far-drops' : ''}`
}

function Statement({ item }: { readonly item: StatusItem }): ReactElement {
  const { label, value, rest, restYields, hint } = item
  return (
    <span>
      {label} {value !== undefined && <b>{value}</b>}
      {restYields ? <span className="status-yields">{rest}</span> : rest}
      {hint !== undefined && <span className="status-hint">, {hint}</span>}
    </span>
  )
}
