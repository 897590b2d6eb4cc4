import type { ReactElement } from 'react'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { countStates, type CamerasSeen, type TileStatus } from '../../hub/cameras/cameraStore.ts'
import { cameraWords } from './cameraWords.ts'

const faults: readonly TileStatus[] = ['frozen', 'noSignal', 'neverSeen', 'undecodable']

/** How many are live, how many are not and why; what is shown less of, and what is not real. */
export function CctvCounts({
  seen,
  brief = false
}: {
  readonly seen: CamerasSeen
  /** Where there is little room. */
  readonly brief?: boolean
}): ReactElement {
  const say = useWords(cameraWords)
  const format = useFormat()
  const counts = countStates(seen)
  const demo = seen.cameras.some((camera) => camera.demo)
  return (
    <ul className="cctv-counts">
      <li data-count="live">
        <span className="num">{format.count(counts.live)}</span>
        <span className="cctv-of">{say.outOf(format.count(seen.cameras.length))}</span>
        <span>{brief && demo ? say.liveDemo : say.states.live}</span>
      </li>
      {faults
        .filter((status) => counts[status] > 0)
        .map((status) => (
          <li key={status} className="cctv-bad" data-count={status}>
            <span className="num">{format.count(counts[status])}</span>
            <span>{say.states[status]}</span>
          </li>
        ))}
      {counts.service > 0 && (
        <li data-count="service">
          <span className="num">{format.count(counts.service)}</span>
          <span>{say.states.service}</span>
        </li>
      )}
      {!seen.connected && <li className="cctv-note cctv-bad">{say.disconnected}</li>}
      {seen.pictures === 'stills' && <li className="cctv-note cctv-bad">{say.still}</li>}
      {seen.pressure !== 'none' && <li className="cctv-note cctv-bad">{say.reduced}</li>}
      {!brief && demo && <li className="cctv-note">{say.demo}</li>}
    </ul>
  )
}
