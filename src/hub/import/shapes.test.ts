import { writeXlsx } from 'hucre/xlsx'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { minute } from '../../contract/time.ts'
import { Incident } from '../../contract/incident.ts'
import { callPayload, incidentPayload } from '../ingest/feed.ts'
import { Mapping } from '../ingest/mapping.ts'
import {
  addsUp,
  cities,
  makeWorkshop,
  mappingNamed,
  plain,
  plainHeader,
  type Workshop
} from './testImport.ts'

let shop: Workshop
beforeEach(() => {
  shop = makeWorkshop()
})
afterEach(() => shop.remove())

const start = Date.UTC(2025, 2, 25, 7, 2)

describe('the export of an Indonesian 112 back-end', () => {
  const options = { mapping: mappingNamed('indonesia-112'), city: cities.semarang }
  const laporan = (...rows: readonly string[]): string =>
    shop.file(
      'laporan.csv',
      [
        'NO,UID,NO LAPORAN,TIPE SALURAN,WAKTU LAPOR,AGENT L1,TIPE LAPORAN,PELAPOR,NO TELP,KATEGORI,SUB KATEGORI 1,SUB KATEGORI 2,DESKRIPSI,LOKASI KEJADIAN,KECAMATAN,KELURAHAN,CATATAN LOKASI,LATITUDE,LONGITUDE,WAKTU SELESAI,DITUTUP OLEH,STATUS,DINAS TERKAIT,DURASI PENGERJAAN',
        ...rows
      ].join('\n')
    )
  const fire =
    '1,u1,LAP-001,112,25/03/2025 14:02:00,agen1,Normal,Budi Santoso,081234567890,Kebakaran rumah,,,"Api di dapur, besar",Jl. Mawar 5,Semarang Tengah,,dekat masjid,-6.98,110.42,25/03/2025 15:10:00,agen2,Selesai,"Damkar, PLN",1:08'
  const prank =
    '2,u2,LAP-002,112,25/03/2025 14:05:00,agen1,Prank Call,Anonim,0811111111,,,,,,,,,,,25/03/2025 14:06:00,agen1,Selesai,,0:01'
  const tickets = (...rows: readonly string[]): string =>
    shop.file(
      'tiket dinas.csv',
      [
        'NO.LAPORAN,UID DINAS,NO.TIKET DINAS,DINAS,L2 NOTES,STATUS,TIKET DIBUAT,TIKET SELESAI,DURASI PENANGANAN',
        ...rows
      ].join('\n')
    )
  const damkar =
    'LAP-001,d1,T-9,Damkar,catatan,Selesai,25/03/2025 14:03:00,25/03/2025 15:00:00,0:57'
  const pmi = 'LAP-001,d2,T-10,PMI,,Diproses,25/03/2025 14:04:00,,'
  const logs = (...rows: readonly string[]): string =>
    shop.file(
      'log dinas.csv',
      [
        'NO.TIKET DINAS,DINAS,AGENT L2,STATUS,WAKTU PROSES,DURASI PENANGANAN,CATATAN,FOTO 1,FOTO 2,FOTO 3',
        ...rows
      ].join('\n')
    )
  const left = 'T-9,Damkar,agen7,Menuju Lokasi,25/03/2025 14:05:00,,Pak Joko 0812,,,'
  const came = 'T-9,Damkar,agen7,Tiba Di Lokasi,25/03/2025 14:11:00,,,,,'

  const whole = {
    status: 'closed',
    category: 'kebakaran',
    channel: '112',
    district: '33.74.01',
    position: [110.42, -6.98],
    receivedAt: start,
    dispatchedAt: start + minute,
    departedAt: start + 3 * minute,
    arrivedAt: start + 9 * minute,
    closedAt: start + 68 * minute
  }

  test('is one incident out of three files, in whatever order they are named', async () => {
    const files = [logs(left, came), tickets(damkar, pmi), laporan(fire, prank)]
    const result = await shop.run(files, options)
    // Six rows: an incident of five of them, and a call.
    expect(result).toMatchObject({ read: 6, new: 2, merged: 4, refused: 0 })
    expect(shop.incident('LAP-001')).toMatchObject(whole)
    const byAgency = new Map(shop.incident('LAP-001')?.assignments.map((one) => [one.agency, one]))
    expect(byAgency.get('damkar')).toEqual({
      agency: 'damkar',
      status: 'closed',
      dispatchedAt: start + minute,
      departedAt: start + 3 * minute,
      arrivedAt: start + 9 * minute,
      closedAt: start + 58 * minute
    })
    expect(byAgency.get('pmi')).toMatchObject({ status: 'dispatched' })
    expect(byAgency.get('pln')).toEqual({ agency: 'pln' })
  })

  test('gives nothing away of who called, what they said and where exactly', async () => {
    await shop.run([laporan(fire, prank), tickets(damkar), logs(left)], options)
    const stored = JSON.stringify([
      shop.incident('LAP-001'),
      shop.stored((store) => store.call('LAP-002'))
    ])
    expect(stored).not.toMatch(/Budi|0812|Mawar|Api|masjid|catatan|Joko|agen\d/u)
    expect(Incident.safeParse(shop.incident('LAP-001')).success).toBe(true)
  })

  test('counts a prank as a call and not as an incident', async () => {
    await shop.run([laporan(prank)], options)
    expect(shop.incident('LAP-002')).toBeUndefined()
    expect(shop.stored((store) => store.call('LAP-002'))).toEqual({
      id: 'LAP-002',
      revision: 1,
      source: 'import',
      class: 'prank',
      receivedAt: start + 3 * minute,
      channel: '112',
      simulated: false
    })
  })

  test('can come file by file: the later ones complete what is stored', async () => {
    await shop.run([laporan(fire)], options)
    const rest = await shop.run([tickets(damkar, pmi), logs(left, came)], options)
    expect(rest).toMatchObject({ read: 4, updated: 1, merged: 3, refused: 0 })
    expect(shop.incident('LAP-001')).toMatchObject({
      arrivedAt: start + 9 * minute,
      closedAt: start + 68 * minute
    })
    const again = await shop.run([tickets(damkar, pmi), logs(left, came)], options)
    expect(again).toMatchObject({ updated: 0, unchanged: 1 })
  })

  test('refuses rows that belong to nothing, and says so of each', async () => {
    const result = await shop.run(
      [tickets(damkar), logs('T-77,Damkar,a,Tiba,25/03/2025 14:11:00,,,,,')],
      options
    )
    expect(result.rejected).toEqual([
      {
        file: 'tiket dinas.csv',
        line: 2,
        reason: 'belongs to an incident that is neither in the files nor in the store'
      },
      { file: 'log dinas.csv', line: 2, reason: 'names a row that is in none of the files' }
    ])
    expect(addsUp(result)).toBe(true)
  })
})

