import type { ReactElement } from 'react'
import { useFormat } from '../../look/format.ts'
import { Value } from './Value.tsx'

/** A share from 0 to 1 as a percentage with a small sign. */
export function Share({ share }: { readonly share: number }): ReactElement {
  const text = useFormat().percent(share)
  return (
    <div className="num counter-share">
      <Value text={text}>
        {text}
        <small>%</small>
      </Value>
    </div>
  )
}
