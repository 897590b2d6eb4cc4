import { useEffect, useEffectEvent, useState, type ReactElement } from 'react'
import {
  RemoteRole,
  type RemoteAdmin,
  type RemoteDevice,
  type RemoteTold
} from '../../../contract/remote.ts'
import type { WallMoment } from '../../hub/moments.ts'
import { askRemotes, type AdminFault } from '../../hub/remoteAdmin.ts'
import type { ReadyWall } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { QrCode } from './QrCode.tsx'
import './remoteDialog.css'
import { remoteWords } from './words.ts'

interface DialogProps {
  readonly state: Pick<ReadyWall, 'remote' | 'control' | 'clock'>
  readonly moment: WallMoment
  readonly onClose: () => void
}

/** Lets phones steer the wall: on and off, a code for one more, and who there is. */
export function RemoteDialog({ state, moment, onClose }: DialogProps): ReactElement {
  const say = useWords(remoteWords)
  const [fault, setFault] = useState<AdminFault>()
  const ask = (request: RemoteAdmin): void => {
    setFault(undefined)
    void askRemotes(request).then(setFault)
  }
  const { remote, control } = state
  // Nobody sees the code any more.
  const pairingOpen = remote?.pairing !== undefined
  const close = useEffectEvent(() => {
    if (pairingOpen) void askRemotes({ type: 'closePairing' })
  })
  useEffect(() => () => close(), [])
  return (
    <aside
      className="remote"
      role="dialog"
      aria-label={say.title}
      onKeyDown={({ key }) => key === 'Escape' && onClose()}
    >
      <header className="remote-head">
        <h2>
          {say.title}
          {remote && <i>{remote.on ? say.isOn : say.isOff}</i>}
        </h2>
        {remote?.on && (
          <button type="button" onClick={() => ask({ type: 'switchOff' })}>
            {say.off}
          </button>
        )}
      </header>
      {fault && (
        <p className="remote-fault" role="alert">
          {say.faults[fault]}
        </p>
      )}
      {remote === undefined ? (
        <p className="remote-text">{say.none}</p>
      ) : control.mode.mode === 'guests' ? (
        <p className="remote-text">{say.guests}</p>
      ) : remote.on ? (
        <Served remote={remote} now={realNow(state, moment)} ask={ask} />
      ) : (
        <SwitchedOff remote={remote} ask={ask} />
      )}
    </aside>
  )
}

interface PartProps {
  readonly remote: RemoteTold
  readonly ask: (request: RemoteAdmin) => void
}

function SwitchedOff({ remote, ask }: PartProps): ReactElement {
  const say = useWords(remoteWords)
  return (
    <div className="remote-off">
      {remote.problem && (
        <p className="remote-fault" role="alert">
          {say.problems[remote.problem]}
        </p>
      )}
      <p className="remote-text">{say.what}</p>
      <button
        type="button"
        className="remote-main"
        autoFocus
        onClick={() => ask({ type: 'switchOn' })}
      >
        {say.on}
      </button>
    </div>
  )
}

function Served({ remote, now, ask }: PartProps & { readonly now: number }): ReactElement {
  const say = useWords(remoteWords)
  const { url, fingerprint, ownCertificate, pairing, devices } = remote
  return (
    <div className="remote-parts">
      <section className="remote-pairing">
        {pairing ? <PairingCode pairing={pairing} now={now} ask={ask} /> : <RoleChoice ask={ask} />}
      </section>
      <section className="remote-room">
        <h3>{say.devices}</h3>
        {devices.length === 0 && <p className="remote-text">{say.noDevices}</p>}
        <ul className="remote-devices">
          {devices.map((device) => (
            <Device key={device.id} device={device} ask={ask} />
          ))}
        </ul>
        <h3>{say.address}</h3>
        <p className="remote-address">{url}</p>
        {fingerprint && (
          <>
            <h3>
              {say.fingerprint}
              <i>{ownCertificate ? say.ownCertificate : say.madeCertificate}</i>
            </h3>
            <Fingerprint pairs={fingerprint.split(':')} />
          </>
        )}
      </section>
    </div>
  )
}

function RoleChoice({ ask }: Pick<PartProps, 'ask'>): ReactElement {
  const say = useWords(remoteWords)
  return (
    <>
      <h3>{say.pairAs}</h3>
      {RemoteRole.options.map((role) => (
        <button
          key={role}
          type="button"
          className="remote-role"
          data-role={role}
          autoFocus={role === 'presenter'}
          onClick={() => ask({ type: 'openPairing', role })}
        >
          <b>{say.roles[role]}</b>
          <span>{say.may[role]}</span>
        </button>
      ))}
    </>
  )
}

function PairingCode({
  pairing: { role, address, digits, expiresAt, triesLeft },
  now,
  ask
}: Pick<PartProps, 'ask'> & {
  readonly pairing: NonNullable<RemoteTold['pairing']>
  readonly now: number
}): ReactElement {
  const say = useWords(remoteWords)
  const format = useFormat()
  return (
    <>
      <h3>
        {say.roles[role]}
        <i>{say.may[role]}</i>
      </h3>
      <QrCode text={address} label={say.code} />
      <p className="remote-text">{say.scan}</p>
      <p className="remote-digits" aria-label={say.digits} data-digits={digits}>
        <span>{digits.slice(0, 3)}</span>
        <span>{digits.slice(3)}</span>
      </p>
      <p className="remote-left">
        {say.left(format.stopwatch(expiresAt - now))}, {say.tries(format.count(triesLeft))}
        <button type="button" autoFocus onClick={() => ask({ type: 'closePairing' })}>
          {say.stop}
        </button>
      </p>
    </>
  )
}

function Device({
  device: { id, name, role, expiresAt, connected },
  ask
}: Pick<PartProps, 'ask'> & { readonly device: RemoteDevice }): ReactElement {
  const say = useWords(remoteWords)
  const { timeOfDay } = useFormat()
  return (
    <li data-device={id} data-connected={connected}>
      <span className="remote-device">
        <b>{name}</b>
        <span>
          {say.roles[role]}, {connected ? say.connected : say.away},{' '}
          {say.until(timeOfDay(expiresAt))}
        </span>
      </span>
      <button
        type="button"
        aria-label={say.revokeWhom(name)}
        onClick={() => ask({ type: 'revoke', device: id })}
      >
        {say.revoke}
      </button>
    </li>
  )
}

/** Four rows of eight pairs, as they are compared with those of a browser. */
function Fingerprint({ pairs }: { readonly pairs: readonly string[] }): ReactElement {
  const rows = [0, 8, 16, 24].map((from) => pairs.slice(from, from + 8))
  return (
    <div className="remote-fingerprint">
      {rows.map((row) => (
        <p key={row.join()}>
          <span>{row.slice(0, 4).join(' ')}</span>
          <span>{row.slice(4).join(' ')}</span>
        </p>
      ))}
    </div>
  )
}

/** Codes run out in real time, whatever the hub's clock shows. */
function realNow({ clock }: Pick<ReadyWall, 'clock'>, moment: WallMoment): number {
  return clock?.simulated ? Date.now() : moment.clock
}
