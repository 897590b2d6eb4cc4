import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { cameraSocketPath } from '../../contract/camera.ts'
import { subprotocol } from '../../contract/hubMessages.ts'
import { pairPath, steerPath, steerSubprotocol } from '../../contract/remote.ts'
import {
  designMoment,
  makeCity,
  makeHealth,
  makeWallCity,
  makeWallSettings
} from '../../testing/make.ts'
import {
  ask,
  makeDeviceKey,
  secretOf,
  type Phone,
  type ShownPairing
} from '../../testing/remoteClient.ts'
import { startCameras, type RunningCameras } from '../cameras/startCameras.ts'
import { ChangeHistory } from '../push/changeHistory.ts'
import { controlApi } from '../push/controlApi.ts'
import { startHttpServer, type HttpServer } from '../push/httpServer.ts'
import { startPushServer, tokenOf, type PushServer } from '../push/pushServer.ts'
import { requestGuard } from '../push/requestGuard.ts'
import { tokenApi } from '../push/tokenApi.ts'
import { TestRemote } from './testRemote.ts'

/** What a page, a program or a thief may send: every combination is tried. */
interface Combination {
  readonly host: string
  readonly origin: string | undefined
  readonly token: string | undefined
}

/** Whether a WebSocket is opened and told anything but its end; `first` is what is said first. */
function isTold(
  address: string,
  protocols: readonly string[],
  { host, origin }: Combination,
  first?: object
): Promise<boolean> {
  const headers = headersOf({ host, origin })
  const socket = new WebSocket(address, [...protocols], { headers, rejectUnauthorized: false })
  return new Promise((resolve) => {
    socket.on('open', () => first !== undefined && socket.send(JSON.stringify(first)))
    socket.on('message', () => {
      resolve(true)
      socket.terminate()
    })
    socket.on('error', () => resolve(false))
    socket.on('close', () => resolve(false))
  })
}

function headersOf({ host, origin }: Omit<Combination, 'token'>): Record<string, string> {
  return { Host: host, ...(origin !== undefined && { Origin: origin }) }
}

/** Those of all combinations that were let in. */
async function letIn(
  {
    hosts,
    origins,
    tokens
  }: {
    hosts: readonly string[]
    origins: readonly (string | undefined)[]
    tokens: readonly (string | undefined)[]
  },
  isLetIn: (combination: Combination) => Promise<boolean>
): Promise<readonly Combination[]> {
  const found: Combination[] = []
  for (const host of hosts)
    for (const origin of origins)
      for (const token of tokens)
        if (await isLetIn({ host, origin, token })) found.push({ host, origin, token })
  return found
}

describe('the remote', () => {
  let room: TestRemote
  let phone: Phone
  let host: string
  let origin: string
  let hosts: readonly string[]
  let origins: readonly (string | undefined)[]

  beforeAll(async () => {
    room = await new TestRemote().switchOn()
    phone = await room.pair()
    ;({ host, origin } = new URL(room.url))
    const { port } = new URL(room.url)
    hosts = [host, `localhost:${port}`, '127.0.0.1']
    origins = [
      origin,
      undefined,
      'null',
      `http://${host}`,
      'https://127.0.0.1',
      `https://127.0.0.1:${Number(port) + 1}`
    ]
  })
  afterAll(() => room.stop())

  test('lets exactly one combination of host, origin and token steer', async () => {
    const tokens = [phone.paired.token, 'A'.repeat(43)]
    const found = await letIn({ hosts, origins, tokens }, async (combination) => {
      const address = `wss://${host}${steerPath}`
      // Only behind the right host and origin is there a challenge that a token may answer.
      if (!(await isTold(address, [steerSubprotocol], combination))) return false
      expect([combination.host, combination.origin]).toEqual([host, origin])
      const socket = await phone.open()
      socket.send({ ...phone.hello(socket.nonce), token: combination.token ?? '' })
      const view = await Promise.race([socket.view(), socket.closed])
      socket.close()
      return 'type' in view
    })
    expect(found).toEqual([{ host, origin, token: phone.paired.token }])
  })

  test('lets exactly one combination of host, origin and secret pair', async () => {
    const shown: ShownPairing = await room.openPairing()
    const tokens = [secretOf(shown), 'A'.repeat(22)]
    const key = makeDeviceKey()
    const found = await letIn({ hosts, origins, tokens }, async (combination) => {
      const body = {
        secret: combination.token,
        digits: shown.digits,
        name: 'Sari',
        publicKey: key.publicKey
      }
      const headers = { ...headersOf(combination), 'Content-Type': 'application/json' }
      const sent = { method: 'POST', headers, body: JSON.stringify(body) }
      const { status } = await ask(room.url, pairPath, sent)
      return status === 200
    })
    expect(found).toEqual([{ host, origin, token: secretOf(shown) }])
  })

  test('shows its page under its own address alone, and no page reads it', async () => {
    const found = await letIn({ hosts, origins, tokens: [undefined] }, async (combination) => {
      const headers = headersOf(combination)
      return (await ask(room.url, '/', { headers })).status === 200
    })
    expect(found).toEqual([
      { host, origin, token: undefined },
      // Somebody types the address, or reads the code.
      { host, origin: undefined, token: undefined }
    ])
  })
})

