import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
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

/** A loopback port that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo // a TCP server that listens has one
  probe.close()
  await once(probe, 'close')
  return port
}
