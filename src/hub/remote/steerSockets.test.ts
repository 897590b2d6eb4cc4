import { connect } from 'node:tls'
import { afterEach, expect, test, vi } from 'vitest'
import { steerPath, steerSubprotocol } from '../../contract/remote.ts'
import { TestRemote } from './testRemote.ts'

let room: TestRemote

afterEach(async () => {
  vi.useRealTimers()
  await room.stop()
})

test('a device is told five times a second at most, and what is last', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'hrtime'] })
  room = await new TestRemote().switchOn()
  const socket = await (await room.pair('viewer')).connect()
  const told: unknown[] = []
  socket.socket.on('message', (data: Buffer) => told.push(JSON.parse(data.toString())))
  for (let ms = 0; ms <= 1_000; ms += 10) {
    room.room = { ...room.room, scenes: [{ id: 'operasi', name: `Operasi ${ms}` }] }
    room.remote.tell()
    vi.advanceTimersByTime(10)
  }
  vi.advanceTimersByTime(200)
  // Once this is answered, everything before it has come.
  socket.socket.send('{}')
  await socket.closed
  expect(told).toHaveLength(7)
  expect(told.at(-1)).toMatchObject({ scenes: [{ name: 'Operasi 1000' }] })
})

// Else it would last until it may no longer be silent.
test('a connection that does not answer its end is cut off', { timeout: 5_000 }, async () => {
  room = await new TestRemote().switchOn()
  const { host, hostname, port, origin } = new URL(room.url)
  const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false })
  const head = [
    `GET ${steerPath} HTTP/1.1`,
    `Host: ${host}`,
    `Origin: ${origin}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==',
    `Sec-WebSocket-Protocol: ${steerSubprotocol}`
  ].join('\r\n')
  // With a text of no length, which is no message.
  socket.write(Buffer.concat([Buffer.from(`${head}\r\n\r\n`), Buffer.from('818000000000', 'hex')]))
  socket.resume()
  await new Promise((resolve) => socket.once('close', resolve))
  expect(room.remote.told().devices).toEqual([])
})
