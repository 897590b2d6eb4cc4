import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ControlAction } from '../../contract/control.ts'
import { codeOf } from '../../contract/export.ts'
import { allowedActions, RemoteRole, RemoteTold } from '../../contract/remote.ts'
import { hour, minute } from '../../contract/time.ts'
import {
  ask,
  makeDeviceKey,
  pairPhone,
  Phone,
  secretOf,
  tryToPair,
  type ShownPairing
} from '../../testing/remoteClient.ts'
import { TestRemote } from './testRemote.ts'

let room: TestRemote

beforeEach(async () => {
  room = await new TestRemote().switchOn()
})

afterEach(() => room.stop())

const wrongDigits = (shown: ShownPairing): ShownPairing => ({
  ...shown,
  digits: shown.digits === '000000' ? '000001' : '000000'
})

const refusalOf = async (answer: ReturnType<typeof tryToPair>): Promise<unknown> => {
  const { status, body } = await answer
  return [status, (JSON.parse(body) as { error: unknown }).error]
}

describe('a phone', () => {
  test('pairs with what the wall shows, proves who it is, sees, and steers', async () => {
    const phone = await room.pair('presenter', 'Sari')
    const socket = await phone.connect()
    socket.act({ type: 'callScene', scene: 'cctv' })
    expect(await socket.view(({ control }) => control.scene.id === 'cctv')).toMatchObject({
      name: 'Sari',
      role: 'presenter',
      expiresAt: room.now + 8 * hour,
      service: 'Contoh 112',
      freshness: 'live',
      control: {
        scene: { held: true, by: { kind: 'remote', name: 'Sari' } },
        steering: { by: { kind: 'remote', name: 'Sari' } }
      },
      scenes: [{ id: 'operasi' }, { id: 'cctv' }, { id: 'briefing' }]
    })
    expect(RemoteTold.parse(room.remote.told())).toMatchObject({
      on: true,
      ownCertificate: false,
      devices: [{ id: phone.paired.device, name: 'Sari', role: 'presenter', connected: true }]
    })
    expect(room.remote.told().pairing).toBeUndefined()
  })

  test('is told why something was not done', async () => {
    const socket = await (await room.pair('operator')).connect()
    socket.act({ type: 'callScene', scene: 'tidak-ada' })
    expect(await socket.next('refused')).toMatchObject({ refusal: 'unknownScene' })
    socket.act({ type: 'setMode', mode: 'operations' })
    expect(await socket.next('refused')).toMatchObject({ refusal: 'nameAndReasonNeeded' })
    socket.act({ type: 'setMode', mode: 'operations', reason: 'banjir' })
    await socket.view(({ control }) => control.mode.mode === 'operations')
    expect(room.control.current().mode.by).toEqual({ kind: 'remote', name: 'Sari' })
  })

  test('of the same name as another has a number', async () => {
    await room.pair('viewer', 'Sari')
    await room.pair('viewer', 'Sari')
    expect(room.remote.told().devices.map(({ name }) => name)).toEqual(['Sari', 'Sari 2'])
  })

  test('of a name that looks like that of another has a number too', async () => {
    await room.pair('viewer', 'Sari Dewi')
    await room.pair('viewer', ' sari  dewi')
    await room.pair('viewer', '\uff33ari Dewi')
    await room.pair('viewer', `${'S'.repeat(35)}\u{1f6d1}123`)
    await room.pair('viewer', `${'S'.repeat(35)}\u{1f6d1}123`)
    const names = room.remote.told().devices.map(({ name }) => name)
    expect(names.map((name) => name.replace(/^.* /u, ''))).toEqual([
      'Dewi',
      '2',
      '3',
      `${'S'.repeat(35)}\u{1f6d1}123`,
      '2'
    ])
    expect(RemoteTold.parse(room.remote.told()).devices).toHaveLength(5)
  })

  test('puts its own name under what it does, and no words of its own on the wall', async () => {
    const socket = await (await room.pair('operator', 'Sari')).connect()
    socket.act({ type: 'setMode', mode: 'operations', name: 'Rina', reason: 'banjir' })
    socket.act({ type: 'callScene', scene: 'cctv', why: 'Wali kota mundur' })
    const { control } = await socket.view(({ control: { scene } }) => scene.id === 'cctv')
    expect(control.mode).toMatchObject({ by: { kind: 'remote', name: 'Sari' }, reason: 'banjir' })
    expect(control.scene.why).toBeUndefined()
  })

  test('comes back after a restart of the hub, once remotes are switched on', async () => {
    const phone = await room.pair()
    const { dataFolder } = room
    const next = new TestRemote({ dataFolder })
    expect(next.remote.told()).toMatchObject({ on: false, devices: [{ name: 'Sari' }] })
    await next.switchOn()
    const socket = await new Phone(next.url, phone.key, phone.paired).connect()
    expect(next.remote.told().devices[0]?.connected).toBe(true)
    socket.close()
    await next.stop()
  })
})