describe('the wall', () => {
  const token = 'a-token-of-at-least-thirty-two-characters'
  let room: TestRemote
  let http: HttpServer
  let push: PushServer
  let cameras: RunningCameras
  let url: string
  let matrix: Parameters<typeof letIn>[0]
  /** The page of the wall, and a program, which sends no origin. */
  let exactly: readonly Combination[]

  beforeAll(async () => {
    room = new TestRemote()
    http = await startHttpServer('127.0.0.1', 0)
    const guard = requestGuard({ host: '127.0.0.1', port: http.port, token })
    push = startPushServer({
      history: new ChangeHistory('run-1'),
      guard,
      clock: { now: () => designMoment, reading: () => room.room.clock },
      takeChanges: () => [],
      health: () => makeHealth(),
      control: room.control.current,
      act: () => undefined,
      city: makeWallCity(),
      wall: makeWallSettings(),
      arrangement: () => ({ scenes: [], steps: {} }),
      peaks: [],
      log: () => undefined
    })
    cameras = startCameras({
      city: 'contoh',
      dataFolder: room.dataFolder,
      resources: room.dataFolder,
      allows: (request) => guard.hasToken(tokenOf(request)),
      log: () => undefined
    })
    http.open({
      guard,
      routes: [tokenApi(guard, controlApi(room.control, makeCity()))],
      sockets: { '/wall': push.route, [cameraSocketPath]: cameras.route },
      onError: () => undefined
    })
    url = `http://127.0.0.1:${http.port}/`
    const [host, origin] = [`127.0.0.1:${http.port}`, `http://127.0.0.1:${http.port}`]
    matrix = {
      hosts: [host, '127.0.0.1', `jahat.example:${http.port}`],
      origins: [
        origin,
        undefined,
        'null',
        `https://${host}`,
        `http://localhost:${http.port}`,
        `http://127.0.0.1:${http.port + 1}`
      ],
      tokens: [token, `${token}x`, undefined]
    }
    exactly = [
      { host, origin, token },
      { host, origin: undefined, token }
    ]
  })
  afterAll(async () => {
    cameras.stop()
    await push.stop()
    await http.stop()
    await room.stop()
  })

  test.each(['/wall', cameraSocketPath])('lets its own page alone open %s', async (path) => {
    const found = await letIn(matrix, async (combination) => {
      const { token: given } = combination
      const protocols = [subprotocol, ...(given === undefined ? [] : [`token.${given}`])]
      const address = `ws://127.0.0.1:${http.port}${path}`
      const hello = { type: 'hello', topics: [] }
      return isTold(address, protocols, combination, path === '/wall' ? hello : undefined)
    })
    expect(found).toEqual(exactly)
  })

  test('answers its own page alone under /api/', async () => {
    const found = await letIn(matrix, async (combination) => {
      const { token: given } = combination
      const headers = {
        ...headersOf(combination),
        ...(given !== undefined && { Authorization: `Bearer ${given}` })
      }
      return (await ask(url, '/api/control', { headers })).status === 200
    })
    expect(found).toEqual(exactly)
  })
})
