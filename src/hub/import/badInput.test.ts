import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openImportStore } from '../store/importStore.ts'
import {
  addsUp,
  cities,
  makeWorkshop,
  mappingNamed,
  plain,
  plainHeader,
  plainRows,
  type Workshop
} from './testImport.ts'

let shop: Workshop
beforeEach(() => {
  shop = makeWorkshop()
})
afterEach(() => shop.remove())

const good = '1,2025-03-25 14:02,,Kebakaran,-6.98,110.42'

describe('a file that does not fit the mapping', () => {
  test('is answered with the columns that are missing and those that were found', async () => {
    const file = shop.file('a.csv', `no,time,kind\n1,2025-03-25 14:02,Kebakaran\n`)
    await expect(shop.run([file])).rejects.toThrow(
      'a.csv does not fit the mapping "plain". It lacks "there", "lat", "lon". It has "no", "time", "kind".'
    )
  })

  test('is told for each file of an export that it could have been', async () => {
    const mapping = mappingNamed('indonesia-112')
    const file = shop.file('tiket.csv', 'NO.LAPORAN,DINAS\nL1,Damkar\n')
    const reading = shop.run([file], { mapping, city: cities.semarang })
    await expect(reading).rejects.toThrow(
      'Read as "tiket dinas", it lacks "NO.TIKET DINAS", "STATUS", "TIKET DIBUAT", "TIKET SELESAI".'
    )
  })

  test('has nothing repeated of a first row that is no header', async () => {
    const file = shop.file('a.csv', 'Budi Santoso,08123456789,Jalan Mawar 5\n')
    const error = await shop.run([file]).catch((reason: unknown) => String(reason))
    expect(error).toContain('does not look like names of columns (there are 3 cells)')
    expect(error).not.toMatch(/Budi|0812|Mawar/u)
  })

  test.each([
    ['a.csv', Buffer.alloc(0), 'a.csv is empty.'],
    ['a.csv', Buffer.from('\uFEFFno,time', 'utf16le'), 'a.csv is in UTF-16'],
    ['a.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'an old Excel file'],
    ['a.csv', Buffer.from('504b03041400', 'hex'), 'cannot be read as an Excel workbook'],
    ['a.csv.gz', Buffer.from('1f8b0800', 'hex'), 'is compressed'],
    ['a.csv', Buffer.from([0x6e, 0x6f, 0, 1, 2]), 'is neither CSV, NDJSON nor .xlsx']
  ])('%s of other content is answered with a sentence', async (name, content, sentence) => {
    await expect(shop.run([shop.file(name, content)])).rejects.toThrow(sentence)
  })

  test('that is not there is answered with a sentence', async () => {
    await expect(shop.run(['/nowhere/a.csv'])).rejects.toThrow('/nowhere/a.csv cannot be read')
    await expect(shop.run([shop.folder])).rejects.toThrow('is not a file')
  })
})

describe('a row that cannot be understood', () => {
  test.each([
    ['2,2025-02-31 10:00,,Kebakaran,,', 'time: is a day that does not exist'],
    ['2,25 Maret,,Kebakaran,,', 'time: is in none of the time formats'],
    ['2,,,Kebakaran,,', 'receivedAt: is empty'],
    ['2,1999-12-31 10:00,,Kebakaran,,', 'receivedAt: is before the year 2000'],
    ['2,2025-06-02 10:00,,Kebakaran,,', 'receivedAt: lies in the future'],
    ['2,2025-03-25 14:02,,Kebakaran,110.42,-6.98', 'position: latitude and longitude look swapped'],
    ['2,2025-03-25 14:02,,Kebakaran,-98,110.42', 'position: is not on Earth'],
    [
      '2,2025-03-25 14:02,,Kebakaran,-6.980.312,110.420.800',
      'position: was written with signs between thousands by a spreadsheet'
    ],
    ['1.7E+08,2025-03-25 14:02,,Kebakaran,,', 'id: was shortened by a spreadsheet (like 1.7E+08)'],
    ['2,2025-03-25 14:02,,Kebakaran', 'has 4 columns instead of 6'],
    [
      '2,2025-03-25 14:02,,"Keba"karan,,',
      'has a quotation mark that is not closed or stands in the wrong place'
    ]
  ])('%s is refused with its line and reason, and the others are stored', async (row, reason) => {
    const file = shop.file('a.csv', `${plainHeader}\n${good}\n${row}\n${good.replace('1', '3')}\n`)
    const result = await shop.run([file])
    expect(result).toMatchObject({ read: 3, new: 2, refused: 1 })
    expect(result.rejected).toEqual([{ file: 'a.csv', line: 3, reason }])
  })

  test('because it is Windows-1252 is refused, and is not stored as something else', async () => {
    const kind = (bytes: Buffer): Buffer =>
      Buffer.concat([Buffer.from('2,2025-03-25 14:02,,Caf'), bytes, Buffer.from(',,\n')])
    const content = Buffer.concat([
      Buffer.from(`\uFEFF${plainHeader}\n${good}\n`),
      kind(Buffer.from([0xe9])),
      Buffer.from('3,2025-03-25 14:02,,Café,,\n')
    ])
    const result = await shop.run([shop.file('a.csv', content)])
    expect(result.rejected).toEqual([{ file: 'a.csv', line: 3, reason: 'is not UTF-8' }])
    expect(result.new).toBe(2)
  })

  test('because its time was skipped by the clocks of a foreign zone is refused', async () => {
    const file = shop.file(
      'a.csv',
      `${plainHeader}\n1,2016-03-13 02:30,,fire,,\n2,2016-03-13 01:59,,fire,,\n3,2016-03-13 03:00,,fire,,\n`
    )
    const mapping = { ...plain, timeZone: 'America/New_York' }
    const result = await shop.run([file], { mapping, city: cities.montgomery })
    const reason = 'time: is in the hour that was skipped when clocks were put forward'
    expect(result.rejected).toEqual([{ file: 'a.csv', line: 2, reason }])
    expect(shop.incident('2')?.receivedAt).toBe(Date.UTC(2016, 2, 13, 6, 59))
    expect(shop.incident('3')?.receivedAt).toBe(Date.UTC(2016, 2, 13, 7))
  })

  test('because the file was cut in its middle costs nothing else', async () => {
    const whole = `${plainHeader}\n${plainRows(1_000)}`
    const cut = shop.file('a.csv', whole.slice(0, -14))
    const result = await shop.run([cut])
    expect(result).toMatchObject({ read: 1_000, new: 999, refused: 1 })
    expect(result.rejected[0]?.line).toBe(1_001)
    const rest = await shop.run([shop.file('a.csv', whole)])
    expect(rest).toMatchObject({ new: 1, unchanged: 999 })
  })

  test('because a quotation was opened and never closed costs its own line alone', async () => {
    const rows = plainRows(9_000).split('\n')
    rows[4_000] = `x,2025-03-25 14:02,,"Kebakaran,-6.98,110.42`
    const result = await shop.run([shop.file('a.csv', `${plainHeader}\n${rows.join('\n')}`)])
    expect(result).toMatchObject({ read: 9_000, new: 8_999, refused: 1 })
    expect(result.rejected[0]?.line).toBe(4_002)
    expect(addsUp(result)).toBe(true)
  })

  test('never shows in a reason what it said', async () => {
    const file = shop.file('a.csv', `${plainHeader}\nBudi 0812,Budi 0812,Mawar 5,Budi,0812,Mawar\n`)
    const { rejected } = await shop.run([file])
    expect(rejected).toHaveLength(1)
    expect(JSON.stringify(rejected)).not.toMatch(/Budi|0812|Mawar/u)
  })
})

test('details that cannot be true are left out of rows that are kept, and counted', async () => {
  const file = shop.file(
    'a.csv',
    `${plainHeader}\n1,2025-03-25 14:02,2025-03-25 13:02,Parade,0,0\n2,2025-03-25 14:02,2025-03-25 14:05,Kebakaran,,\n`
  )
  const result = await shop.run([file])
  expect(result.leftOut).toEqual({
    'arrivedAt before receivedAt': 1,
    'category that the city does not know': 1,
    'position outside the city': 1
  })
  expect(shop.incident('1')).toMatchObject({ category: 'lain' })
  expect(shop.incident('1')).not.toHaveProperty('arrivedAt')
})

/** A disk of so many bytes; undefined where it cannot be had (needs root on Linux). */
function smallDisk(bytes: number): { readonly path: string; remove(): void } | undefined {
  const path = mkdtempSync(join(tmpdir(), 'siaga-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', path], {
      stdio: 'ignore'
    })
  } catch {
    rmSync(path, { recursive: true })
    return undefined
  }
  return {
    path,
    remove() {
      execFileSync('umount', [path])
      rmSync(path, { recursive: true })
    }
  }
}

