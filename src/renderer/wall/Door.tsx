import type { ReactElement } from 'react'
import type { WallState } from '../hub/wallState.ts'
import { useFormat } from '../look/format.ts'
import { useWords } from '../look/words.ts'
import { wallWords } from './words.ts'

/** While there is nothing to show: that it is being tried, or why it never will be. */
export function Door({ state }: { readonly state: WallState }): ReactElement {
  const say = useWords(wallWords)
  const format = useFormat()
  const { connection, unreadable } = state
  if (connection.state === 'refused')
    return (
      <main className="door" data-refused>
        <h1>{say.refused}</h1>
        <p>{say.refusedWhat}</p>
        <p className="door-small">{say.refusedAgain}</p>
      </main>
    )
  const attempt = connection.state === 'open' ? 0 : connection.attempt
  return (
    <main className="door">
      <h1>{say.connecting}</h1>
      <p>{say.connectingWhat}</p>
      <p className="door-small">
        {attempt > 0 && `${say.attempt(format.count(attempt))}. `}
        {unreadable.latest !== undefined && say.unreadableNow(unreadable.latest)}
      </p>
    </main>
  )
}
