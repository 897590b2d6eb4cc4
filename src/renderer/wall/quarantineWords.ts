import { defineWords } from '../look/words.ts'

export const quarantineWords = defineWords({
  id: {
    title: 'Karantina pesan',
    sinceStart: 'sejak penyimpanan dibuat',
    messages: (n: string) => `pesan ditolak, dan ${n} pesan diterima tanpa sebagian isinya.`,
    short: (n: string) =>
      `${n} pesan yang ditolak hari ini adalah laporan, jadi hitungan hari ini bisa kurang paling banyak ${n}.`,
    notShort: 'Hitungan hari ini tidak berkurang karenanya.',
    today: 'Hari ini di layar',
    upTo: (n: string) => `sampai ${n} bila\nsemua diterima`,
    reasons: 'Alasan',
    ofLatest: (n: string) => `dari ${n} terakhir`,
    held: 'Pesan terakhir yang ditahan',
    noValues: 'isi pesan tidak pernah disimpan di sini',
    at: 'Pukul',
    topic: 'Topik',
    reason: 'Alasan',
    field: 'Bidang',
    fate: 'Akibat',
    bytes: 'Bita',
    refused: 'pesan ditolak',
    without: 'diterima tanpa bidang ini',
    none: 'Tidak ada pesan yang ditahan.',
    remedy: 'Yang harus dilakukan',
    remedyWhat:
      'Perbaiki di sistem asal, lalu kirim ulang laporan yang sama dengan revisi lebih tinggi. Begitu diterima, hitungan hari ini lengkap dengan sendirinya.',
    topics: {
      incident: 'laporan',
      call: 'panggilan',
      duty: 'petugas',
      heartbeat: 'detak',
      other: 'lain'
    }
  },
  en: {
    title: 'Quarantined messages',
    sinceStart: 'since the store was made',
    messages: (n) => `messages refused, and ${n} taken in without part of their content.`,
    short: (n) =>
      `${n} of those refused today were incidents, so today’s count may be short by at most ${n}.`,
    notShort: 'Today’s count is not short because of them.',
    today: 'Today on screen',
    upTo: (n) => `up to ${n} if\nall were taken`,
    reasons: 'Reasons',
    ofLatest: (n) => `of the latest ${n}`,
    held: 'Latest messages held back',
    noValues: 'the content of a message is never kept here',
    at: 'At',
    topic: 'Topic',
    reason: 'Reason',
    field: 'Field',
    fate: 'Effect',
    bytes: 'Bytes',
    refused: 'message refused',
    without: 'taken without this field',
    none: 'Nothing has been held back.',
    remedy: 'What to do',
    remedyWhat:
      'Correct it where it comes from and send the same incident again with a higher revision. Once it is taken in, the count of today is complete by itself.',
    topics: {
      incident: 'incident',
      call: 'call',
      duty: 'duty',
      heartbeat: 'heartbeat',
      other: 'other'
    }
  }
})