describe('nobody pairs', () => {
  test('with wrong digits, and five of them close the pairing', async () => {
    const shown = await room.openPairing()
    for (let left = 4; left > 0; left -= 1) {
      expect(await refusalOf(tryToPair(wrongDigits(shown)))).toEqual([403, 'wrongCode'])
      expect(room.remote.told().pairing?.triesLeft).toBe(left)
    }
    expect(await refusalOf(tryToPair(wrongDigits(shown)))).toEqual([429, 'tooManyTries'])
    expect(await refusalOf(tryToPair(shown))).toEqual([404, 'noPairing'])
    expect(room.remote.told()).toMatchObject({ devices: [] })
    expect(room.recorded()).toEqual(['on', 'pairing operator', 'pairingSpoilt'])
  })

  test('with a secret that is not in the code on the wall, which uses up no try', async () => {
    const shown = await room.openPairing()
    const address = `${room.url}#pair=${'A'.repeat(22)}`
    expect(await refusalOf(tryToPair({ ...shown, address }))).toEqual([404, 'noPairing'])
    expect(room.remote.told().pairing?.triesLeft).toBe(5)
    expect((await tryToPair(shown)).status).toBe(200)
  })

  test('twice with one code', async () => {
    const shown = await room.openPairing()
    const both = await Promise.all([tryToPair(shown), tryToPair(shown)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404])
  })

  test('after two minutes, after it was closed, or with the code before this one', async () => {
    const first = await room.openPairing()
    const latest = await room.openPairing()
    expect(await refusalOf(tryToPair(first))).toEqual([404, 'noPairing'])
    room.now += 2 * minute
    expect(await refusalOf(tryToPair(latest))).toEqual([404, 'noPairing'])
    const third = await room.openPairing()
    await room.remote.admin({ type: 'closePairing' })
    expect(await refusalOf(tryToPair(third))).toEqual([404, 'noPairing'])
  })

  test('while guests are in the room', async () => {
    const shown = await room.openPairing()
    room.control.act({ type: 'setMode', mode: 'guests' }, { kind: 'wall' })
    expect(room.remote.told().pairing).toBeUndefined()
    expect(await refusalOf(tryToPair(shown))).toEqual([403, 'guests'])
    expect(await room.remote.admin({ type: 'openPairing', role: 'viewer' })).toBe('guests')
    expect(await room.remote.admin({ type: 'switchOn' })).toBe('guests')
    expect(await room.remote.admin({ type: 'switchOff' })).toBeUndefined()
    expect(room.remote.told().on).toBe(false)
  })

  test('that cannot be put on record', async () => {
    const shown = await room.openPairing()
    room.diskFull = true
    expect(await refusalOf(tryToPair(shown))).toEqual([503, 'notRecorded'])
    expect(await room.remote.admin({ type: 'openPairing', role: 'viewer' })).toBe('notRecorded')
    expect(room.remote.told().devices).toEqual([])
    room.diskFull = false
    expect((await tryToPair(shown)).status).toBe(200)
  })

  test('more than ten times a minute from one address', async () => {
    const shown = await room.openPairing()
    const address = `${room.url}#pair=${'A'.repeat(22)}`
    for (let tries = 0; tries < 10; tries += 1) await tryToPair({ ...shown, address })
    for (let tries = 0; tries < 5; tries += 1)
      expect(await refusalOf(tryToPair(shown))).toEqual([429, 'tooManyTries'])
    // Nobody in the network fills the log.
    const refusals = room.logged.filter((line) => line.startsWith('remote.notPaired'))
    expect(refusals).toHaveLength(11)
  })

  test('with what is no key, no JSON, or too long', async () => {
    const shown = await room.openPairing()
    const key = makeDeviceKey()
    const none = { ...key, publicKey: { ...key.publicKey, x: 'A'.repeat(43) } }
    expect((await tryToPair(shown, none)).status).toBe(400)
    expect((await tryToPair(shown, key, 'S'.repeat(41))).status).toBe(400)
    expect((await tryToPair(shown, key, 'S'.repeat(5_000))).status).toBe(413)
    // Nothing to be seen, or what turns the direction of writing.
    for (const name of ['\u200b', '\u3164', 'Sari\u202e', 'Sa\u2028ri', 'Sari\ud83d'])
      expect((await tryToPair(shown, key, name)).status).toBe(400)
    const plain = { 'Content-Type': 'text/plain' }
    expect((await tryToPair(shown, key, 'Sari', plain)).status).toBe(415)
    expect(room.remote.told().pairing?.triesLeft).toBe(5)
  })
})

