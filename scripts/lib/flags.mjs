/**
 * Takes one flag, `--name value` or `--name=value`, out of a command line.
 * @param {readonly string[]} args @param {string} name
 * @returns {{value: string | undefined, rest: readonly string[]}}
 */
export function takeFlag(args, name) {
  const at = args.findIndex((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`))
  if (at === -1) return { value: undefined, rest: args }
  const joined = args[at].includes('=')
  const value = joined ? args[at].slice(name.length + 3) : (args[at + 1] ?? '')
  return { value, rest: args.filter((_, index) => index !== at && (joined || index !== at + 1)) }
}
