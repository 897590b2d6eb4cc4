import { defineWords } from '../../look/words.ts'

export const openCountWords = defineWords({
  id: {
    open: 'terbuka',
    allInTarget: 'terbuka, semua dalam target',
    late: 'lewat target',
    arrived: 'tiba',
    exercises: (n: string) => `${n} latihan tidak dihitung`,
    none: 'Tidak ada kejadian terbuka',
    ready: 'Siap menerima\nlaporan pertama',
    unknown: 'Jumlah terbuka tidak diketahui',
    waiting: 'menunggu data',
    delayed: 'data terlambat',
    storeFailing: 'penyimpanan gagal',
    disconnected: 'sumber data terputus',
    notSent: (n: string) => `${n} di antaranya tidak ada dalam daftar`
  },
  en: {
    open: 'open',
    allInTarget: 'open, all within target',
    late: 'past target',
    arrived: 'on scene',
    exercises: (n) => (n === '1' ? '1 exercise not counted' : `${n} exercises not counted`),
    none: 'No open incidents',
    ready: 'Ready for\nthe first incident',
    unknown: 'Number of open incidents unknown',
    waiting: 'waiting for data',
    delayed: 'data is delayed',
    storeFailing: 'storage is failing',
    disconnected: 'the feed is disconnected',
    notSent: (n) => `${n} of them are not in the list`
  }
})
