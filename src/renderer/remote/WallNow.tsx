import type { ReactElement } from 'react'
import type { Actor } from '../../contract/control.ts'
import { useFormat } from '../look/format.ts'
import { useWords } from '../look/words.ts'
import { controlWords } from '../wall/control/words.ts'
import { remoteWords, type RemoteSay } from './remoteWords.ts'
import type { SteerProps } from './SteerScreen.tsx'

/** What the room sees at this moment, and who decides it. */
export function WallNow({
  view,
  open
}: Pick<SteerProps, 'view'> & { readonly open: boolean }): ReactElement {
  const say = useWords(remoteWords)
  const { modes } = useWords(controlWords)
  const { timeOfDay } = useFormat()
  const { control, freshness, service } = view
  const { mode, scene } = control
  const rest = [
    scene.by.kind === 'system' ? undefined : whoText(scene.by, say),
    scene.why,
    scene.returnsAt === undefined ? undefined : say.returns(timeOfDay(scene.returnsAt)),
    scene.held ? say.held : undefined
  ].filter((part) => part !== undefined)
  return (
    <section className="now" aria-label={say.onWall}>
      <p className="now-service">
        <span>{service}</span>
        {/* How fresh the wall is nobody knows while the hub is lost. */}
        {open && (
          <span className="now-fresh" data-freshness={freshness}>
            {say.freshness[freshness]}
          </span>
        )}
        {(view.simulated || view.clock.simulated) && (
          <b className="now-simulated">{view.simulated ? say.simulated : say.notNow}</b>
        )}
      </p>
      <h1 className="now-scene">{sceneName(view, scene.id)}</h1>
      {rest.length > 0 && <p className="now-rest">{rest.join(', ')}</p>}
      <p className="now-mode">
        {say.mode} <b>{modes[mode.mode]}</b>
        {mode.until !== undefined && ` ${say.until(timeOfDay(mode.until))}`}
        <Steerer view={view} />
      </p>
    </section>
  )
}

function Steerer({ view }: Pick<SteerProps, 'view'>): ReactElement {
  const say = useWords(remoteWords)
  const { clock } = useFormat()
  const { steering } = view.control
  if (steering === undefined) return <span>{say.steeringNone}</span>
  const { by, returnsAt } = steering
  const name = by.name ?? say.by[by.kind]
  if (returnsAt !== undefined) return <span>{say.steeringLeft(name, clock(returnsAt))}</span>
  return isSteering(view) ? (
    <b className="now-you">{say.steeringYou}</b>
  ) : (
    <span>{say.steering(name)}</span>
  )
}

/** Whether this device has the wall in hand. */
export function isSteering({ control: { steering }, name }: SteerProps['view']): boolean {
  return steering?.by.kind === 'remote' && steering.by.name === name
}

export function sceneName({ scenes }: SteerProps['view'], id: string): string {
  return scenes.find((scene) => scene.id === id)?.name ?? id
}

function whoText({ kind, name }: Actor, say: RemoteSay): string {
  return name === undefined ? say.by[kind] : `${name} ${say.by[kind]}`
}