describe('a connection is refused', () => {
  test('with a stolen token and another key', async () => {
    const phone = await room.pair()
    const thief = await phone.open()
    thief.send(phone.hello(thief.nonce, makeDeviceKey()))
    expect(await thief.next('out')).toEqual({ type: 'out', reason: 'badProof' })
    expect(await thief.closed).toMatchObject({ code: 4401 })
  })

  test('with an answer that was heard on another connection', async () => {
    const phone = await room.pair()
    const own = await phone.open()
    const heard = phone.hello(own.nonce)
    const thief = await phone.open()
    thief.send(heard)
    expect(await thief.next('out')).toMatchObject({ reason: 'badProof' })
    own.send(heard)
    await own.view()
  })

  test('with a wrong token or for a device that was never paired', async () => {
    const phone = await room.pair()
    for (const paired of [
      { ...phone.paired, token: 'A'.repeat(43) },
      { ...phone.paired, device: '0123456789abcdef' }
    ]) {
      const stranger = new Phone(phone.url, phone.key, paired)
      const socket = await stranger.open()
      socket.send(stranger.hello(socket.nonce))
      expect(await socket.next('out')).toMatchObject({ reason: 'unknown' })
    }
  })

  test('for another origin than it was signed for', async () => {
    const phone = await room.pair()
    const socket = await phone.open()
    const other = new Phone('https://192.0.2.9:4113/', phone.key, phone.paired)
    socket.send(other.hello(socket.nonce))
    expect(await socket.next('out')).toMatchObject({ reason: 'badProof' })
  })

  test('that says anything before its hello, or is no message', async () => {
    const phone = await room.pair()
    const early = await phone.open()
    early.act({ type: 'drawCurtain' })
    expect(await early.closed).toMatchObject({ code: 4400 })
    const odd = await phone.open()
    odd.socket.send('{"type":"hello"}')
    expect(await odd.closed).toMatchObject({ code: 4400 })
    const large = await phone.open()
    large.socket.send('x'.repeat(9_000))
    expect(await large.closed).toMatchObject({ code: 1009 })
    expect(room.control.current().curtain.drawn).toBe(false)
  })
})

