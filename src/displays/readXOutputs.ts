import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { xrandrArguments, xrandrOutputs, type XOutput } from './xrandr.ts'

const run = promisify(execFile)

/** The outputs of the X server; rejects where there is none, or no xrandr to ask it with. */
export async function readXOutputs(): Promise<readonly XOutput[]> {
  const options = { timeout: 5_000 }
  const [monitors, props] = await Promise.all([
    run('xrandr', [...xrandrArguments.monitors], options),
    run('xrandr', [...xrandrArguments.props], options)
  ])
  return xrandrOutputs(monitors.stdout, props.stdout)
}
