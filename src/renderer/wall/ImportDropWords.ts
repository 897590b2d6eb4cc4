import { defineWords } from '../look/words.ts'

export const importDropWords = defineWords({
  id: {
    title: 'Impor riwayat',
    release: 'Lepaskan berkas untuk mengimpor riwayat',
    choose: 'Pilih berkas …',
    how: 'Seret berkas CSV, NDJSON, atau .xlsx ke jendela ini, atau pilih di sini. Berkas dari satu ekspor diberikan bersama.',
    close: 'Tutup',
    cancel: 'Batalkan',
    start: 'Impor',
    another: 'Impor berkas lain',
    uploading: (name: string, percent: string) => `${name} dikirim ke hub: ${percent} %`,
    looking: 'Mencari pemetaan yang cocok …',
    mapping: 'Pemetaan',
    none: 'Tidak ada pemetaan yang cocok dengan berkas ini',
    preview: 'Baris pertama seperti yang akan dibaca',
    columns: {
      line: 'baris',
      time: 'waktu',
      kind: 'jenis',
      status: 'status',
      place: 'kecamatan',
      agencies: 'instansi'
    },
    status: {
      received: 'diterima',
      dispatched: 'ditugaskan',
      enRoute: 'di jalan',
      onScene: 'tiba',
      closed: 'selesai'
    },
    callClass: {
      emergency: 'panggilan darurat',
      information: 'panggilan informasi',
      prank: 'panggilan iseng',
      ghost: 'panggilan kosong',
      dropped: 'panggilan terputus'
    },
    point: 'ada titik',
    refused: 'ditolak',
    part: 'bagian instansi',
    phase: { reading: 'Membaca', storing: 'Menyimpan' },
    progress: (phase: string, percent: string, rows: string) =>
      `${phase} ${percent} %, ${rows} baris`,
    resumed: 'Dilanjutkan dari tempat impor sebelumnya terhenti.',
    done: 'Selesai',
    stopped: 'Dibatalkan. Yang sudah tersimpan tetap tersimpan, utuh per laporan.',
    failed: 'Impor tidak selesai',
    failedHint:
      'Perbaiki sebabnya, lalu tekan Lanjutkan: impor diteruskan dari tempatnya berhenti.',
    again: 'Lanjutkan',
    sum: (
      n: Readonly<Record<'read' | 'new' | 'updated' | 'unchanged' | 'merged' | 'refused', string>>
    ) =>
      `${n.read} baris dibaca = ${n.new} baru + ${n.updated} diperbarui + ${n.unchanged} tetap + ${n.merged} digabung + ${n.refused} ditolak`,
    leftOut: 'Dikosongkan dari baris yang disimpan',
    refusedRows: (shown: string, all: string) => `Baris ditolak, ${shown} dari ${all}`,
    list: (path: string) => `Daftar lengkap di folder data: ${path}`,
    unreachable: 'Hub tidak menjawab. Berkas belum diimpor.',
    columnCount: (has: string, wanted: string) => `${has} kolom, seharusnya ${wanted}`,
    says: {
      'is in none of the time formats': 'tidak cocok dengan format waktu mana pun',
      'is a day that does not exist': 'hari yang tidak ada di kalender',
      'is in the hour that was skipped when clocks were put forward':
        'di jam yang dilewati saat jam dimajukan',
      'is empty': 'kosong',
      'is before the year 2000': 'sebelum tahun 2000',
      'lies in the future': 'di masa depan',
      'is not UTF-8': 'bukan UTF-8',
      'latitude and longitude look swapped': 'lintang dan bujur tampak tertukar',
      'is not two numbers': 'bukan dua angka',
      'is not on Earth': 'di luar bumi',
      'is not a whole number': 'bukan bilangan bulat',
      'is not a whole number from 1 to 5': 'bukan bilangan bulat dari 1 sampai 5',
      'was shortened by a spreadsheet (like 1.7E+08)':
        'dipendekkan oleh lembar sebar (seperti 1.7E+08)',
      'has signs other than letters, digits and . : @ / + - _':
        'memuat tanda selain huruf, angka dan . : @ / + - _',
      'has a quotation mark that is not closed or stands in the wrong place':
        'memuat tanda kutip yang tidak ditutup atau salah tempat',
      'is longer than any row could be': 'lebih panjang daripada baris mana pun',
      'is not a JSON object': 'bukan objek JSON',
      'is none the mapping knows': 'tidak dikenal pemetaan',
      'names a row that is in none of the files': 'menunjuk baris yang tidak ada di berkas'
    } as Readonly<Record<string, string>>
  },
  en: {
    title: 'Import history',
    release: 'Drop the file to import history',
    choose: 'Choose files …',
    how: 'Drag CSV, NDJSON or .xlsx files onto this window, or choose them here. Files of one export go together.',
    close: 'Close',
    cancel: 'Cancel',
    start: 'Import',
    another: 'Import another file',
    uploading: (name, percent) => `${name} on its way to the hub: ${percent} %`,
    looking: 'Looking for a mapping that fits …',
    mapping: 'Mapping',
    none: 'No mapping fits these files',
    preview: 'The first rows as they would be read',
    columns: {
      line: 'line',
      time: 'time',
      kind: 'kind',
      status: 'status',
      place: 'district',
      agencies: 'agencies'
    },
    status: {
      received: 'received',
      dispatched: 'dispatched',
      enRoute: 'on its way',
      onScene: 'arrived',
      closed: 'closed'
    },
    callClass: {
      emergency: 'emergency call',
      information: 'information call',
      prank: 'prank call',
      ghost: 'ghost call',
      dropped: 'dropped call'
    },
    point: 'has a point',
    refused: 'refused',
    part: 'agency’s part',
    phase: { reading: 'Reading', storing: 'Storing' },
    progress: (phase, percent, rows) => `${phase} ${percent} %, ${rows} rows`,
    resumed: 'It goes on where the last import was stopped.',
    done: 'Done',
    stopped: 'Cancelled. What is stored stays stored, in whole records.',
    failed: 'The import did not finish',
    failedHint: 'Mend the cause, then press Continue: the import goes on where it stopped.',
    again: 'Continue',
    sum: (n) =>
      `${n.read} rows read = ${n.new} new + ${n.updated} updated + ${n.unchanged} unchanged + ${n.merged} merged + ${n.refused} refused`,
    leftOut: 'Left out of rows that were kept',
    refusedRows: (shown, all) => `Refused rows, ${shown} of ${all}`,
    list: (path) => `The whole list in the data folder: ${path}`,
    unreachable: 'The hub does not answer. Nothing was imported.',
    columnCount: (has, wanted) => `has ${has} columns instead of ${wanted}`,
    says: {}
  }
})
