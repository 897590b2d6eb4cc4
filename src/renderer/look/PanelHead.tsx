import type { ReactElement } from 'react'

/** Title of a panel on the left, what it is measured over on the right. */
export function PanelHead({
  title,
  note
}: {
  readonly title: string
  readonly note?: string | undefined
}): ReactElement {
  return (
    <header className="panel-head">
      <h2>{title}</h2>
      {note !== undefined && <span className="sub">{note}</span>}
    </header>
  )
}
