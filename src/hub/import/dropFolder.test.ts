import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { keepsMs, openDropFolder, safeName, type DropFolder } from './dropFolder.ts'

let data: string
let folder: DropFolder

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'siaga-drop-'))
  folder = openDropFolder(data)
})
afterEach(() => rmSync(data, { recursive: true, force: true }))

describe('the folder of dropped files', () => {
  const take = (content: readonly string[], bytes: number): ReturnType<DropFolder['take']> =>
    folder.take({
      ...{ name: 'a.csv', bytes },
      content: Readable.from(content.map((part) => Buffer.from(part)))
    })
  const left = (): readonly string[] => {
    const files = join(folder.path, 'files')
    return existsSync(files) ? readdirSync(files) : []
  }

  test('keeps nothing of a file that is cut off or longer than it said', async () => {
    await expect(take(['abc'], 5)).rejects.toThrow('a.csv was cut off on its way.')
    await expect(take(['abc', 'def'], 5)).rejects.toThrow('a.csv is longer than it said.')
    expect(left()).toEqual([])
  })

  test('takes no file that would fill the disk', async () => {
    const small = openDropFolder(data, async () => 300 * 1024 * 1024)
    const content = Readable.from([])
    await expect(small.take({ name: 'a.csv', bytes: 100 * 1024 * 1024, content })).rejects.toThrow(
      'a.csv needs 556 MB on the hub’s disk while it is imported, and 300 MB are free.'
    )
    expect(left()).toEqual([])
  })

  test('forgets at the next start what nobody began to import', async () => {
    const { file } = await take(['abc'], 3)
    expect(left()).toEqual([file])
    openDropFolder(data)
    expect(left()).toEqual([])
    expect(() => folder.pathOf(file)).toThrow(/Drop it again/u)
  })

  test('forgets after an hour what nobody began to import', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    try {
      const begun = await take(['abc'], 3)
      await take(['abc'], 3)
      folder.writeJob({ files: [begun.file], mapping: 'siaga' })
      vi.advanceTimersByTime(keepsMs - 1)
      expect(left()).toHaveLength(2)
      vi.advanceTimersByTime(1)
      expect(left()).toEqual([begun.file])
    } finally {
      vi.useRealTimers()
    }
  })

  test.each([
    ['laporan Maret 2025.csv', 'laporan Maret 2025.csv'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\data\\laporan.csv', 'laporan.csv'],
    ['..', 'file'],
    ['.hidden', 'hidden'],
    ['a\u0000b\n"c".csv', 'a_b__c_.csv'],
    [`${'x'.repeat(300)}.xlsx`, `${'x'.repeat(80)}.xlsx`],
    ['', 'file']
  ])('calls %j %j', (given, name) => {
    expect(safeName(given)).toBe(name)
  })
})
