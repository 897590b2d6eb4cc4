import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'

export const projectRoot = path.resolve(import.meta.dirname, '../..')

/** The path of an installed program; /usr/sbin too, where Debian puts mosquitto. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin']
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file))
}

/** Starts a program in its own process group, so that `endGroup` ends all it started. */
export function startProgram(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {}
): ChildProcess {
  return spawn(command, args, { cwd: projectRoot, detached: true, ...options })
}

/** Sends a signal to a program and all it started, and waits for the program's end. */
export async function endGroup(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  process.kill(-child.pid, signal)
  await ended
}

/**
 * A loopback port that nobody listened on a moment ago. Two workers never draw the same one, and
 * none is drawn from those the system gives to outgoing connections, which would take it meanwhile.
 */
export async function freePort(): Promise<number> {
  const worker = Number(process.env['TEST_PARALLEL_INDEX'] ?? '0')
  for (;;) {
    const port = 12_000 + (worker % 8) * 2_000 + Math.floor(Math.random() * 2_000)
    const probe = createServer().listen(port, '127.0.0.1')
    const isFree = await once(probe, 'listening').then(
      () => true,
      () => false
    )
    if (!isFree) continue
    probe.close()
    await once(probe, 'close')
    return port
  }
}
