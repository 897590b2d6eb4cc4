import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Rules } from '../../contract/rules.ts'
import { checkText, type Fault } from './checkText.ts'

const faultIn = (text: string): Fault | undefined => {
  const checked = checkText(text, Rules)
  return 'fault' in checked ? checked.fault : undefined
}

const rule = { id: 'gawat', name: 'Gawat', when: { priority: 1 }, seconds: 120 }

test.each<[string, string, Fault]>([
  ['nothing', '', { reason: 'notJson', line: 1 }],
  ['no JSON', '{\n  "rules": [\n  }\n}', { reason: 'notJson', line: 3 }],
  ['a comment', '{\n  "rules": []\n  // later\n}', { reason: 'notJson', line: 3 }],
  ['a comma too many', '{\n  "rules": [],\n}', { reason: 'notJson', line: 3 }],
  ['two texts', '{"rules": []}\n{"rules": []}', { reason: 'notJson', line: 2 }],
  ['nested without end', '['.repeat(200_000), { reason: 'notJson', line: 1 }],
  ['another kind of thing', '\n[]', { reason: 'wrongValue', line: 2 }],
  ['a missing key', '{\n}', { reason: 'missingKey', line: 1, key: 'rules' }],
  [
    'an unknown key',
    '{\n  "rules": [],\n  "rule": 1\n}',
    { reason: 'unknownKey', line: 3, key: 'rule' }
  ],
  [
    'a key twice',
    '{\n  "rules": [],\n  "rules": []\n}',
    { reason: 'wrongValue', line: 3, key: 'rules' }
  ],
  [
    'a key that every object has',
    '{\n  "rules": [],\n  "__proto__": {}\n}',
    { reason: 'unknownKey', line: 3, key: '__proto__' }
  ],
  [
    'the same rule twice',
    JSON.stringify({ rules: [rule, rule] }, null, 2),
    { reason: 'wrongValue', line: 12, key: 'rules.1.id' }
  ]
])('%s is told with its line', (_, text, fault) => {
  expect(faultIn(text)).toEqual(fault)
})

test('nothing that is nested is too deep to be refused', () => {
  for (let depth = 500; depth < 12_000; depth += 500)
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}']
    ] as const)
      expect(faultIn(`{"rules":${open.repeat(depth)}1${close.repeat(depth)}}`)).toBeDefined()
})

test('of several faults the first line is told', () => {
  const text = `{\n"rules": [{\n"name": 1,\n"id": "a",\n"when": {},\n"seconds": "lama"\n}]}`
  expect(faultIn(text)).toEqual({ reason: 'wrongValue', line: 3, key: 'rules.0.name' })
})

test('the line is right wherever the value stands and however the lines end', () => {
  const key = fc.constantFrom('name', 'seconds', 'cameras', 'sound')
  fc.assert(
    fc.property(
      fc
        .integer({ min: 1, max: 6 })
        .chain((count) =>
          fc.record({ count: fc.constant(count), wrong: fc.nat({ max: count - 1 }), key })
        ),
      fc.constantFrom('\n', '\r\n'),
      fc.nat({ max: 3 }),
      ({ count, wrong, key }, end, empty) => {
        const rules = Array.from({ length: count }, (_, index) => ({
          ...rule,
          id: `r${index}`,
          cameras: 1,
          sound: true,
          ...(index === wrong && { [key]: { wrong: true } })
        }))
        const lines = JSON.stringify({ rules }, null, 2).split('\n')
        const text = [...Array<string>(empty).fill(''), ...lines].join(end)
        const line = text.split(end).findIndex((one) => one.endsWith(`"${key}": {`)) + 1
        expect(faultIn(text)).toEqual({ reason: 'wrongValue', line, key: `rules.${wrong}.${key}` })
      }
    ),
    { numRuns: 60 }
  )
})

test('no value of a file is told, and a key stays on one line', () => {
  const fault = faultIn('{"rules": [{"name\\n\\u202e": "Budi Santoso, Jl. Pemuda 1"}]}')
  expect(JSON.stringify(fault)).not.toContain('Budi')
  expect(faultIn('{"rules": [], "a\\n\\u202eb": 1}')?.key).toBe('a??b')
})
