import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Log } from '../log.ts'
import { parseCameraList, type CameraEntry } from './cameraConfig.ts'
import { checkTable } from './checkTable.ts'
import { openSources } from './openSources.ts'
import { probeCamera, type Probe } from './probeCamera.ts'
import { realTimers } from './timers.ts'

/*
 * `npm run cameras -- check [LIST] [--city semarang] [--data DIR]`: looks at every camera of a list
 * for three seconds and prints what it found. Without LIST it takes what the hub would take.
 */

const usage = `npm run cameras -- check [FILE] [--city semarang] [--data data]
Memeriksa setiap kamera: terjangkau, codec, ukuran, fps, waktu gambar pertama, selisih jam.
`
const atOnce = 8
const watchMs = 3_000

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    city: { type: 'string', default: 'semarang' },
    data: { type: 'string', default: 'data' },
    help: { type: 'boolean', default: false }
  }
})
const [command, file] = positionals
if (command !== 'check' || values.help) {
  process.stdout.write(usage)
  process.exitCode = values.help ? 0 : 1
} else process.exitCode = await check()

async function check(): Promise<number> {
  const resources = findResources(import.meta.dirname)
  const path = listPath(resources)
  if (path === undefined)
    return complain('Daftar kamera tidak ada: tulis cameras.json atau sebutkan berkasnya.')
  const { cameras, networks, errors } = parseCameraList(readFileSync(path, 'utf8'), path)
  for (const error of errors) complain(error)
  if (cameras.length === 0) return complain('Tidak ada kamera yang dapat diperiksa.')

  const log: Log = (_event, said = {}) => complain(String(said['sentence'] ?? ''))
  // Passwords lie beside the list they belong to, or in the data folder.
  const dataFolder = file === undefined ? values.data : dirname(path)
  const sources = openSources({ resources, dataFolder, log, timers: realTimers })
  sources.allow(networks)

  const results = new Map<string, readonly [CameraEntry, Probe]>()
  const waiting = [...cameras]
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results.set(next.id, [
        next,
        await probeCamera(sources.open(next, 'sub'), watchMs, realTimers)
      ])
      showProgress(results.size, cameras.length)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  const pairs = cameras.flatMap(({ id }): (readonly [CameraEntry, Probe])[] => {
    const pair = results.get(id)
    return pair === undefined ? [] : [pair]
  })
  process.stdout.write(`${checkTable(pairs)}\n`)
  return errors.length === 0 &&
    pairs.every(([, { firstPictureMs }]) => firstPictureMs !== undefined)
    ? 0
    : 1
}

function listPath(resources: string): string | undefined {
  const own = join(values.data, 'cameras.json')
  const shipped = join(resources, 'cameras', `${values.city}.json`)
  const wanted = file === undefined ? [own, shipped] : [resolve(file)]
  return wanted.find((path) => existsSync(path))
}

function findResources(start: string): string {
  for (let folder = start; dirname(folder) !== folder; folder = dirname(folder))
    if (existsSync(join(folder, 'resources/demo-cameras'))) return join(folder, 'resources')
  return 'resources'
}

function showProgress(done: number, all: number): void {
  if (!process.stderr.isTTY) return
  const width = 30
  const filled = Math.round((done / all) * width)
  process.stderr.write(
    `\r[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${done}/${all}${done === all ? '\n' : ''}`
  )
}

function complain(sentence: string): number {
  if (sentence !== '') process.stderr.write(`${sentence}\n`)
  return 1
}
