import { randomUUID } from 'node:crypto'
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync
} from 'node:fs'
import { open, rename, rm, statfs } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Transform } from 'node:stream'
import { writeFileSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { ImportStart } from '../../contract/importJob.ts'
import { minute } from '../../contract/time.ts'
import { meaningOf } from '../store/storeError.ts'
import { ImportError } from './importError.ts'

/** Files that windows have dropped, each in a folder of its own, until they are imported. */
export interface DropFolder {
  /** Where the import keeps what it has read. */
  readonly path: string
  /** Resolves when the whole file is on disk. Throws an ImportError; then nothing is left of it. */
  take(file: {
    readonly name: string
    readonly bytes: number
    readonly content: Readable
  }): Promise<{ readonly file: string; readonly name: string; readonly bytes: number }>
  /** Path of a file that was taken; throws an ImportError where it is not there. */
  pathOf(file: string): string
  /** Deletes a file that will not be imported. */
  forget(file: string): void
  /** What is being imported, so that the next start of the hub can go on. */
  readJob(): ImportStart | undefined
  writeJob(job: ImportStart): void
  /** Forgets the job with its files and what was read of them. Files others dropped, and lists, stay. */
  endJob(): void
  /** Where lists of refused rows stay. */
  readonly lists: string
}

/**
 * A file that nobody imports stays this long: exports hold names and numbers that do not belong on
 * the hub's disk.
 */
export const keepsMs = 60 * minute
/** What must stay free for the store itself. */
const reserveBytes = 256 * 1024 * 1024
/** The file, what is read of it, and the records: about as much each. */
const copies = 3

export function openDropFolder(
  dataFolder: string,
  freeBytes: (folder: string) => Promise<number> = freeIn
): DropFolder {
  const path = join(dataFolder, 'import-drop')
  const lists = join(dataFolder, 'import-refused')
  const files = join(path, 'files')
  const jobFile = join(path, 'job.json')

  function readJob(): ImportStart | undefined {
    try {
      return ImportStart.safeParse(JSON.parse(readFileSync(jobFile, 'utf8'))).data
    } catch {
      return undefined
    }
  }

  function forget(file: string): void {
    rmSync(join(files, file), { recursive: true, force: true })
  }

  /** Whether an import uses it, or could go on with it. */
  function isNeeded(file: string): boolean {
    return readJob()?.files.includes(file) ?? false
  }

  function endJob(): void {
    for (const file of readJob()?.files ?? []) forget(file)
    const kept = namesIn(files).length > 0 ? [basename(files)] : []
    for (const name of namesIn(path))
      if (!kept.includes(name)) rmSync(join(path, name), { recursive: true, force: true })
    if (kept.length === 0) rmSync(path, { recursive: true, force: true })
  }

  // Whoever dropped the others was told so by a hub that is gone, and nothing would delete them.
  for (const file of namesIn(files)) if (!isNeeded(file)) forget(file)
  if (readJob() === undefined) endJob()

  return {
    path,
    lists,
    readJob,
    forget,
    endJob,
    async take({ name, bytes, content }) {
      const own = safeName(name)
      const free = await freeBytes(dataFolder)
      if (free < copies * bytes + reserveBytes)
        throw new ImportError(
          `${own} needs ${inMb(copies * bytes + reserveBytes)} on the hub’s disk while it is imported, and ${inMb(free)} are free.`
        )
      const file = randomUUID()
      const folder = join(files, file)
      const whole = join(folder, own)
      try {
        mkdirSync(folder, { recursive: true })
        const part = `${whole}.part`
        await pipeline(content, exactly(bytes, own), createWriteStream(part, { mode: 0o600 }))
        await onDisk(part)
        await rename(part, whole)
      } catch (error) {
        await rm(folder, { recursive: true, force: true })
        if (error instanceof ImportError) throw error
        throw new ImportError(`${own} did not arrive whole: ${meaningOf(error)}.`)
      }
      setTimeout(() => {
        if (!isNeeded(file)) forget(file)
      }, keepsMs).unref()
      return { file, name: own, bytes }
    },
    pathOf(file) {
      const folder = join(files, file)
      const [name] = namesIn(folder)
      if (name === undefined || name.endsWith('.part'))
        throw new ImportError('The hub no longer has this file. Drop it again.')
      return join(folder, name)
    },
    writeJob(job) {
      mkdirSync(path, { recursive: true })
      writeFileSync(jobFile, JSON.stringify(job), { flush: true })
    }
  }
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}

/** The last part of a name, without anything that a file system or a list could misread. */
export function safeName(name: string): string {
  const last = name.split(/[/\\]/u).at(-1) ?? ''
  const plain = last
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N} ._()-]/gu, '_')
    .replace(/^[. ]+/u, '')
    .trim()
  const ending = /\.[a-z0-9]{1,8}$/iu.exec(plain)?.[0] ?? ''
  const stem = plain.slice(0, plain.length - ending.length).slice(0, 80)
  return stem === '' ? `file${ending}` : stem + ending
}

/** Passes on exactly so many bytes; more or fewer is an error. */
function exactly(bytes: number, name: string): Transform {
  let passed = 0
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      passed += piece.length
      if (passed > bytes) done(new ImportError(`${name} is longer than it said.`))
      else done(undefined, piece)
    },
    flush(done) {
      done(passed < bytes ? new ImportError(`${name} was cut off on its way.`) : undefined)
    }
  })
}

async function onDisk(path: string): Promise<void> {
  const file = await open(path, 'r+')
  await file.sync()
  await file.close()
}

async function freeIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

function inMb(bytes: number): string {
  return `${Math.ceil(bytes / 1024 / 1024).toLocaleString('en-US')} MB`
}
