import { existsSync, readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * Ends the browser that still has this profile because whoever started it was killed. It would take
 * every window that is opened with the profile for its own, and the browser we start would end at
 * once. Known on Linux only.
 */
export async function endLeftoverBrowser(profile, graceMs = 5_000) {
  const pid = browserWith(profile)
  if (pid === undefined) return
  signal(pid, 'SIGTERM')
  const patience = Date.now() + graceMs
  while (existsSync(`/proc/${pid}`) && Date.now() < patience) await wait(50)
  if (browserWith(profile) === pid) signal(pid, 'SIGKILL')
}

/** Chromium's lock is a link that leads to `HOST-PID`; by now another program may have that number. */
function browserWith(profile) {
  try {
    const lock = readlinkSync(path.join(profile, 'SingletonLock'))
    const pid = Number(/-(\d+)$/u.exec(lock)?.[1])
    if (lock !== `${hostname()}-${pid}`) return undefined
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return command.includes(`--user-data-dir=${profile}\0`) ? pid : undefined
  } catch {
    return undefined
  }
}

/** With its helpers, where it is the head of their group, as we start it. */
function signal(pid, name) {
  for (const target of [-pid, pid])
    try {
      process.kill(target, name)
    } catch {
      // No such group, or ended by itself in between.
    }
}
