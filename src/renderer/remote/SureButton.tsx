import { useEffect, useState, type ReactElement } from 'react'
import { second } from '../../contract/time.ts'

const sureWithinMs = 4 * second

/** For what cannot be taken back: it asks for a second tap, and forgets the first after a while. */
export function SureButton({
  children,
  sure,
  className = '',
  onSure
}: {
  readonly children: string
  readonly sure: string
  readonly className?: string
  readonly onSure: () => void
}): ReactElement {
  const [asked, setAsked] = useState(false)
  useEffect(() => {
    if (!asked) return undefined
    const timer = setTimeout(() => setAsked(false), sureWithinMs)
    return () => clearTimeout(timer)
  }, [asked])
  return (
    <button
      type="button"
      className={`button ${asked ? 'button-main' : ''} ${className}`}
      onClick={() => {
        setAsked(!asked)
        if (asked) onSure()
      }}
    >
      {asked ? sure : children}
    </button>
  )
}
