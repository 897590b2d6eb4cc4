import { expect, it } from 'vitest'
import { makeRemoteAdmin } from './remoteAdmin.ts'

it('what is asked of the remotes goes to the hub with the token of the window', async () => {
  const asked: unknown[] = []
  const ask = makeRemoteAdmin('t', (path, { method, headers, body }) => {
    asked.push(method, path, headers, body)
    return Promise.resolve(new Response('{"remote":{}}'))
  })
  expect(await ask({ type: 'openPairing', role: 'viewer' })).toBeUndefined()
  expect(asked).toEqual([
    'POST',
    '/api/remote',
    { Authorization: 'Bearer t', 'Content-Type': 'application/json' },
    '{"type":"openPairing","role":"viewer"}'
  ])
})

it.each([
  [403, 'guests'],
  [409, 'off'],
  [503, 'notRecorded'],
  [500, 'failed'],
  [401, 'failed']
] as const)('a refusal %i is told as %s', async (status, fault) => {
  const ask = makeRemoteAdmin('t', () => Promise.resolve(new Response('{}', { status })))
  expect(await ask({ type: 'switchOn' })).toBe(fault)
})

it('a hub that does not answer is told as that', async () => {
  const ask = makeRemoteAdmin('t', () => Promise.reject(new TypeError('Failed to fetch')))
  expect(await ask({ type: 'switchOff' })).toBe('unreachable')
})