describe('what spreadsheets make of a CSV', () => {
  test('is read: sep= line, semicolons, ="…", decimal commas, serial dates', async () => {
    const file = shop.file(
      'a.csv',
      `\uFEFFsep=;\r\n${plainHeader.replaceAll(',', ';')}\r\n="0017";45741,585;;Kebakaran;-6,98;110,42\r\n"0018";25/03/2025 14:02;;"Kebakaran; besar";;\r\n`
    )
    const result = await shop.run([file])
    expect(result).toMatchObject({ read: 2, new: 2, refused: 0 })
    expect(shop.incident('0017')).toMatchObject({
      receivedAt: Date.UTC(2025, 2, 25, 7, 2, 24),
      position: [110.42, -6.98]
    })
    expect(shop.incident('0018')?.receivedAt).toBe(start)
  })

  test.each([
    ['tabs', '\t'],
    ['bars', '|'],
    ['commas', ',']
  ])('is read with %s between the cells', async (_, sign) => {
    const text = `${plainHeader}\n1,2025-03-25 14:02,,Kebakaran,-6.98,110.42\n`
    const result = await shop.run([shop.file('a.csv', text.replaceAll(',', sign))])
    expect(result.new).toBe(1)
  })

  test('is read with the line ends of old Macs, and with those of Windows', async () => {
    const text = `${plainHeader}\n1,2025-03-25 14:02,,"Keba\nkaran",,\n2,2025-03-25 14:02,,Kebakaran,,\n`
    const mac = await shop.run([shop.file('a.csv', text.replaceAll('\n', '\r'))])
    const windows = await shop.run([shop.file('b.csv', text.replaceAll('\n', '\r\n'))])
    expect([mac.new, windows.unchanged]).toEqual([2, 2])
  })

  test('counts thousands with dots or commas between them', async () => {
    const mapping = Mapping.parse({
      ...plain,
      fields: { ...plain.fields, calls: { column: 'calls' } }
    })
    const rows = ['1.234', '"1,234"', '12', '', '1.2345'].map(
      (calls, index) => `${index},2025-03-25 14:02,,Kebakaran,,,${calls}`
    )
    const file = shop.file('a.csv', `${plainHeader},calls\n${rows.join('\n')}\n`)
    const result = await shop.run([file], { mapping })
    expect(['0', '1', '2', '3'].map((id) => shop.incident(id)?.calls)).toEqual([1234, 1234, 12, 1])
    expect(result.rejected).toEqual([
      { file: 'a.csv', line: 6, reason: 'calls: is not a whole number' }
    ])
  })
})