const canMount = (() => {
  const disk = smallDisk(65_536)
  disk?.remove()
  return disk !== undefined
})()

describe.skipIf(!canMount)('a full disk (needs root to mount one)', () => {
  const disks: { remove(): void }[] = []
  afterEach(() => {
    for (const disk of disks.splice(0)) disk.remove()
  })
  function disk(bytes: number): string {
    const made = smallDisk(bytes)
    if (made === undefined) throw new Error('no disk')
    disks.push(made)
    return made.path
  }

  /** Imports with its store and what it keeps on the given disk. */
  async function runOn(path: string, file: string): ReturnType<Workshop['run']> {
    const folder = join(path, 'data')
    mkdirSync(folder, { recursive: true })
    const store = openImportStore(folder)
    try {
      return await shop.run([file], { folder, store })
    } finally {
      store.close()
    }
  }

  test('while files are read is told with the place, and nothing is stored', async () => {
    const path = disk(1_400_000)
    const file = shop.file('a.csv', `${plainHeader}\n${plainRows(40_000)}`)
    await expect(runOn(path, file)).rejects.toThrow(
      /cannot be kept in .*import\.sqlite: the disk is full\. Mend that and run the same command again/u
    )
  })

  test('while records are stored leaves whole ones, and the same command finishes the job', async () => {
    const path = disk(5_500_000)
    const file = shop.file('a.csv', `${plainHeader}\n${plainRows(20_000)}`)
    const ballast = join(path, 'ballast')
    let failure = ''
    const folder = join(path, 'data')
    mkdirSync(folder, { recursive: true })
    const store = openImportStore(folder)
    try {
      await shop.run([file], {
        folder,
        store,
        onProgress: ({ phase, rows }) => {
          if (phase === 'storing' && rows === 4_000) fill(ballast)
        }
      })
    } catch (error) {
      failure = String(error)
    }
    const before = ['0', '19999'].map((id) => store.incident(id) !== undefined)
    store.close()
    expect(failure).toMatch(/the disk is full\..*run the same command again: it goes on/u)
    expect(before[0]).toBe(true)
    rmSync(ballast)
    // The store alone needs more than is left: a larger disk is what an operator would give it.
    execFileSync('mount', ['-o', 'remount,size=60000000', path])
    const result = await runOn(path, file)
    expect(result).toMatchObject({ read: 20_000, refused: 0 })
    expect(addsUp(result)).toBe(true)
    const all = openImportStore(folder)
    const stored = Array.from({ length: 20_000 }, (_, id) => all.incident(String(id)))
    all.close()
    expect(stored.every((one) => one?.category === 'kebakaran')).toBe(true)
  })
})

/** Takes what is left of a disk. */
function fill(path: string): void {
  for (let size = 8_000_000; size > 512; size /= 2) {
    try {
      writeFileSync(path, Buffer.alloc(size), { flag: 'a' })
    } catch {
      // Full for this size; a smaller piece may still fit.
    }
  }
}
