import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConfigError } from './hubConfig.ts'
import { findResources } from './resources.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'siaga-resources-'))
  mkdirSync(join(root, 'resources/cities'), { recursive: true })
  mkdirSync(join(root, 'resources/scenes'))
  writeFileSync(join(root, 'resources/rules.json'), JSON.stringify({ rules: [] }))
})

afterEach(() => rmSync(root, { recursive: true }))

const scene = { id: 'operasi', name: 'Operasi', layout: 'rails', left: [], middle: [], right: [] }

test.each([
  ['a panel that is none', { ...scene, left: [{ panels: ['weather'] }] }, /left\.0\.panels\.0: /u],
  ['a key that is missing', { ...scene, name: undefined }, /name: /u],
  ['a key too many', { ...scene, colour: 'red' }, /colour/u],
  ['no object', [], /operasi\.json: /u]
])('a scene file with %s is told by file and key in one line', (_, content, key) => {
  writeFileSync(join(root, 'resources/scenes/operasi.json'), JSON.stringify(content))
  const read = (): unknown => findResources(root)
  expect(read).toThrow(ConfigError)
  expect(read).toThrow(/^\S+scenes\/operasi\.json: [^{}\n]+\.$/u)
  expect(read).toThrow(key)
})

test('a scene file that is no JSON is said to be none', () => {
  writeFileSync(join(root, 'resources/scenes/operasi.json'), '{')
  expect(() => findResources(root)).toThrow(/operasi\.json is not JSON\.$/u)
})