describe('a workbook', () => {
  async function workbook(rows: readonly (readonly unknown[])[]): Promise<string> {
    const sheet = { name: 'Laporan', rows: rows.map((row) => [...row]) }
    return shop.file('a.xlsx', Buffer.from(await writeXlsx({ sheets: [sheet] } as never)))
  }

  test('is read by its first sheet: text, numbers, real dates and empty cells', async () => {
    const file = await workbook([
      plainHeader.split(','),
      ['A-1', new Date(Date.UTC(2025, 2, 25, 14, 2)), null, 'Kebakaran', -6.98, 110.42],
      ['A-2', '25/03/2025 14:02', null, 'Kebakaran'],
      [17, '2025-02-31 10:00', null, 'Kebakaran', null, null]
    ])
    const result = await shop.run([file])
    expect(result).toMatchObject({ read: 3, new: 2, refused: 1 })
    expect(result.rejected).toEqual([
      { file: 'a.xlsx', line: 4, reason: 'time: is a day that does not exist' }
    ])
    expect(shop.incident('A-1')).toMatchObject({ receivedAt: start, position: [110.42, -6.98] })
    expect(shop.incident('A-2')?.receivedAt).toBe(start)
    expect((await shop.run([file])).unchanged).toBe(2)
  })

  test('goes on within its rows after a stop', async () => {
    const rows = Array.from({ length: 12_000 }, (_, index) => [
      ...[`A-${index}`, '2025-03-25 14:02', null, 'Kebakaran', null, null]
    ])
    const file = await workbook([plainHeader.split(','), ...rows])
    const stopping = new AbortController()
    const stopped = shop.run([file], {
      signal: stopping.signal,
      onProgress: ({ rows: read }) => read >= 5_000 && stopping.abort()
    })
    await expect(stopped).rejects.toThrow('stopped')
    const result = await shop.run([file])
    expect(result).toMatchObject({ read: 12_000, new: 12_000, refused: 0 })
  })
})

