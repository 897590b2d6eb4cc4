import { expect, it } from 'vitest'
import { attachedHub } from './attachedHub.ts'
import { flagValue, hubFlags } from './switches.ts'

it('hands the hub its own flags and leaves Chromium its switches', () => {
  const args = [
    '--ozone-platform=x11',
    '/opt/siaga',
    '--city',
    'pekanbaru',
    '--no-sandbox',
    '--simulate=60',
    '--broker-port',
    '2883',
    '--displays',
    'primary',
    '--config',
    'wall.json'
  ]
  expect(hubFlags(args)).toEqual([
    '--city',
    'pekanbaru',
    '--simulate=60',
    '--broker-port',
    '2883',
    '--config',
    'wall.json'
  ])
})

it('reads a flag in both spellings', () => {
  expect(flagValue(['--displays', 'primary'], 'displays')).toBe('primary')
  expect(flagValue(['--displays=primary'], 'displays')).toBe('primary')
  expect(flagValue(['--display', 'x'], 'displays')).toBeUndefined()
})

it('attaches only to a hub of this machine', () => {
  const ready = {
    ready: true,
    url: 'http://127.0.0.1:5173/',
    token: 'a'.repeat(32),
    mqtt: 'mqtt://h'
  }
  const env = (url: string) => ({ SIAGA_ATTACH: JSON.stringify({ ...ready, url }) })
  expect(attachedHub({})).toBeUndefined()
  expect(attachedHub(env(ready.url))).toEqual(ready)
  expect(() => attachedHub(env('http://example.org/'))).toThrow('127.0.0.1')
})
