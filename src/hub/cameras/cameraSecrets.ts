import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Log } from '../log.ts'
import type { Credentials } from './digestAuth.ts'

export const cameraSecretsName = 'cameras.secret.json'

/** By camera id. A gateway's one password is written once for each of its cameras. */
const Secrets = z.record(
  z.string(),
  z.strictObject({ user: z.string().max(200), password: z.string().max(200) })
)

/** The passwords of cameras, read when a connection is made and kept nowhere else. */
export type CameraSecrets = (cameraId: string) => Credentials | undefined

/** Read anew at each call, so that a changed password needs no restart. Never logged. */
export function cameraSecrets(dataFolder: string, log: Log): CameraSecrets {
  const path = join(dataFolder, cameraSecretsName)
  let told = ''
  const tell = (sentence: string): undefined => {
    if (told !== sentence) log('cameraSecretsError', { sentence })
    told = sentence
    return undefined
  }
  return (cameraId) => {
    let text: string
    try {
      // Windows has no such bits; there the folder's own rights protect it.
      if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
        return tell(
          `${cameraSecretsName} can be read by others; run "chmod 600 ${cameraSecretsName}"; no password is used until then.`
        )
      text = readFileSync(path, 'utf8')
    } catch {
      return undefined
    }
    try {
      const secrets = Secrets.parse(JSON.parse(text))
      return Object.hasOwn(secrets, cameraId) ? secrets[cameraId] : undefined
    } catch {
      return tell(
        `${cameraSecretsName} is not {"camera id": {"user": "…", "password": "…"}, …}; correct it; no password is used until then.`
      )
    }
  }
}
