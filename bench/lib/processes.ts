import { readdirSync, readFileSync } from 'node:fs'

/** Of one line of /proc/PID/stat: who started it, and its CPU time so far. */
export interface ProcessStat {
  readonly parent: number
  /** User and system time of all its threads, ms. */
  readonly cpuMs: number
}

/** Clock ticks of /proc are 10 ms on every Linux that Node runs on (USER_HZ). */
const tickMs = 10

/** The name in parentheses may hold anything, parentheses too: count from behind it. */
export function parseStat(line: string): ProcessStat {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  // Fields 4, 14 and 15 of proc(5); the slice begins at field 3.
  const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number)
  return { parent: parent ?? Number.NaN, cpuMs: ((user ?? 0) + (system ?? 0)) * tickMs }
}

/** CPU time so far of a process and everything it started that still runs, ms. */
export function cpuOfTree(root: number): number {
  const stats = new Map<number, ProcessStat>()
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/u.test(name) ? statOf(Number(name)) : undefined
    if (stat !== undefined) stats.set(Number(name), stat)
  }
  return sumOfTree(stats, root)
}

export function sumOfTree(stats: ReadonlyMap<number, ProcessStat>, root: number): number {
  let sum = stats.get(root)?.cpuMs ?? 0
  for (const [pid, { parent }] of stats) if (parent === root) sum += sumOfTree(stats, pid)
  return sum
}

/** Resident memory of one process in bytes, now and at its highest. */
export function memoryOf(pid: number): { readonly now: number; readonly peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const bytes = (key: string): number =>
    Number(new RegExp(`^${key}:\\s+(\\d+) kB$`, 'mu').exec(status)?.[1]) * 1024
  return { now: bytes('VmRSS'), peak: bytes('VmHWM') }
}

function statOf(pid: number): ProcessStat | undefined {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return undefined // It ended between being listed and being read.
  }
}
