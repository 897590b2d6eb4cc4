// `npm run displays`: what `match` in wall.json may say of each output of this machine.
import { readXOutputs } from '../displays/readXOutputs.ts'

try {
  for (const { label, edid, bounds } of await readXOutputs()) {
    const match = JSON.stringify({ ...(edid !== undefined && { edid }), label })
    const { x, y, width, height } = bounds
    process.stdout.write(`${width} × ${height} at ${x}, ${y}   "match": ${match}\n`)
  }
} catch {
  process.stderr.write(
    'xrandr cannot be asked: it is not installed, or DISPLAY names no X server.\n'
  )
  process.exitCode = 1
}
