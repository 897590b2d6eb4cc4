import { useState, type ReactElement, type ReactNode } from 'react'

/**
 * A figure that cross-fades when `text` changes: no rolling digits, no jump. `children` is how it
 * is drawn, the text itself when left out. Set in the stylesheet of the counters.
 */
export function Value({
  text,
  children = text
}: {
  readonly text: string
  readonly children?: ReactNode
}): ReactElement {
  const [state, setState] = useState<{
    readonly text: string
    readonly drawn: ReactNode
    readonly before: { readonly text: string; readonly drawn: ReactNode } | undefined
  }>({ text, drawn: children, before: undefined })
  if (state.text !== text) setState({ text, drawn: children, before: state })

  return (
    <span className="value">
      <span key={text} className={state.before ? 'value-in' : undefined}>
        {children}
      </span>
      {state.before && state.before.text !== text && (
        <span
          key={`before ${state.before.text}`}
          className="value-out"
          aria-hidden="true"
          onAnimationEnd={() => setState({ text, drawn: children, before: undefined })}
        >
          {state.before.drawn}
        </span>
      )}
    </span>
  )
}
