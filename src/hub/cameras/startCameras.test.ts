import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket, type RawData } from 'ws'
import { CameraHubMessage, cameraSocketPath, decodePicture } from '../../contract/camera.ts'
import { refusedCloseCode, subprotocol } from '../../contract/hubMessages.ts'
import { startCameras, type RunningCameras } from './startCameras.ts'

const resources = join(import.meta.dirname, '../../../resources')
let dataFolder = ''
let cameras: RunningCameras
let address = ''
let allowed = true
let close: () => void
const logged: string[] = []

beforeEach(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'siaga-start-cameras-'))
  allowed = true
  logged.length = 0
  cameras = startCameras({
    city: 'semarang',
    dataFolder,
    resources,
    allows: () => allowed,
    log: (event, values) => logged.push(`${event} ${JSON.stringify(values)}`)
  })
  const server = createServer().on('upgrade', cameras.route).listen(0, '127.0.0.1')
  await once(server, 'listening')
  address = `ws://127.0.0.1:${(server.address() as AddressInfo).port}${cameraSocketPath}` // it listens
  close = () => {
    cameras.stop()
    server.close()
  }
})
afterEach(() => {
  close()
  rmSync(dataFolder, { recursive: true, force: true })
})

function open(): {
  socket: WebSocket
  until: <T>(find: (data: RawData, binary: boolean) => T | undefined) => Promise<T>
} {
  const socket = new WebSocket(address, [subprotocol])
  return {
    socket,
    until: (find) =>
      new Promise((resolve, reject) => {
        const hear = (data: RawData, binary: boolean): void => {
          const found = find(data, binary)
          if (found === undefined) return
          socket.off('message', hear)
          resolve(found)
        }
        socket.on('message', hear)
        socket.once('close', (code) => reject(new Error(`closed ${code}`)))
      })
  }
}

const listOf = (data: RawData, binary: boolean): readonly string[] | undefined => {
  if (binary) return undefined
  const message = CameraHubMessage.parse(JSON.parse(String(data)))
  return message.type === 'cameras' ? message.cameras.map(({ id }) => id) : undefined
}

test('a window without the token is told so and hears nothing', async () => {
  allowed = false
  const { socket } = open()
  let heard = 0
  socket.on('message', () => (heard += 1))
  const [code] = (await once(socket, 'close')) as [number]
  expect([code, heard]).toEqual([refusedCloseCode, 0])
})

test('a window hears the list, asks for a camera and gets its pictures', async () => {
  const { socket, until } = open()
  expect(await until(listOf)).toHaveLength(35)
  const stream = { channel: 5, camera: 'k07', quality: 'sub', priority: false }
  socket.send(JSON.stringify({ type: 'watch', streams: [stream], h265: false, stills: false }))
  const header = await until((data, binary) =>
    binary && Buffer.isBuffer(data) ? decodePicture(new Uint8Array(data).buffer)?.header : undefined
  )
  expect(header).toMatchObject({ kind: 'accessUnit', channel: 5, seq: 1, key: true })
  await expect.poll(() => cameras.reading()).toEqual({ configured: 35, live: 35 })
})

test('while guests are here only cameras they may see are told of, and windows know why', async () => {
  const { until } = open()
  expect(await until(listOf)).toHaveLength(35)
  cameras.setGuests(true)
  const guestList = await until((data, binary) => {
    const message = binary ? undefined : CameraHubMessage.parse(JSON.parse(String(data)))
    return message?.type === 'cameras' ? message : undefined
  })
  expect(guestList.guests).toBe(true)
  expect(guestList.cameras.length).toBeGreaterThan(0)
  expect(guestList.cameras.length).toBeLessThan(35)
  expect(guestList.cameras.every(({ guest }) => guest)).toBe(true)
  cameras.setGuests(false)
  expect(await until(listOf)).toHaveLength(35)
})

test('nonsense closes the socket', async () => {
  const { socket, until } = open()
  await until(listOf)
  socket.send('nonsense')
  const [code] = (await once(socket, 'close')) as [number]
  expect(code).toBe(1008)
})

test('a list that is saved is in force at once; one that cannot be read changes nothing', async () => {
  const { until } = open()
  await until(listOf)
  const file = join(dataFolder, 'cameras.json')
  const camera = { id: 'own', label: 'O1', name: 'Milik sendiri', sub: 'demo:03' }
  writeFileSync(
    file,
    JSON.stringify({
      cameras: [
        camera,
        { ...camera, id: 'bad', sub: 'ftp://x' },
        { ...camera, id: 'far', sub: 'rtsp://10.0.0.1/live' }
      ]
    })
  )
  expect(await until(listOf)).toEqual(['own', 'far'])
  expect(logged.join('\n')).toMatch(/cameras\.json line 1: camera bad: sub/u)
  writeFileSync(file, '{"cameras": [')
  await expect.poll(() => logged.some((line) => line.includes('is not JSON'))).toBe(true)
  expect(cameras.reading().configured).toBe(2)
  // What only shows when connecting is told in the same way, and the other camera runs.
  await expect.poll(() => logged.some((line) => line.startsWith('cameraProblem'))).toBe(true)
  expect(logged.join('\n')).toContain(
    'cameras.json line 1: camera far: alamat tidak diizinkan: tambahkan jaringannya'
  )
  await expect.poll(() => cameras.reading().live).toBe(1)
})
