import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Camera } from '../../contract/camera.ts'
import { parseCameraList, toWallCamera } from './cameraConfig.ts'

const folder = join(import.meta.dirname, '../../../resources/cameras')

test.each(readdirSync(folder))(
  '%s is read without a complaint and shows nobody an address',
  (file) => {
    const { cameras, errors } = parseCameraList(readFileSync(join(folder, file), 'utf8'), file)
    expect(errors).toEqual([])
    for (const entry of cameras) {
      expect(entry.sub).toMatch(/^demo:/u)
      expect(Camera.parse(toWallCamera(entry))).not.toHaveProperty('sub')
    }
  }
)

test('Semarang has its 35 named points', () => {
  const { cameras } = parseCameraList(readFileSync(join(folder, 'semarang.json'), 'utf8'), 'x')
  expect(cameras).toHaveLength(35)
  expect(new Set(cameras.map(({ sub }) => sub)).size).toBe(35)
})

const good = '{"id": "k01", "label": "K01", "name": "Satu", "sub": "rtsp://camera.example/1"}'

test('bad cameras are left out, each with its line and what is wrong; the others run', () => {
  const text = `{
  "networks": ["10.0.0.0/8"],
  "cameras": [
    ${good},
    {"id": "k02", "label": "K02", "name": "Dua", "sub": "file:///etc/passwd"},
    {
      "id": "k03", "label": "K03", "name": "Tiga [x]", "sub": "rtsp://admin:rahasia@h/1"
    },
    ${good},
    {"id": "K 5", "label": "K05", "name": "Lima", "sub": "demo:05"},
    {"id": "k06", "label": "K06", "name": "Enam", "sub": "demo:06", "passwd": "rahasia"},
    7,
    {"id": "k08", "label": "K08", "name": "Delapan", "sub": "demo:08"}
  ]
}`
  const { cameras, networks, errors } = parseCameraList(text, 'cameras.json')
  expect(cameras.map(({ id }) => id)).toEqual(['k01', 'k08'])
  expect(networks).toEqual(['10.0.0.0/8'])
  expect(errors.map((error) => error.slice(0, 34))).toEqual([
    'cameras.json line 5: camera k02: s',
    'cameras.json line 6: camera k03: s',
    'cameras.json line 9: camera k01: t',
    'cameras.json line 10: camera K 5: ',
    'cameras.json line 11: camera k06: ',
    'cameras.json line 12: camera numbe'
  ])
  expect(errors[2]).toContain('used twice')
  expect(errors.join()).not.toContain('rahasia')
})

test.each([
  '',
  '[]',
  '{"cameras": 3}',
  '{"cameras": [',
  '{"cameras": [], "networks": ["10.0.0.0"]}'
])('a file that is no list (%s) gives one sentence', (text) => {
  const { cameras, errors } = parseCameraList(text, 'cameras.json')
  expect(cameras).toEqual([])
  expect(errors).toHaveLength(1)
  expect(errors[0]).toContain('cameras.json')
})

test('the list says how long a last picture stays, in minutes; fifteen where it does not', () => {
  const keepMs = (more: object): number =>
    parseCameraList(JSON.stringify({ cameras: [], ...more }), 'x').keepPictureMs
  expect(keepMs({})).toBe(900_000)
  expect(keepMs({ keepPictureMinutes: 2 })).toBe(120_000)
  expect(parseCameraList('{"keepPictureMinutes": -1, "cameras": []}', 'x').errors[0]).toContain(
    'keepPictureMinutes'
  )
})
