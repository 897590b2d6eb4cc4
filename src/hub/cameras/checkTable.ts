import type { CameraEntry } from './cameraConfig.ts'
import type { Probe } from './probeCamera.ts'
import { remedies } from './remedies.ts'

const head = [
  'kamera',
  'nama',
  'terjangkau',
  'codec',
  'ukuran',
  'fps',
  'pertama',
  'selisih jam',
  'catatan'
]

/** One line a camera, columns as wide as they must be. No address is in it. */
export function checkTable(results: readonly (readonly [CameraEntry, Probe])[]): string {
  const rows = results.map(([{ id, name }, probe]) => [
    id,
    name.slice(0, 28),
    probe.firstPictureMs === undefined ? 'tidak' : 'ya',
    probe.format?.codec ?? '–',
    probe.format?.width ? `${probe.format.width}×${probe.format.height}` : '–',
    probe.fps === undefined ? '–' : probe.fps.toFixed(1),
    probe.firstPictureMs === undefined ? '–' : `${Math.round(probe.firstPictureMs)} ms`,
    probe.skewMs === undefined ? '–' : `${Math.round(probe.skewMs / 1000)} s`,
    noteOf(probe)
  ])
  const widths = head.map((title, i) =>
    Math.max(...[head, ...rows].map((row) => [...(row[i] ?? '')].length), title.length)
  )
  const line = (row: readonly string[]): string =>
    row
      .map((text, i) => text + ' '.repeat(Math.max(0, (widths[i] ?? 0) - [...text].length)))
      .join('  ')
      .trimEnd()
  const reached = results.filter(([, { firstPictureMs }]) => firstPictureMs !== undefined).length
  return [line(head), ...rows.map(line), '', `${reached}/${results.length} kamera terjangkau`].join(
    '\n'
  )
}

function noteOf({ problem, keySeconds, format }: Probe): string {
  if (problem !== undefined) return remedies[problem]
  if (format !== undefined && format.width * format.height > 1280 * 720) return remedies.tooLarge
  if (format?.codec.startsWith('h')) return 'H.265: hanya tampil bila perambannya mampu'
  if (keySeconds !== undefined && keySeconds > 2.5)
    return `gambar kunci tiap ${keySeconds.toFixed(0)} s: atur menjadi 1 s`
  return ''
}
