import { spawn } from 'node:child_process'
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { once } from 'node:events'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * How fast history comes in, and with how much memory: rows per second and peak resident memory of
 * `npm run import` over made-up exports, first into an empty store and then once more.
 *
 *     npm run bench -- import                   100,000 rows
 *     SIAGA_BENCH_ROWS=5000000 npm run bench -- import
 */
const rows = Number(process.env['SIAGA_BENCH_ROWS'] ?? 100_000)

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'siaga-bench-import-'))

/** One row per incident in our own columns: the dearest case, as every row becomes a record. */
async function writeExport(file: string): Promise<void> {
  const out = createWriteStream(file)
  out.write(
    'id,receivedAt,dispatchedAt,departedAt,arrivedAt,closedAt,category,priority,status,channel,district,subdistrict,agencies,latitude,longitude,calls,exercise\n'
  )
  const start = Date.UTC(2015, 0, 1)
  // Eleven years, whatever the number of rows.
  const step = (11 * 365 * 86_400_000) / rows
  const iso = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`
  const categories = ['medis', 'kecelakaan', 'kebakaran', 'pohon', 'penyelamatan', 'banjir']
  for (let i = 0; i < rows; i += 1) {
    const at = start + i * step
    const line = [
      `LAP-${String(i).padStart(9, '0')}`,
      ...[iso(at), iso(at + 60_000), iso(at + 180_000), iso(at + 480_000), iso(at + 3_600_000)],
      ...[
        categories[i % 6],
        (i % 5) + 1,
        'closed',
        '112',
        `33.74.${String((i % 16) + 1).padStart(2, '0')}`,
        ''
      ],
      ...[
        i % 3 === 0 ? 'damkar|bpbd' : 'dinkes',
        -7.1 + (i % 997) / 6000,
        110.3 + (i % 991) / 6000
      ],
      ...[1, 'false']
    ].join(',')
    if (!out.write(`${line}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}

interface Run {
  readonly seconds: number
  readonly peakMb: number
  /** Of all its threads: what it would take of a machine nobody else uses. */
  readonly cpuSeconds: number
  readonly said: string
}

async function runImport(file: string): Promise<Run> {
  const began = performance.now()
  const child = spawn(
    process.execPath,
    [
      // As in package.json.
      '--max-semi-space-size=4',
      join(root, 'src/hub/importHistory.ts'),
      ...[file, '--mapping', 'siaga', '--city', 'semarang', '--data', join(folder, 'data')]
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] }
  )
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  let [peakMb, cpuSeconds] = [0, 0]
  const watching = setInterval(() => {
    peakMb = Math.max(peakMb, peakOf(child.pid))
    cpuSeconds = Math.max(cpuSeconds, cpuSecondsOf(child.pid))
  }, 100)
  const [code] = await once(child, 'exit')
  clearInterval(watching)
  if (code !== 0) throw new Error(`the import ended with ${code}`)
  return { seconds: (performance.now() - began) / 1000, peakMb, cpuSeconds, said }
}

/** The most it ever held, as the kernel counts it; 0 where /proc is not there. */
function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/VmHWM:\s+(\d+) kB/u.exec(status)?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/** 100 ticks a second on every Linux that Node runs on. */
function cpuSecondsOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return 0
  }
}

try {
  const file = join(folder, 'history.csv')
  await writeExport(file)
  console.log(
    `${rows.toLocaleString('en')} rows, ${Math.round(statSync(file).size / 1e6)} MB of CSV, Node ${process.version}, ${cpus().length} cores`
  )
  for (const what of ['into an empty store', 'the same again']) {
    const { seconds, peakMb, cpuSeconds, said } = await runImport(file)
    console.log(
      `${what}: ${Math.round(rows / seconds).toLocaleString('en')} rows/s (${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of CPU), load ${loadavg()[0]?.toFixed(1)}, peak ${Math.round(peakMb)} MB — ${said.trim().split('\n')[0]}`
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
