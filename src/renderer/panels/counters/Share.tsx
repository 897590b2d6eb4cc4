import type { ReactElement } from 'react'
import { useFormat } from '../../look/format.ts'
import { Value } from './Value.tsx'

/** Below this many a percentage would shout what one more report could turn round. */
const fewest = 4

/** A part of a whole that is not 0: a percentage with a small sign, or "1/3" of only a few. */
export function Share({
  part,
  whole
}: {
  readonly part: number
  readonly whole: number
}): ReactElement {
  const format = useFormat()
  const few = whole < fewest
  const text = few ? `${format.count(part)}/${format.count(whole)}` : format.percent(part / whole)
  return (
    <div className="num counter-share">
      <Value text={text}>
        {text}
        {!few && <small>%</small>}
      </Value>
    </div>
  )
}
