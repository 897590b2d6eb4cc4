import type { ReactElement, ReactNode } from 'react'

/** A dash in the place of a figure that is not known, and why. Never a zero. */
export function Unknown({
  size,
  why
}: {
  readonly size: 'day' | 'lead' | 'share'
  readonly why: ReactNode
}): ReactElement {
  return (
    <div className="counter-unknown">
      <div className={`counter-${size}`}>
        <span className="counter-dash" aria-hidden="true" />
      </div>
      <p>{why}</p>
    </div>
  )
}
