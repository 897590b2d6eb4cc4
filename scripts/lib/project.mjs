import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of the project, whatever folder a script is started from. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** @param {...string} parts a path inside the project */
export const inProject = (...parts) => path.join(root, ...parts)

/** Words for the person who started a script. On stderr: stdout belongs to the hub's ready line. */
export function say(text) {
  process.stderr.write(`${text}\n`)
}

/** An error whose message is a whole sentence for people; `runScript` prints it without a stack. */
export class Refusal extends Error {
  /** @param {string} message @param {number} exitCode */
  constructor(message, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Runs a script's main function; a refusal becomes its sentence and a non-zero exit. */
export async function runScript(main) {
  try {
    await main()
  } catch (error) {
    say(error instanceof Refusal ? error.message : (error?.stack ?? String(error)))
    process.exitCode = error instanceof Refusal ? error.exitCode : 1
  }
}
