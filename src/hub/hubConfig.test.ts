import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ConfigError, helpAsked, readHubConfig, usage } from './hubConfig.ts'

const files: Readonly<Record<string, string>> = {
  'a.json': '{"port": 4112, "city": "serang", "wall": {"farM": 12}}',
  'unknown.json': '{"prot": 4112}',
  'wall.json': '{"wall": {"farm": 12}}',
  'broken.json': '{',
  'list.json': '[]',
  'wrong.json': '{"port": "abc", "wall": {"theme": "pink"}}'
}

const read = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  readHubConfig({
    args,
    env,
    readFile: (path) => {
      const text = files[path]
      if (text === undefined) throw new Error('no such file')
      return text
    }
  })

/** The sentences a configuration is refused with. */
function refusal(args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  try {
    read(args, env)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return 'taken'
}

describe('the configuration', () => {
  test('has a default for everything', () => {
    expect(read([])).toEqual({
      data: 'data',
      host: '127.0.0.1',
      port: 0,
      city: 'semarang',
      simulateSeed: 112,
      simulateMonths: 26,
      wall: {
        widthMm: 3600,
        farM: 8,
        theme: 'dark',
        language: 'id',
        staffOnly: false,
        soundVolume: 0,
        pixelShift: true
      }
    })
  })

  test('is taken from the file, then the environment, then the flags', () => {
    const env = { SIAGA_CITY: 'pekanbaru', SIAGA_PORT: '5000', SIAGA_WALL_WIDTH_MM: '4200.5' }
    expect(read(['--config', 'a.json', '--port=6000', '--wall-language', 'en'], env)).toMatchObject(
      {
        port: 6000,
        city: 'pekanbaru',
        wall: { farM: 12, widthMm: 4200.5, language: 'en' }
      }
    )
  })

  test('the last of two equal flags wins', () => {
    expect(read(['--port', '1', '--port', '2'])).toMatchObject({ port: 2 })
  })

  test.each([
    [['--simulate', 'off'], 'off'],
    [['--simulate', 'live'], 'live'],
    [['--simulate', '60'], 60]
  ])('%j is understood', (args, simulate) => {
    expect(read(args)).toMatchObject({ simulate })
  })

  test('leaves the variables of the commands around it alone', () => {
    expect(refusal([], { SIAGA_BROWSER: '/usr/bin/chromium', HOME: '/root' })).toBe('taken')
  })
})

describe('what is wrong is said in a sentence that names the key and where it stands', () => {
  test.each<[readonly string[], Readonly<Record<string, string>>, string]>([
    [['--prot', '1'], {}, '--prot: is not a flag'],
    [['--port'], {}, '--port: needs a value'],
    [['--port', '--city'], {}, '--port: needs a value'],
    [['--port', 'abc'], {}, '--port: '],
    [['--port', '70000'], {}, '--port: '],
    [[], { SIAGA_PORT: 'abc' }, 'SIAGA_PORT: '],
    [[], { SIAGA_PROT: '1' }, 'SIAGA_PROT: is not a setting'],
    [[], { SIAGA_PORT: '' }, 'SIAGA_PORT: is empty'],
    [['--simulate', 'fast'], {}, '--simulate: must be "off", "live"'],
    [['--broker', 'none'], {}, '--mqtt: is needed when broker is "none"'],
    [['--mqtt', 'http://x'], {}, '--mqtt: must be an address like'],
    [['--wall-theme', 'pink'], {}, '--wall-theme: '],
    [['--config', 'missing.json'], {}, '--config: the file cannot be read'],
    [['--config', 'broken.json'], {}, 'broken.json is not JSON'],
    [['--config', 'list.json'], {}, 'list.json must hold an object'],
    [['--config', 'unknown.json'], {}, 'prot in unknown.json: is not a setting'],
    [['--config', 'wall.json'], {}, 'wall.farm in wall.json: is not a setting'],
    [['--remote-host', '0.0.0.0'], {}, '--remote-host: must be one address or name'],
    [['--remote-cert', 'a.pem'], {}, '--remote-key: is given together with remoteCert'],
    [['semarang'], {}, 'is not a flag']
  ])('%j %j', (args, env, sentence) => {
    expect(refusal(args, env)).toContain(sentence)
  })

  test('all of it at once', () => {
    const sentences = refusal(['--config', 'wrong.json']).split('\n')
    expect(sentences.map((sentence) => sentence.split(':')[0])).toEqual([
      'port in wrong.json',
      'wall.theme in wrong.json'
    ])
  })

  test('never with the value, which may be a password', () => {
    expect(refusal(['--token', 'geheim'])).not.toContain('geheim')
    expect(refusal(['geheim'])).not.toContain('geheim')
    expect(refusal(['--mqtt', 'amqp://u:geheim@x'])).not.toContain('geheim')
  })
})

test('the examples of the page on sound and care are configurations', () => {
  const page = readFileSync(new URL('../../docs/sound-and-care.md', import.meta.url), 'utf8')
  const examples = [...page.matchAll(/```json\n(.*?)```/gsu)].map(([, json = '']) => json)
  expect(examples).toHaveLength(1)
  for (const json of examples)
    expect(() =>
      readHubConfig({ args: ['--config', 'x'], env: {}, readFile: () => json })
    ).not.toThrow()
})

test('help is asked for, and names every flag', () => {
  expect(read(['--help'])).toBe(helpAsked)
  expect(usage).toContain('--mqtt-client-id')
  expect(usage).toContain('--wall-width-mm')
})