describe('our own formats', () => {
  const options = { mapping: mappingNamed('siaga'), city: cities.semarang }
  const incident: Incident = {
    id: 'SMG/1',
    revision: 7,
    source: 'cad',
    category: 'kebakaran',
    priority: 1,
    status: 'closed',
    channel: '112',
    receivedAt: start,
    arrivedAt: start + 9 * minute,
    closedAt: start + 60 * minute,
    position: [110.42, -6.98],
    district: '33.74.01',
    assignments: [{ agency: 'damkar', status: 'closed', arrivedAt: start + 9 * minute }],
    calls: 3,
    exercise: false,
    simulated: false
  }

  test('NDJSON brings incidents and calls back as they were, but for their numbers in the stream', async () => {
    const call = {
      ...{ id: 'c1', revision: 0, class: 'ghost' as const, receivedAt: start, simulated: false }
    }
    const lines = [
      incidentPayload({ ...incident, revision: 3, status: 'received' }),
      incidentPayload({ ...incident, seq: 41 }),
      callPayload(call),
      '{"id":"x","revision":1,"category":"kebakaran"}',
      '[]',
      '{"id":"y"'
    ]
    const file = shop.file('a.ndjson', `${lines.join('\n')}\n`)
    const result = await shop.run([file], options)
    expect(shop.incident('SMG/1')).toEqual(incident)
    expect(shop.stored((store) => store.call('c1'))).toEqual(call)
    expect(result).toMatchObject({ read: 6, new: 2, merged: 1, refused: 3 })
    expect(result.rejected.map(({ line, reason }) => [line, reason])).toEqual([
      [4, 'receivedAt: is missing'],
      [5, 'is not a JSON object'],
      [6, 'is not a JSON object']
    ])
    expect(await shop.run([file], options)).toMatchObject({ new: 0, updated: 0, unchanged: 2 })
  })

  test('CSV has a row per incident', async () => {
    const file = shop.file(
      'a.csv',
      `id,receivedAt,dispatchedAt,departedAt,arrivedAt,closedAt,category,priority,status,channel,district,subdistrict,agencies,latitude,longitude,calls,exercise
A1,2025-03-25T14:02:00+07:00,,,2025-03-25T14:11:00+07:00,,kebakaran,1,closed,112,33.74.01,,damkar|pmi,-6.98,110.42,3,true
`
    )
    await shop.run([file], options)
    expect(shop.incident('A1')).toEqual({
      id: 'A1',
      revision: 1,
      source: 'import',
      category: 'kebakaran',
      priority: 1,
      status: 'closed',
      channel: '112',
      receivedAt: start,
      arrivedAt: start + 9 * minute,
      position: [110.42, -6.98],
      district: '33.74.01',
      assignments: [{ agency: 'damkar' }, { agency: 'pmi' }],
      calls: 3,
      exercise: true,
      simulated: false
    })
  })
})

test('a file of calls alone is read as calls, those of an incident with its id', async () => {
  const mapping = Mapping.parse({
    name: 'calls',
    description: 'for tests',
    source: 'made up',
    timeFormats: ['YYYY-MM-DD HH:mm'],
    rows: 'call',
    id: { columns: ['no'], prefix: 'call-' },
    fields: {
      receivedAt: { column: 'time' },
      class: { column: 'kind', values: { valid: 'emergency', iseng: 'prank' } },
      incident: { column: 'ticket', prefix: 'LAP-' }
    }
  })
  const file = shop.file(
    'calls.csv',
    'no,time,kind,ticket\n1,2025-03-25 14:02,Valid,7\n2,2025-03-25 14:02,Iseng,\n3,2025-03-25 14:02,entah,\n'
  )
  const result = await shop.run([file], { mapping })
  expect(shop.stored((store) => [store.call('call-1'), store.call('call-2')])).toMatchObject([
    { class: 'emergency', incident: 'LAP-7', receivedAt: start },
    { class: 'prank' }
  ])
  expect(result.rejected).toEqual([
    { file: 'calls.csv', line: 4, reason: 'class: is none the mapping knows' }
  ])
})