describe('a device that is connected is told at once', () => {
  test('that it was revoked, and does not come back', async () => {
    const phone = await room.pair('operator', 'Sari')
    const socket = await phone.connect()
    socket.act({ type: 'callScene', scene: 'cctv' })
    await room.until(({ steering }) => steering !== undefined)
    await room.remote.admin({ type: 'revoke', device: phone.paired.device })
    expect(await socket.next('out')).toMatchObject({ reason: 'revoked' })
    expect(room.control.current()).toMatchObject({ scene: { held: false } })
    expect(room.control.current().steering).toBeUndefined()
    const again = await phone.open()
    again.send(phone.hello(again.nonce))
    expect(await again.next('out')).toMatchObject({ reason: 'revoked' })
    expect(room.recorded().at(-1)).toBe(`revoked ${phone.paired.device} Sari`)
  })

  test('that it was revoked, also on a full disk, and does not come back after a restart', async () => {
    const file = join(room.dataFolder, 'remote/devices.json')
    const draft = join(room.dataFolder, 'remote/.devices.json.new')
    const [gone, stays] = [await room.pair('operator', 'Sari'), await room.pair('operator', 'Budi')]
    // The new file cannot be written.
    mkdirSync(join(draft, 'full'), { recursive: true })
    await room.remote.admin({ type: 'revoke', device: gone.paired.device })
    expect(existsSync(file)).toBe(false)
    await stays.connect()
    // There is room again, and who is still paired stays so after a restart.
    rmSync(draft, { recursive: true })
    await vi.waitFor(() => expect(readFileSync(file, 'utf8')).toContain('Budi'))
    expect(readFileSync(file, 'utf8')).not.toContain('Sari')
  })

  test('that its eight hours are over', async () => {
    const phone = await room.pair()
    const socket = await phone.connect()
    const late = await phone.open()
    room.now += 8 * hour
    late.send(phone.hello(late.nonce))
    socket.act({ type: 'drawCurtain' })
    expect(await late.next('out')).toMatchObject({ reason: 'expired' })
    expect(await socket.next('out')).toMatchObject({ reason: 'expired' })
    expect(room.control.current().curtain.drawn).toBe(false)
    expect(room.remote.told().devices).toEqual([])
    const again = await phone.open()
    again.send(phone.hello(again.nonce))
    expect(await again.next('out')).toMatchObject({ reason: 'expired' })
    expect(room.recorded().at(-1)).toBe(`expired ${phone.paired.device} Sari`)
  })

  test('that remotes were switched off, and is still paired afterwards', async () => {
    const phone = await room.pair()
    const socket = await phone.connect()
    const url = room.url
    await room.remote.admin({ type: 'switchOff' })
    expect(await socket.next('out')).toMatchObject({ reason: 'switchedOff' })
    await expect(ask(url, '/')).rejects.toThrow('ECONNREFUSED')
    await room.switchOn()
    await new Phone(room.url, phone.key, phone.paired).connect()
    expect(room.recorded()).toEqual([
      'on',
      'pairing operator',
      `paired operator ${phone.paired.device}`,
      'off',
      'on'
    ])
  })

  test('that it asks for more than a hand can', async () => {
    const socket = await (await room.pair()).connect()
    for (let acts = 0; acts < 30; acts += 1) socket.act({ type: 'nextScene' })
    expect(await socket.next('out')).toMatchObject({ reason: 'tooFast' })
  })
})

describe('a device that steers', () => {
  test('and goes is told to the wall, which goes back a while later', async () => {
    const hurried = await new TestRemote({ giveBackAfterMs: 20 }).switchOn()
    const socket = await (await hurried.pair()).connect()
    socket.act({ type: 'callScene', scene: 'cctv' })
    await hurried.until(({ steering }) => steering !== undefined)
    socket.close()
    expect(
      (await hurried.until(({ steering }) => steering?.returnsAt !== undefined)).scene.held
    ).toBe(true)
    expect((await hurried.until(({ steering }) => steering === undefined)).scene.held).toBe(false)
    await hurried.stop()
  })

  test('and comes back in time goes on, also from a second page', async () => {
    const phone = await room.pair()
    const socket = await phone.connect()
    socket.act({ type: 'callScene', scene: 'cctv' })
    await room.until(({ steering }) => steering !== undefined)
    const second = await phone.connect()
    socket.close()
    await socket.closed
    second.close()
    await room.until(({ steering }) => steering?.returnsAt !== undefined)
    const third = await phone.connect()
    expect(room.control.current().steering?.returnsAt).toBeUndefined()
    third.send({ type: 'giveBack' })
    expect(await third.view(({ control }) => control.steering === undefined)).toMatchObject({
      control: { scene: { id: 'cctv', held: false } }
    })
  })

  test('is not the one who only lets the curtain fall', async () => {
    const socket = await (await room.pair('viewer')).connect()
    socket.act({ type: 'drawCurtain' })
    expect((await room.until(({ curtain }) => curtain.drawn)).steering).toBeUndefined()
  })

  test('hears its hub also when nothing happens', async () => {
    const socket = await (await room.pair('viewer')).connect()
    const { control } = await socket.view()
    expect((await socket.view()).control).toEqual(control)
  })
})

