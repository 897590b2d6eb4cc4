import { createInterface } from 'node:readline'
import { makeBackoff } from './backoff.mjs'
import { startProcess, stopProcess } from './processes.mjs'
import { inProject, Refusal, say } from './project.mjs'
import { nodeForHub } from './runtime.mjs'

/**
 * Keeps a hub running until `stop`. After a crash it comes back at the same address with the same
 * token, so that windows find it again by themselves.
 * @param {{flags: readonly string[], program?: readonly string[], env?: NodeJS.ProcessEnv,
 *   backoff?: ReturnType<typeof makeBackoff>}} options
 * @returns {{ready: Promise<{url: string, token: string, mqtt: string}>, stop: () => Promise<void>,
 *   restart: () => Promise<void>, pid: () => number | undefined}}
 *   `ready` once windows may connect; it rejects when the hub never got that far, which is not
 *   tried again: what it complained about would be there again
 */
export function superviseHub({
  flags,
  program = [inProject('out', 'main', 'hub.js')],
  env = process.env,
  backoff = makeBackoff()
}) {
  let stopping = false
  let child
  let again
  let address = []
  let known = env

  function launch() {
    backoff.started()
    child = startProcess(nodeForHub(), [...program, ...flags, ...address], {
      env: known,
      // Over the last one nothing is said: it closes when we are gone, and then the hub ends too.
      stdio: ['ignore', 'pipe', 'inherit', 'ipc']
    })
    const ended = new Promise((resolve) => {
      child.once('error', (error) => resolve({ code: 127, why: error.message }))
      child.once('exit', (code, signal) =>
        resolve({ code: code ?? 1, why: signal ?? `exit ${code}` })
      )
    })
    return { ready: readyLine(child.stdout), ended }
  }

  function keep(ended) {
    const mine = child
    void ended.then(({ why }) => {
      if (stopping || mine !== child) return
      const waitMs = backoff.nextMs()
      say(`The hub ended (${why}); starting it again in ${(waitMs / 1_000).toFixed(1)} s.`)
      again = setTimeout(() => keep(launch().ended), waitMs)
    })
  }

  /** At once and without back-off, as when its source has changed. */
  async function restart() {
    clearTimeout(again)
    const old = child
    child = undefined
    await stopProcess(old)
    if (!stopping) keep(launch().ended)
  }

  async function stop() {
    stopping = true
    clearTimeout(again)
    if (child !== undefined) await stopProcess(child)
  }

  async function begin() {
    const first = launch()
    const outcome = await Promise.race([first.ready, first.ended])
    // Whoever stopped it before it was ready is not waiting for it any more.
    if (stopping) return new Promise(() => {})
    if (outcome.url === undefined)
      throw new Refusal(`The hub could not start (${outcome.why}).`, outcome.code || 1)
    address = ['--port', new URL(outcome.url).port]
    known = { ...env, SIAGA_TOKEN: outcome.token }
    keep(first.ended)
    return outcome
  }

  return { ready: begin(), stop, restart, pid: () => child?.pid }
}

/** The hub's one line on stdout. Anything else there is passed on to people. */
function readyLine(stdout) {
  return new Promise((resolve) => {
    createInterface({ input: stdout }).on('line', (line) => {
      const message = parse(line)
      if (message?.ready === true && typeof message.url === 'string') resolve(message)
      else say(line)
    })
  })
}

function parse(line) {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
