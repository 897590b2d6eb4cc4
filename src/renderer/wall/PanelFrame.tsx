import { memo, type ReactElement } from 'react'
import type { PanelKind } from '../../contract/scene.ts'
import type { PanelProps } from '../hub/wallState.ts'
import { Boundary } from '../look/Boundary.tsx'
import { useWords } from '../look/words.ts'
import { panelKinds } from './panelKinds.ts'
import { panelTitles } from './panelTitles.ts'
import { wallWords } from './words.ts'

/** One panel in its place: hairline, name, freshness, and a boundary around its errors. */
export const PanelFrame = memo(function PanelFrame({
  kind,
  ...panel
}: PanelProps & { readonly kind: PanelKind }): ReactElement {
  const { component: Panel, ruled } = panelKinds[kind]
  const title = useWords(panelTitles)[kind]
  return (
    <section
      className={`panel panel-${kind}${ruled ? ' panel-ruled' : ''}`}
      data-panel={kind}
      data-freshness={panel.freshness}
      aria-label={title}
    >
      <Boundary fallback={(error) => <PanelFault title={title} error={error} />}>
        <Panel {...panel} />
      </Boundary>
    </section>
  )
})

function PanelFault({
  title,
  error
}: {
  readonly title: string
  readonly error: string
}): ReactElement {
  const say = useWords(wallWords)
  return (
    <div className="panel-fault" role="alert">
      <b>{say.panelFailed}</b>
      <p>{say.panelFailedWhat(title)}</p>
      <p className="sub">{error}</p>
    </div>
  )
}
