import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Control } from '../../contract/control.ts'
import type { RemoteRole } from '../../contract/remote.ts'
import type { BriefingSteps } from '../../contract/steps.ts'
import { designMoment, makeHealth, makeWallCity } from '../../testing/make.ts'
import { pairPhone, type Phone, type ShownPairing } from '../../testing/remoteClient.ts'
import { auditFiles, auditFolder, openAuditLog } from '../audit/auditLog.ts'
import { startWallControl, type WallControl } from '../control/wallControl.ts'
import type { LogValue } from '../log.ts'
import type { RemoteRoom } from './remoteView.ts'
import { startRemote, type Remote, type RemoteOptions } from './startRemote.ts'

const scenes = [
  { id: 'operasi', name: 'Operasi' },
  { id: 'cctv', name: 'CCTV' },
  { id: 'briefing', name: 'Briefing' }
]

const steps: Readonly<Record<string, BriefingSteps>> = {
  mingguan: {
    name: 'Rapat mingguan',
    steps: [
      { title: 'Pembuka', scene: 'operasi', notes: 'Sambut tamu dahulu.' },
      { title: 'Kamera', scene: 'cctv' }
    ]
  }
}

/** Remotes of a small room, on loopback, with a real control and a real audit log. */
export class TestRemote {
  readonly remote: Remote
  readonly control: WallControl
  readonly dataFolder = mkdtempSync(join(tmpdir(), 'siaga-remote-'))
  /** Everything that was logged. */
  readonly logged: string[] = []
  /** Real time, which stands until it is moved. */
  now = designMoment
  /** The disk takes no more of the audit log. */
  diskFull = false
  /** How often walls would have been told. */
  changes = 0
  room: Omit<RemoteRoom, 'control'> = {
    clock: { now: designMoment, speed: 1, simulated: false },
    health: makeHealth(),
    city: makeWallCity(),
    staffOnly: false,
    incidents: [],
    cameras: [],
    scenes,
    steps
  }

  constructor(options: Partial<RemoteOptions> = {}) {
    const log = (event: string, values?: Readonly<Record<string, LogValue>>): void =>
      void this.logged.push(`${event} ${JSON.stringify(values ?? {})}`)
    const now = (): number => this.now
    const write = (file: number, text: string): void => {
      if (this.diskFull) throw new Error('ENOSPC')
      writeSync(file, text)
    }
    this.control = startWallControl({
      audit: openAuditLog({ dataFolder: this.dataFolder, now, log, write }),
      room: () => ({ scenes: scenes.map(({ id }) => id), staffOnly: false, steps }),
      now,
      version: '1.2.3',
      log
    })
    const renderer = join(this.dataFolder, 'renderer')
    buildPage(renderer)
    this.remote = startRemote({
      port: 0,
      host: '127.0.0.1',
      dataFolder: this.dataFolder,
      renderer,
      control: this.control,
      room: () => this.room,
      changed: () => (this.changes += 1),
      now,
      log,
      ...options
    })
  }

  /** As served now. */
  get url(): string {
    return this.remote.told().url ?? ''
  }

  async switchOn(): Promise<this> {
    await this.remote.admin({ type: 'switchOn' })
    return this
  }

  /** What a wall shows from then on. */
  async openPairing(role: RemoteRole = 'operator'): Promise<ShownPairing> {
    const refused = await this.remote.admin({ type: 'openPairing', role })
    const { pairing } = this.remote.told()
    if (pairing === undefined) throw new Error(`No pairing: ${refused}`)
    return pairing
  }

  async pair(role: RemoteRole = 'operator', name = 'Sari'): Promise<Phone> {
    return pairPhone(await this.openPairing(role), name)
  }

  /** The audit log. */
  audit(): string {
    return auditFiles(this.dataFolder)
      .map((name) => readFileSync(join(auditFolder(this.dataFolder), name), 'utf8'))
      .join('')
  }

  /** What the audit log says of remotes. */
  recorded(): readonly string[] {
    return [...this.audit().matchAll(/"event":"remote","what":"([^"]*)"/gu)].map(
      ([, what = '']) => what
    )
  }

  /** The control, as soon as it fits. */
  until(fits: (control: Control) => boolean): Promise<Control> {
    return new Promise((resolve) => {
      const look = (control: Control): void => {
        if (fits(control)) resolve(control)
      }
      this.control.onChange(look)
      look(this.control.current())
    })
  }

  async stop(): Promise<void> {
    await this.remote.stop()
    this.control.stop()
    rmSync(this.dataFolder, { recursive: true, force: true })
  }
}

/** As a bundler leaves it: two pages that share a file, and one that only the wall needs. */
function buildPage(folder: string): void {
  mkdirSync(join(folder, 'assets'), { recursive: true })
  mkdirSync(join(folder, 'fonts'))
  const files = {
    'index.html': '<script type="module" src="/assets/index-1a.js"></script>',
    'remote.html': '<script type="module" src="/assets/remote-2b.js"></script>',
    'assets/index-1a.js': 'import "./shared-3c.js"',
    'assets/remote-2b.js': 'import "./shared-3c.js"; load("assets/remote-4d.css")',
    'assets/shared-3c.js': 'let shared',
    'assets/remote-4d.css': '@font-face { src: url(/fonts/plex.woff2) }',
    'fonts/plex.woff2': 'font',
    'fonts/other.woff2': 'font'
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
}
