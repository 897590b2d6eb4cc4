import { readFileSync } from 'node:fs'
import { HubConfig } from '../contract/config.ts'
import { WallSettings } from '../contract/wall.ts'

/** A configuration that cannot be used, as sentences for whoever wrote it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

export interface ConfigSources {
  /** Command line without program and script. */
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly readFile?: (path: string) => string
}

/** One setting as found: what was given and where, for the sentence when it is wrong. */
interface Given {
  readonly path: readonly [string] | readonly ['wall', string]
  readonly value: unknown
  readonly origin: string
}

/** `--help` was asked for: nothing is wrong, nothing is to be started. */
export const helpAsked = Symbol('help')

const wallKeys = Object.keys(WallSettings.shape)
const plainKeys = Object.keys(HubConfig.shape).filter((key) => key !== 'wall')
const paths: readonly Given['path'][] = [
  ...plainKeys.map((key) => [key] as const),
  ...wallKeys.map((key) => ['wall', key] as const)
]
const byFlag = new Map(paths.map((path) => [flagOf(path), path]))
const byVariable = new Map(paths.map((path) => [variableOf(path), path]))

/** Variables of the commands around the hub, which is told of them by accident. */
const foreignVariables = /^SIAGA_(?:BROWSER|ATTACH|TEST_\w+|E2E_\w+|BENCH_\w+)$/u

/**
 * The configuration from file, environment and flags; the later wins.
 * Throws a ConfigError that names every wrong key and where it was given, never its value.
 */
export function readHubConfig(sources: ConfigSources): HubConfig | typeof helpAsked {
  const { args, env, readFile = (path) => readFileSync(path, 'utf8') } = sources
  const flags = readFlags(args)
  if (flags.has('help')) return helpAsked
  const file = flags.get('config')
  const given = [
    ...(file === undefined ? [] : givenInFile(file, readFile)),
    ...givenInEnvironment(env),
    ...givenAsFlags(flags)
  ]
  return check(given)
}

export const usage = `Siaga hub: takes a city's 112 feed in, keeps it, counts, and serves the wall.

  --config FILE   JSON with the keys below (mqttUser for --mqtt-user; "wall": {…} for --wall-…)
${[...byFlag.keys()].map((flag) => `  --${flag}`).join('\n')}

Each is also an environment variable: SIAGA_MQTT_USER for --mqtt-user. docs/architecture.md and
src/contract/config.ts say what they mean.
`

function readFlags(args: readonly string[]): ReadonlyMap<string, string> {
  const flags = new Map<string, string>()
  const rest = [...args]
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--help' || arg === '-h') {
      flags.set('help', '')
      continue
    }
    const [, name = '', , inline] = /^--([a-z][a-z0-9-]*)(=(.*))?$/su.exec(arg) ?? []
    if (name === '') throw new ConfigError(`${flagOnly(arg)}: is not a flag; see --help.`)
    if (name !== 'config' && !byFlag.has(name))
      throw new ConfigError(`--${name}: is not a flag of the hub; see --help.`)
    const value = inline ?? rest.shift()
    if (value === undefined || value === '' || (inline === undefined && value.startsWith('--')))
      throw new ConfigError(`--${name}: needs a value.`)
    flags.set(name, value)
  }
  return flags
}

/** A stray word may be anything, a password too: only what looks like a flag is repeated. */
function flagOnly(arg: string): string {
  return arg.startsWith('-') ? arg.split('=', 1).join() : 'A word without a flag before it'
}

function givenAsFlags(flags: ReadonlyMap<string, string>): Given[] {
  return [...flags].flatMap(([flag, text]) => {
    const path = byFlag.get(flag)
    return path === undefined ? [] : [{ path, value: asValue(path, text), origin: `--${flag}` }]
  })
}

function givenInEnvironment(env: ConfigSources['env']): Given[] {
  return Object.entries(env).flatMap(([name, text]) => {
    if (!name.startsWith('SIAGA_') || foreignVariables.test(name) || text === undefined) return []
    const path = byVariable.get(name)
    if (path === undefined)
      throw new ConfigError(`${name}: is not a setting of the hub; see --help.`)
    if (text === '') throw new ConfigError(`${name}: is empty; unset it or give it a value.`)
    return [{ path, value: asValue(path, text), origin: name }]
  })
}

function givenInFile(file: string, readFile: (path: string) => string): Given[] {
  const content = parseFile(file, readFile)
  const wall = content['wall'] ?? {}
  if (!isObject(wall)) throw new ConfigError(`wall in ${file}: must be an object.`)
  const within = (path: Given['path'], value: unknown): Given => {
    const key = path.join('.')
    if (!paths.some((known) => known.join('.') === key))
      throw new ConfigError(`${key} in ${file}: is not a setting of the hub; see --help.`)
    return { path, value, origin: `${key} in ${file}` }
  }
  return [
    ...Object.entries(content)
      .filter(([key]) => key !== 'wall')
      .map(([key, value]) => within([key], value)),
    ...Object.entries(wall).map(([key, value]) => within(['wall', key], value))
  ]
}

function parseFile(
  file: string,
  readFile: (path: string) => string
): Readonly<Record<string, unknown>> {
  let text: string
  try {
    text = readFile(file)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new ConfigError(`--config: the file cannot be read: ${why}.`)
  }
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    throw new ConfigError(`--config: ${file} is not JSON.`)
  }
  if (!isObject(content)) throw new ConfigError(`--config: ${file} must hold an object.`)
  return content
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Wall settings are numbers and yes or no in a file, and text outside it. */
function asValue(path: Given['path'], text: string): unknown {
  if (path[0] !== 'wall') return text
  if (/^\d+(\.\d+)?$/u.test(text)) return Number(text)
  return text === 'true' || text === 'false' ? text === 'true' : text
}

function check(given: readonly Given[]): HubConfig {
  const plain: Record<string, unknown> = {}
  const wall: Record<string, unknown> = {}
  const origins = new Map<string, string>()
  for (const { path, value, origin } of given) {
    const [first, second] = path
    if (second === undefined) plain[first] = value
    else wall[second] = value
    origins.set(path.join('.'), origin)
  }
  const parsed = HubConfig.safeParse({ ...plain, wall })
  if (parsed.success) return parsed.data
  const sentences = parsed.error.issues.map(({ path, message, code }) => {
    const key = path.join('.')
    const what = code === 'invalid_union' ? (unionHints[key] ?? message) : message
    return `${origins.get(key) ?? `--${flagOf([key])}`}: ${what}.`
  })
  throw new ConfigError(sentences.join('\n'))
}

const unionHints: Readonly<Record<string, string>> = {
  simulate: 'must be "off", "live", or how many times faster the clock runs, up to 3600'
}

function flagOf(path: readonly string[]): string {
  return path.map((key) => key.replaceAll(/[A-Z]/gu, (c) => `-${c.toLowerCase()}`)).join('-')
}

function variableOf(path: readonly string[]): string {
  return `SIAGA_${flagOf(path).replaceAll('-', '_').toUpperCase()}`
}
