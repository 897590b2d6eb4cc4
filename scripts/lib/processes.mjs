import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { root } from './project.mjs'

const onWindows = process.platform === 'win32'

/**
 * Starts a program at the head of its own process group, so that all it starts can be ended with it
 * and a Ctrl-C reaches only us.
 * @param {string} command @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function startProcess(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, detached: !onWindows, ...options })
  living.add(child)
  child.once('exit', () => living.delete(child))
  child.once('error', () => living.delete(child))
  return child
}

/** Ends a program and all it started: asks first, insists after `graceMs`. */
export async function stopProcess(child, graceMs = 8_000) {
  if (child.pid === undefined) return
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit')
    signalGroup(child.pid, 'SIGTERM')
    const insist = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), graceMs)
    await ended
    clearTimeout(insist)
  }
  // What outlived the head of its group: a browser's helpers, a wrapper script's program.
  signalGroup(child.pid, 'SIGKILL')
}

/**
 * Runs a program to its end and gathers what it prints.
 * @returns {Promise<{code: number, output: string}>} code 127 when it could not be started
 */
export async function runToEnd(command, args, { echo = false, ...options } = {}) {
  const child = startProcess(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
  const chunks = []
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      chunks.push(chunk)
      if (echo) process.stderr.write(chunk)
    })
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      chunks.push(Buffer.from(`${error.message}\n`))
      resolve(127)
    })
    child.once('close', (exitCode) => resolve(exitCode ?? 1))
  })
  return { code, output: Buffer.concat(chunks).toString('utf8') }
}

/** Calls `stop` once on Ctrl-C, SIGTERM, a closed terminal, or when npm, which started us, is gone. */
export function onStopRequest(stop) {
  let asked = false
  const ask = () => {
    if (asked) return
    asked = true
    void stop()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, ask)
  if (process.env['npm_lifecycle_event'] !== undefined) {
    const parent = process.ppid
    setInterval(() => process.ppid !== parent && ask(), 1_000).unref()
  }
}

const living = new Set()

function signalGroup(pid, signal) {
  try {
    process.kill(onWindows ? pid : -pid, signal)
  } catch {
    // It ended by itself in between.
  }
}

// Whatever ends us, an exception included, ends what we started.
process.on('exit', () => {
  for (const child of living) if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL')
})
