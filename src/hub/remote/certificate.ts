import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { day, type Moment } from '../../contract/time.ts'
import { writeWhole } from '../wholeFile.ts'

export interface Certificate {
  /** PEM. */
  readonly cert: string
  readonly key: string
  /** SHA-256 in pairs of hex digits, as browsers show it. */
  readonly fingerprint: string
  /** The room's own, not one that was made here. */
  readonly own: boolean
}

export class CertificateError extends Error {
  override readonly name = 'CertificateError'
}

export interface CertificateOptions {
  /** `remote/` of the data folder, where a made one is kept. */
  readonly folder: string
  /** The address or name that phones go to. */
  readonly host: string
  /** PEM files of the room's own. */
  readonly own?: { readonly cert: string; readonly key: string } | undefined
  /** Real time. */
  readonly now: () => Moment
  /** Of this machine; goes into a made one. */
  readonly hostname: string
}

/** Browsers take none that lasts longer than 398 days. */
const lastsMs = 397 * day
/** A phone whose clock is behind takes it too. */
const beginsEarlierMs = day
const renewBeforeMs = 30 * day

/** Throws a CertificateError where the own one cannot be used, else the system's error. */
export async function certificateFor(options: CertificateOptions): Promise<Certificate> {
  const { folder, own } = options
  if (own !== undefined) return ownCertificate(own, options)
  const [certFile, keyFile] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')]
  const kept = keptCertificate(certFile, keyFile, options)
  if (kept !== undefined) return kept
  const made = await makeCertificate(options)
  // The key first: a certificate without its key is made anew.
  writeWhole(keyFile, made.key)
  writeWhole(certFile, made.cert)
  return made
}

function ownCertificate(
  files: { readonly cert: string; readonly key: string },
  { now }: CertificateOptions
): Certificate {
  try {
    const { certificate, ...pair } = readPair(files.cert, files.key)
    if (endOf(certificate) <= now()) throw new Error('it has ended')
    return { ...pair, own: true }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new CertificateError(`The certificate for remotes cannot be used: ${why}.`)
  }
}

/** Undefined: there is none, it is spoilt, made for another address, or about to end. */
function keptCertificate(
  certFile: string,
  keyFile: string,
  { host, now }: CertificateOptions
): Certificate | undefined {
  try {
    const { certificate, ...pair } = readPair(certFile, keyFile)
    const fits = isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)
    const lasts =
      endOf(certificate) - renewBeforeMs > now() && certificate.validFromDate.getTime() <= now()
    return fits !== undefined && lasts ? { ...pair, own: false } : undefined
  } catch {
    return undefined
  }
}

function readPair(
  certFile: string,
  keyFile: string
): Omit<Certificate, 'own'> & { readonly certificate: X509Certificate } {
  const [cert, key] = [readFileSync(certFile, 'utf8'), readFileSync(keyFile, 'utf8')]
  const certificate = new X509Certificate(cert)
  if (!certificate.checkPrivateKey(createPrivateKey(key))) throw new Error('the key is of another')
  return { certificate, cert, key, fingerprint: certificate.fingerprint256 }
}

function endOf(certificate: X509Certificate): Moment {
  return certificate.validToDate.getTime()
}

async function makeCertificate({ host, hostname, now }: CertificateOptions): Promise<Certificate> {
  // Loaded when it is needed, which is once a year.
  const { generate } = await import('selfsigned')
  const begins = now() - beginsEarlierMs
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'Siaga' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(begins),
    notAfterDate: new Date(begins + lastsMs),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          isIP(host) === 0 ? { type: 2, value: host } : { type: 7, ip: host },
          ...(isDnsName(hostname) && hostname !== host
            ? [{ type: 2 as const, value: hostname }]
            : [])
        ]
      }
    ]
  })
  return { cert, key, fingerprint: new X509Certificate(cert).fingerprint256, own: false }
}

function isDnsName(name: string): boolean {
  return /^[\w-]+(?:\.[\w-]+)*$/u.test(name)
}
