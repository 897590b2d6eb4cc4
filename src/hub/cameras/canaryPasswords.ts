/** Every canary begins so: what is found of it anywhere is a leak. */
export const canary = 'kenari-'

/** Passwords with what shells, URLs, headers, JSON and terminals read as something else; for tests. */
export const canaryPasswords: readonly string[] = [
  ...['@', ':', '/', '?', '#', '%', '&', ' ', "'", '"', '\\', '$', '`', 'ü', '🐦', ';', '|', '<'],
  ...['=', ',', '+', '*', '~', '!', '(', '[', '{', '^', '..', '//', '%41%00', '${HOME}', '$(id)'],
  ...['" realm="x', "'; id; '"]
].map((part, i) => `${canary}${i}-a${part}b${part}`)

/** The forms under which a canary can be found again: as it is, and in a Basic header. */
export const canaryForms: readonly string[] = [
  canary,
  Buffer.from(`siaga:${canary}`).toString('base64').slice(0, 16)
]