describe('a role', () => {
  /** One of each kind. */
  const actions: Readonly<Record<ControlAction['type'], ControlAction>> = {
    setMode: { type: 'setMode', mode: 'briefing' },
    drawCurtain: { type: 'drawCurtain' },
    openCurtain: { type: 'openCurtain' },
    callScene: { type: 'callScene', scene: 'cctv' },
    nextScene: { type: 'nextScene' },
    previousScene: { type: 'previousScene' },
    hold: { type: 'hold' },
    release: { type: 'release' },
    dismissTakeover: { type: 'dismissTakeover' },
    pausePlaylist: { type: 'pausePlaylist' },
    resumePlaylist: { type: 'resumePlaylist' },
    startSteps: { type: 'startSteps', id: 'mingguan' },
    nextStep: { type: 'nextStep' },
    previousStep: { type: 'previousStep' },
    endSteps: { type: 'endSteps' },
    identify: { type: 'identify' },
    focus: { type: 'focus', on: { kind: 'camera', id: 'k07' } },
    unfocus: { type: 'unfocus' },
    mute: { type: 'mute', minutes: 5 },
    unmute: { type: 'unmute' },
    freezeBriefing: { type: 'freezeBriefing', code: codeOf(1n) },
    releaseBriefing: { type: 'releaseBriefing' }
  }

  test.each(RemoteRole.options)('%s may do what is in the table and nothing else', async (role) => {
    const all = Object.values(actions)
    const may = all.filter(({ type }) => allowedActions[role].has(type))
    const mayNot = all.filter(({ type }) => !allowedActions[role].has(type))
    const before = room.control.current()
    // As many at once as one device may do, from a phone each.
    for (const some of [mayNot.slice(0, 15), mayNot.slice(15)]) {
      const socket = await (await room.pair(role)).connect()
      // What is tried twice stands in the audit log once.
      for (const action of [...some, ...some.slice(0, 1)]) {
        socket.act(action)
        expect(await socket.next('refused')).toEqual({ type: 'refused', refusal: 'notAllowed' })
      }
    }
    expect(room.control.current()).toEqual(before)
    for (const some of [may.slice(0, 15), may.slice(15)]) {
      const socket = await (await room.pair(role)).connect()
      for (const action of some) socket.act(action)
      // Once this is answered, what came before has been done or refused.
      socket.socket.send('{}')
      expect(await socket.closed).toMatchObject({ reason: 'Not understood.' })
    }
    expect(room.recorded().filter((what) => what.startsWith('notAllowed'))).toEqual(
      mayNot.map(({ type }) => `notAllowed ${type}`)
    )
    expect(room.control.current().curtain.drawn).toBe(role !== 'operator')
  })
})

test('neither secret, digits nor token stands in a log, the audit or a file', async () => {
  const shown = await room.openPairing()
  await tryToPair(wrongDigits(shown))
  const phone = await pairPhone(shown, 'Sari')
  await phone.connect()
  const file = join(room.dataFolder, 'remote/devices.json')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const written = [room.logged.join('\n'), room.audit(), readFileSync(file, 'utf8')].join('\n')
  expect(written).toContain(phone.paired.device)
  for (const secret of [secretOf(shown), phone.paired.token]) expect(written).not.toContain(secret)
  expect(written).not.toMatch(new RegExp(`\\b${shown.digits}\\b`, 'u'))
})
