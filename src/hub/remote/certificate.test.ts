import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { day } from '../../contract/time.ts'
import { certificateFor, CertificateError, type Certificate } from './certificate.ts'

const begun = Date.UTC(2026, 10, 22, 7)
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'siaga-certificate-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const make = (now = begun, host = '192.168.10.5'): Promise<Certificate> =>
  certificateFor({ folder, host, now: () => now, hostname: 'dinding-1' })

describe('a certificate that is made', () => {
  test('is for the address and the name of the machine, and ends in 397 days at most', async () => {
    const { cert, fingerprint, own } = await make()
    const read = new X509Certificate(cert)
    expect(read.checkIP('192.168.10.5')).toBe('192.168.10.5')
    expect(read.checkHost('dinding-1')).toBe('dinding-1')
    expect(read.validToDate.getTime() - read.validFromDate.getTime()).toBe(397 * day)
    expect(read.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' })
    expect(read.ca).toBe(false)
    expect(fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/u)
    expect(own).toBe(false)
  })

  test('is kept for its owner alone', async () => {
    const first = await make()
    expect(await make(begun + 300 * day)).toEqual(first)
    for (const name of ['certificate.pem', 'key.pem'])
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
  })

  test('is made anew 30 days before its end, for another address, and when it is spoilt', async () => {
    const fingerprints = [
      await make(),
      await make(begun + 366 * day),
      await make(begun + 366 * day, '192.168.10.6')
    ].map(({ fingerprint }) => fingerprint)
    writeFileSync(join(folder, 'key.pem'), 'spoilt')
    fingerprints.push((await make(begun + 366 * day, '192.168.10.6')).fingerprint)
    expect(new Set(fingerprints).size).toBe(4)
  })
})

describe('a certificate of the room', () => {
  const own = (cert: string, key: string, now = begun): Promise<Certificate> =>
    certificateFor({
      folder: join(folder, 'unused'),
      host: 'siaga.example.go.id',
      own: { cert: join(folder, cert), key: join(folder, key) },
      now: () => now,
      hostname: 'dinding-1'
    })

  test('is used as it is', async () => {
    const { cert, key, fingerprint } = await make()
    expect(await own('certificate.pem', 'key.pem')).toEqual({ cert, key, fingerprint, own: true })
  })

  test('is refused when it has ended, is not there, or the key is of another', async () => {
    await make()
    await expect(own('certificate.pem', 'key.pem', begun + 400 * day)).rejects.toThrow(
      'The certificate for remotes cannot be used: it has ended.'
    )
    await expect(own('none.pem', 'key.pem')).rejects.toBeInstanceOf(CertificateError)
    const { key } = await certificateFor({
      folder: join(folder, 'other'),
      host: 'localhost',
      now: () => begun,
      hostname: 'dinding-1'
    })
    writeFileSync(join(folder, 'other.pem'), key)
    await expect(own('certificate.pem', 'other.pem')).rejects.toThrow('the key is of another')
  })
})
